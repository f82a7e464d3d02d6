import { setTimeout as wait } from 'node:timers/promises';
import type { Command } from 'commander';
import { ShareProgress } from '../../printing/share-progress.js';
import { answered, type ReleaseDesk } from '../../release-desk/release-desk.js';
import type { Session } from '../../session.js';
import { rolloutIdNamed } from './all-rollouts.js';
import { type DryRun, dryRunLines } from './dry-run-lines.js';

interface Options {
  readonly json?: boolean;
  readonly last?: boolean;
  readonly vehicles?: string;
  readonly wait: boolean;
}

/** Rehearsals take seconds on a quiet machine, minutes on a busy one. */
const LOOKS = 480;
const LOOK_EVERY_MS = 500;

export const dryRunRollout = (to: Command, session: Session): Command =>
  to
    .command('dry-run <rollout>')
    .description('what it would do: who is in which stage, how long it takes, how many cars it breaks before it stops')
    .option('--last', 'show the latest one instead of making one; after the start it says what was different')
    .option('--vehicles <stage>', 'list the vehicles of this stage, the first being 1, as the latest one found them')
    .option('--no-wait', 'do not wait for the forecast')
    .option('--json', 'answer as JSON')
    .action(async (text: string, options: Options) => {
      const desk = await session.desk();
      const path = { id: await rolloutIdNamed(desk, text) };
      if (options.vehicles !== undefined) return listVehicles(session, desk, path, Number(options.vehicles));
      const latest = () => answered(desk.GET('/api/rollouts/{id}/dry-run', { params: { path } }));
      const made =
        options.last === true
          ? await latest()
          : await answered(desk.POST('/api/rollouts/{id}/dry-run', { params: { path } }));
      const dryRun = options.wait ? await withForecast(session, made, latest) : made;
      session.show(dryRun, options, () => dryRunLines(dryRun));
    });

async function withForecast(session: Session, made: DryRun, latest: () => Promise<DryRun>): Promise<DryRun> {
  let dryRun = made;
  if (dryRun.forecast === undefined) session.note('Counted; now it is rehearsed.');
  const progress = new ShareProgress(session.io.err, 'Rehearsed');
  for (let look = 0; dryRun.forecast === undefined && look < LOOKS; look++) {
    progress.at(dryRun.shareDone);
    await wait(LOOK_EVERY_MS);
    dryRun = await latest();
  }
  progress.end();
  return dryRun;
}

/** Page by page, so that a million vehicles are a stream of lines. */
async function listVehicles(
  session: Session,
  desk: ReleaseDesk,
  path: { readonly id: string },
  stage: number,
): Promise<void> {
  let after = 0;
  for (;;) {
    const query = { stage: stage - 1, after, limit: 1_000 };
    const page = await answered(desk.GET('/api/rollouts/{id}/dry-run/vehicles', { params: { path, query } }));
    session.say(...page.items);
    if (page.next === undefined) return;
    after = page.next;
  }
}
