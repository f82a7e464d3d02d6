import { setTimeout as wait } from 'node:timers/promises';
import { answered, type ReleaseDesk } from '../../release-desk/release-desk.js';
import { differenceLines } from './dry-run-lines.js';

/** The conductor compares within its beat; a million vehicles take it some more. */
const LOOKS = 60;
const LOOK_EVERY_MS = 500;

/** What the start of a rollout found different from its latest dry run. */
export async function startDifferences(desk: ReleaseDesk, path: { readonly id: string }): Promise<readonly string[]> {
  const latest = () => desk.GET('/api/rollouts/{id}/dry-run', { params: { path } });
  const first = await latest();
  if (first.response.status === 404) return ['There was no dry run to compare with.'];
  let dryRun = await answered(Promise.resolve(first));
  for (let look = 0; dryRun.differences === undefined && look < LOOKS; look++) {
    await wait(LOOK_EVERY_MS);
    dryRun = await answered(latest());
  }
  if (dryRun.differences) return differenceLines(dryRun.differences);
  return [`Still being compared with its dry run: see  tidings rollout dry-run ${path.id} --last`];
}
