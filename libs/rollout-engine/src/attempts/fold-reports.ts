import { FAILURE_CLASSES, type AttemptState, type ChosenEnd } from './attempt.js';
import { classifyFailure, type ClassifiedFailure } from './failure-table.js';
import type { Report } from './report.js';

/** What we ourselves did and saw of an attempt. Each may become true, never false again. */
export interface Circumstances {
  /** The vehicle fetched the link. */
  readonly isFetched: boolean;
  /** The last byte of every package was released to the vehicle. */
  readonly isDelivered: boolean;
  /** It was ever allowed to install. */
  readonly wasPermitted: boolean;
  readonly isCancelTold: boolean;
  /** We refused it bytes after its permission was gone, while it was open. */
  readonly isArtifactRefused: boolean;
  /** While it was open the vehicle reported the target version (inferInstalled). */
  readonly isInferredInstalled: boolean;
  /** Why we closed it ourselves; absent when we did not. */
  readonly withdrawn?: 'never-begun' | 'cancel-unanswered';
  /** After it had installed, the vehicle told an older version than the target. */
  readonly wentBack?: boolean;
  /** Its soak is over, and nothing bad was told meanwhile. */
  readonly isSoaked?: boolean;
  /** The conductor finds nothing heard, or no progress; ends with the next report. The one circumstance that does not last. */
  readonly quiet?: 'silent' | 'stalled';
  /** Why it was ended although its rollout runs. */
  readonly endsAs?: ChosenEnd['kind'];
}

/**
 * The state of an attempt as a function of the *set* of its reports: order, repetition and the vehicle's clock never count, and a
 * verdict that comes after we closed the attempt still counts (rollouts.md, "Attempts").
 *
 * Lattice, strongest first: gone back, told by the vehicle (code 9007) of what it had completely, or seen in its version after it had
 * installed = rolled back; installed and failed together = contradicted; a verdict of what was never delivered, permitted or (for a
 * failure) fetched = contradicted; installed, and healthy after its soak; failed; acknowledged cancel; closed by us; silent or stalled;
 * progress. Only details of failures are read, and only
 * for the class and the words, never for the kind of state.
 */
export function foldReports(circumstances: Circumstances, reports: readonly Report[]): AttemptState {
  if (circumstances.isDelivered && circumstances.isFetched && reports.some(isRollback))
    return { kind: 'rolled-back', cause: 'the vehicle says that it went back to its old version' };
  const succeeded = reports.some(isSuccess);
  const failure = worstFailure(circumstances, reports);
  if (failure !== undefined && (succeeded || circumstances.isInferredInstalled))
    return { kind: 'contradicted', cause: 'the vehicle reported both success and failure' };
  if (succeeded) return successState(circumstances);
  if (circumstances.isInferredInstalled) return sinceInstalled(circumstances, true);
  const isAcknowledged = circumstances.isCancelTold && reports.some(isCancelAcknowledgement);
  // An acknowledged stop explains a failure that we caused; a failure of the car's own is never hidden behind it.
  if (failure !== undefined && !(isAcknowledged && failure.failure === 'stopped-by-us'))
    return failureState(circumstances, failure);
  if (isAcknowledged) return acknowledgedState(circumstances);
  if (circumstances.withdrawn !== undefined)
    return withdrawnState(circumstances.endsAs && { kind: circumstances.endsAs }, circumstances.withdrawn);
  return circumstances.quiet === undefined ? progressState(circumstances, reports) : { kind: circumstances.quiet };
}

const acknowledgedState = ({ endsAs }: Circumstances): AttemptState =>
  endsAs === undefined ? { kind: 'cancelled' } : { kind: endsAs, how: 'acknowledged' };

/** What we closed ourselves, for the reason we had. */
export const withdrawnState = (
  endsAs: Pick<ChosenEnd, 'kind'> | undefined,
  why: 'never-begun' | 'cancel-unanswered',
): AttemptState => (endsAs === undefined ? { kind: 'withdrawn', why } : { kind: endsAs.kind, how: why });

/** hawkBit takes `closed` with `none` as success, and so do its clients. */
const isSuccess = ({ door, execution, finished }: Report): boolean =>
  door === 'deployment' && execution === 'closed' && finished !== 'failure';

const isFailure = ({ door, execution, finished }: Report): boolean =>
  door === 'deployment' && execution === 'closed' && finished === 'failure';

/** What a Tidings vehicle client sends when the new software did not last. By its code alone: words never decide the kind of a state. */
const ROLLED_BACK = 9007;

const isRollback = (report: Report): boolean => isFailure(report) && report.code === ROLLED_BACK;

/** `closed` with failure, `rejected` and `canceled` at the cancel door leave the attempt running, as in hawkBit. */
const isCancelAcknowledgement = ({ door, execution, finished }: Report): boolean =>
  door === 'cancel' && execution === 'closed' && finished !== 'failure';

function worstFailure(circumstances: Circumstances, reports: readonly Report[]): ClassifiedFailure | undefined {
  // swupdate's line that names the cause comes at random in the verdict or in a progress report before it. Only its errors count there:
  // "Download complete" is no cause.
  const said = reports
    .filter(({ execution }) => execution === 'progress')
    .flatMap(({ details }) => details.filter((line) => line.startsWith('ERROR')));
  return reports
    .filter(isFailure)
    .map(({ code, details }) => causedByUs(circumstances, classifyFailure({ code, details: [...details, ...said] })))
    .toSorted(bySeverity)[0];
}

/** A failure after we refused the artifact, or told a car that had not everything to stop, is ours; a car that cannot drive never is. */
function causedByUs(
  { isArtifactRefused, isCancelTold, isDelivered, withdrawn }: Circumstances,
  failure: ClassifiedFailure,
): ClassifiedFailure {
  const isOurs = isArtifactRefused || ((isCancelTold || withdrawn !== undefined) && !isDelivered);
  if (!isOurs || failure.failure === 'not-drivable') return failure;
  return { failure: 'stopped-by-us', cause: 'we stopped it' };
}

const bySeverity = (a: ClassifiedFailure, b: ClassifiedFailure): number =>
  FAILURE_CLASSES.indexOf(a.failure) - FAILURE_CLASSES.indexOf(b.failure) || (a.cause < b.cause ? -1 : 1);

function successState(circumstances: Circumstances): AttemptState {
  const { isDelivered, wasPermitted } = circumstances;
  if (!isDelivered) return { kind: 'contradicted', cause: 'success of a package that was never delivered' };
  if (!wasPermitted) return { kind: 'contradicted', cause: 'success of an update that was never permitted' };
  return sinceInstalled(circumstances, false);
}

function sinceInstalled({ wentBack, isSoaked }: Circumstances, isInferred: boolean): AttemptState {
  if (wentBack === true) return { kind: 'rolled-back', cause: 'the vehicle runs an older version again' };
  return { kind: isSoaked === true ? 'healthy' : 'installed', isInferred };
}

const failureState = ({ isFetched }: Circumstances, failure: ClassifiedFailure): AttemptState =>
  isFetched
    ? { kind: 'failed', ...failure }
    : { kind: 'contradicted', cause: 'failure of an offer that was never fetched' };

/** Progress only grows: the furthest point that a report or our own deliveries show. */
function progressState({ isDelivered }: Circumstances, reports: readonly Report[]): AttemptState {
  const said = new Set(reports.filter(({ door }) => door === 'deployment').map(({ execution }) => execution));
  // 'progress' has no stage of its own on the wire: with the whole package it is installing, before that it is downloading.
  if (said.has('progress') && isDelivered) return { kind: 'installing' };
  if (said.has('downloaded') || isDelivered) return { kind: 'downloaded' };
  if (said.has('download') || said.has('progress')) return { kind: 'downloading' };
  return { kind: 'offered' };
}

/** How we closed an attempt of this state ourselves; undefined when we did not. */
export function closedByUs(state: AttemptState): Circumstances['withdrawn'] {
  if (state.kind === 'withdrawn') return state.why;
  return 'how' in state && state.how !== 'acknowledged' ? state.how : undefined;
}
