import type { FailureClass, Report } from '@tidings/rollout-engine';

/** The code a Tidings vehicle client sends for each class; the engine's failure table reads it back. */
const CODE: Readonly<Record<FailureClass, number | undefined>> = {
  'not-drivable': 9001,
  degraded: 9002,
  'refused-by-vehicle': 9003,
  download: 9004,
  'precondition-not-met': 9005,
  'ended-by-owner': 9006,
  'stopped-by-us': undefined,
};

const report = (door: Report['door'], execution: Report['execution'], finished: Report['finished']): Report => ({
  door,
  execution,
  finished,
  code: undefined,
  details: [],
});

export const DOWNLOADING = report('deployment', 'download', 'none');
export const INSTALLED = report('deployment', 'closed', 'success');
export const CANCEL_ACKNOWLEDGED = report('cancel', 'closed', 'success');
export const failedBecause = (failure: FailureClass): Report => ({
  ...report('deployment', 'closed', 'failure'),
  code: CODE[failure],
});
