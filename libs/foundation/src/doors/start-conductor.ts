import { createDoor, handlerOf } from '@tidings/http-edge';
import {
  CloseUnansweredCancels,
  CollectArtifacts,
  CollectUploads,
  CompareDryRuns,
  ConductRollouts,
  KeepDryRuns,
  KeepRecalls,
  NoteContactHours,
  ProtectArtifacts,
  RegisterBeforeStart,
  SealJournal,
  WatchAttempts,
  WatchControl,
} from '@tidings/operations';
import { Reconciler } from '@tidings/reconciler';
import { type Duration, hours, minutes, seconds } from '@tidings/vocabulary';
import type { Foundation } from '../foundation.js';
import { foundationModule } from '../foundation.module.js';
import type { Door } from './door.js';
import { healthChecksOf } from './health-checks-of.js';

/** Moves time: looks at rollouts, closes what nobody answers, seals the journal. Its door only says that it is well. */
export async function startConductor(
  foundation: Foundation,
  { conductEvery }: { readonly conductEvery: Duration },
): Promise<Door> {
  const { log } = foundation;
  const app = await createDoor(foundationModule(foundation, 'conductor'), {
    log,
    visitors: 'programs',
    checks: healthChecksOf(foundation),
  });
  const beat = (what: string, run: () => Promise<void>, every: Duration): Reconciler =>
    new Reconciler(run, every, (cause) => log.warn('the conductor could not do its work: next beat', { what, cause }));
  // Rehearsals take seconds: nobody who closes this door waits for them.
  const leaving = new AbortController();
  const beats = [
    beat('rollouts', () => app.get(ConductRollouts).run(), conductEvery),
    beat('registers', () => app.get(RegisterBeforeStart).run(), minutes(1)),
    beat('recalls', () => app.get(KeepRecalls).run(), minutes(1)),
    beat('dry-runs', () => app.get(KeepDryRuns).run(leaving.signal), seconds(2)),
    beat('differences', () => app.get(CompareDryRuns).run(), seconds(2)),
    beat('contacts', () => app.get(NoteContactHours).run(), minutes(5)),
    beat('control', () => app.get(WatchControl).run(), minutes(5)),
    beat('attempts', () => app.get(WatchAttempts).run(), minutes(1)),
    beat('cancels', () => app.get(CloseUnansweredCancels).run(), minutes(1)),
    beat('uploads', () => app.get(CollectUploads).run(), minutes(1)),
    beat('artifacts', () => app.get(CollectArtifacts).run(), hours(1)),
    beat('locks', () => app.get(ProtectArtifacts).run(), seconds(10)),
    beat('journal', () => app.get(SealJournal).run(), conductEvery),
  ];
  for (const one of beats) one.start();
  return {
    handler: handlerOf(app),
    close: async () => {
      leaving.abort();
      for (const one of beats) await one.stop();
      await app.close();
    },
  };
}
