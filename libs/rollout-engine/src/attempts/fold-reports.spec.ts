import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { someReport } from '../../builders/arbitraries.js';
import type { AttemptState } from './attempt.js';
import { foldReports, type Circumstances } from './fold-reports.js';
import type { Report } from './report.js';

const FETCHED: Circumstances = {
  isFetched: true,
  isDelivered: false,
  wasPermitted: true,
  isCancelTold: false,
  isArtifactRefused: false,
  isInferredInstalled: false,
};
const DELIVERED: Circumstances = { ...FETCHED, isDelivered: true };
const TOLD: Circumstances = { ...FETCHED, isCancelTold: true };

const said = (execution: Report['execution'], report: Partial<Report> = {}): Report => ({
  door: 'deployment',
  execution,
  finished: 'none',
  code: undefined,
  details: [],
  ...report,
});
const success = said('closed', { finished: 'success', details: ['Update Installed.'] });
const failure = said('closed', { finished: 'failure', details: ['Update Failed.'] });
const notDrivable = said('closed', { finished: 'failure', code: 9001 });
const wentBack = said('closed', { finished: 'failure', code: 9007 });
const acknowledged = said('closed', { door: 'cancel', finished: 'success' });

describe('the state of an attempt', () => {
  it.each<[string, Circumstances, Report[], AttemptState['kind']]>([
    ['is offered before anything is heard', FETCHED, [], 'offered'],
    ['is downloading when the vehicle says so', FETCHED, [said('download')], 'downloading'],
    ['is downloading while it progresses without the whole package', FETCHED, [said('progress')], 'downloading'],
    ['is downloaded once the last byte has left', DELIVERED, [said('download')], 'downloaded'],
    ['is downloaded when the vehicle says so', FETCHED, [said('downloaded')], 'downloaded'],
    ['is installing while it progresses with the whole package', DELIVERED, [said('progress')], 'installing'],
    ['is superseded when the vehicle acknowledges', { ...TOLD, endsAs: 'superseded' }, [acknowledged], 'superseded'],
    [
      'is superseded when its link went',
      { ...FETCHED, withdrawn: 'never-begun', endsAs: 'superseded' },
      [],
      'superseded',
    ],
    [
      'is deferred when its owner said not yet',
      { ...FETCHED, withdrawn: 'never-begun', endsAs: 'deferred' },
      [],
      'deferred',
    ],
    ['is installed although it was to give way', { ...DELIVERED, endsAs: 'superseded' }, [success], 'installed'],
    [
      'does not change by a rejection that leaves it running',
      DELIVERED,
      [said('progress'), said('rejected')],
      'installing',
    ],
    ['is installed after success', DELIVERED, [said('progress'), success], 'installed'],
    ['is installed after closed without a result, as in hawkBit', DELIVERED, [said('closed')], 'installed'],
    ['is contradicted by success of what was never delivered', FETCHED, [success], 'contradicted'],
    [
      'is contradicted by success of what was never permitted',
      { ...DELIVERED, wasPermitted: false },
      [success],
      'contradicted',
    ],
    ['is failed after failure', DELIVERED, [failure], 'failed'],
    ['is failed when the package was refused before its last byte', FETCHED, [failure], 'failed'],
    [
      'is contradicted by a failure of what was never fetched',
      { ...FETCHED, isFetched: false },
      [failure],
      'contradicted',
    ],
    ['is contradicted by both', DELIVERED, [success, failure], 'contradicted'],
    [
      'is contradicted by a failure of what it already runs',
      { ...DELIVERED, isInferredInstalled: true },
      [failure],
      'contradicted',
    ],
    [
      'is installed when the vehicle runs the target, whatever else',
      { ...DELIVERED, isInferredInstalled: true },
      [],
      'installed',
    ],
    ['is cancelled when a told cancel is acknowledged', TOLD, [acknowledged], 'cancelled'],
    ['is not cancelled by an acknowledgement of nothing', FETCHED, [acknowledged], 'offered'],
    ['goes on when the vehicle rejects the cancel', TOLD, [said('rejected', { door: 'cancel' })], 'offered'],
    ['goes on when the cancel fails', TOLD, [said('closed', { door: 'cancel', finished: 'failure' })], 'offered'],
    [
      'is installed although the vehicle acknowledged a cancel afterwards',
      { ...TOLD, isDelivered: true },
      [success, acknowledged],
      'installed',
    ],
    ['is cancelled when the stop made the installation fail', TOLD, [acknowledged, failure], 'cancelled'],
    ['is failed when the car cannot drive, acknowledged or not', TOLD, [acknowledged, notDrivable], 'failed'],
    ['is healthy when its soak is over', { ...DELIVERED, isSoaked: true }, [success], 'healthy'],
    ['is not healthy before it has installed', { ...DELIVERED, isSoaked: true }, [said('progress')], 'installing'],
    ['is rolled back when it runs its old version again', { ...DELIVERED, wentBack: true }, [success], 'rolled-back'],
    [
      'is rolled back and not healthy when it goes back after the soak',
      { ...DELIVERED, wentBack: true, isSoaked: true },
      [success],
      'rolled-back',
    ],
    ['is rolled back when the vehicle says so', DELIVERED, [wentBack], 'rolled-back'],
    ['is rolled back when it said success before or after', DELIVERED, [wentBack, success], 'rolled-back'],
    ['is a failure when it goes back from what it never had', FETCHED, [wentBack], 'failed'],
    ['is silent when the conductor finds it so', { ...DELIVERED, quiet: 'silent' }, [said('progress')], 'silent'],
    ['is stalled when the conductor finds it so', { ...FETCHED, quiet: 'stalled' }, [], 'stalled'],
    ['is what its verdict says, however quiet it was', { ...DELIVERED, quiet: 'silent' }, [success], 'installed'],
    ['is withdrawn when we closed it', { ...TOLD, withdrawn: 'cancel-unanswered' }, [said('download')], 'withdrawn'],
    [
      'is cancelled when the acknowledgement comes late',
      { ...TOLD, withdrawn: 'cancel-unanswered' },
      [acknowledged],
      'cancelled',
    ],
    [
      'is what the late verdict says',
      { ...DELIVERED, isCancelTold: true, withdrawn: 'cancel-unanswered' },
      [success],
      'installed',
    ],
  ])('%s', (_, circumstances, reports, kind) => {
    expect(foldReports(circumstances, reports).kind).toBe(kind);
  });

  it('says whether installed was reported or inferred', () => {
    expect(foldReports(DELIVERED, [success])).toEqual({ kind: 'installed', isInferred: false });
    expect(foldReports({ ...DELIVERED, isInferredInstalled: true }, [])).toEqual({
      kind: 'installed',
      isInferred: true,
    });
  });

  it('is stopped by us when it fails after we refused the artifact, or told it to stop half-way', () => {
    expect(foldReports({ ...DELIVERED, isArtifactRefused: true }, [failure])).toMatchObject({
      failure: 'stopped-by-us',
    });
    expect(foldReports(TOLD, [failure])).toMatchObject({ kind: 'failed', failure: 'stopped-by-us' });
  });

  it('is not stopped by us when the car cannot drive', () => {
    expect(foldReports({ ...DELIVERED, isArtifactRefused: true }, [notDrivable])).toMatchObject({
      failure: 'not-drivable',
    });
  });

  it('takes the cause from the errors of earlier progress, and from nothing else in it', () => {
    const verdict = said('closed', { finished: 'failure', details: ['Installation failed'] });
    const error = said('progress', { details: ['ERROR : Authentication of all signatures failed'] });
    const work = said('progress', { details: ['Download complete', 'Checking the signature'] });
    expect(foldReports(FETCHED, [error, verdict])).toMatchObject({ failure: 'refused-by-vehicle' });
    expect(foldReports(DELIVERED, [work, verdict])).toMatchObject({ failure: 'degraded' });
  });

  it('counts the worst of several failures', () => {
    const download = said('closed', { finished: 'failure', code: 9004 });
    expect(foldReports(FETCHED, [download, notDrivable])).toMatchObject({ failure: 'not-drivable' });
  });

  const someCircumstances: fc.Arbitrary<Circumstances> = fc
    .record({
      isFetched: fc.boolean(),
      isDelivered: fc.boolean(),
      wasPermitted: fc.boolean(),
      isCancelTold: fc.boolean(),
      isArtifactRefused: fc.boolean(),
      isInferredInstalled: fc.boolean(),
      wentBack: fc.boolean(),
      isSoaked: fc.boolean(),
      withdrawn: fc.constantFrom(undefined, 'never-begun' as const, 'cancel-unanswered' as const),
    })
    .map(({ withdrawn, ...facts }) => (withdrawn === undefined ? facts : { ...facts, withdrawn }));

  it('never depends on the order or the repetition of reports', () => {
    const twice = fc.array(someReport, { maxLength: 6 }).chain((reports) =>
      fc.tuple(
        fc.constant(reports),
        fc.shuffledSubarray([...reports, ...reports], {
          minLength: reports.length * 2,
          maxLength: reports.length * 2,
        }),
      ),
    );
    fc.assert(
      fc.property(someCircumstances, twice, (circumstances, [reports, shuffled]) => {
        expect(foldReports(circumstances, shuffled)).toEqual(foldReports(circumstances, reports));
      }),
    );
  });

  it('never depends on the words for its kind, only for the class of a failure we did not cause', () => {
    const calm = someCircumstances.map((circumstances) => ({ ...circumstances, isCancelTold: false }));
    fc.assert(
      fc.property(calm, fc.array(someReport), (circumstances, reports) => {
        const silent = reports.map((report) => ({ ...report, details: [] }));
        return foldReports(circumstances, silent).kind === foldReports(circumstances, reports).kind;
      }),
    );
  });

  it('only moves forward while a vehicle makes progress', () => {
    const order: AttemptState['kind'][] = ['offered', 'downloading', 'downloaded', 'installing'];
    const progress = someReport.filter(({ execution }) => execution !== 'closed');
    fc.assert(
      fc.property(fc.array(progress), progress, fc.boolean(), (reports, next, isDelivered) => {
        const rank = (all: Report[]): number => order.indexOf(foldReports({ ...FETCHED, isDelivered }, all).kind);
        return rank([...reports, next]) >= rank(reports) && rank(reports) >= 0;
      }),
    );
  });
});
