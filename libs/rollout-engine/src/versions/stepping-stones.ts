import type { RolloutId } from '@tidings/vocabulary';
import type { ReleaseFacts, RolloutFacts } from '../offers/rollout.js';
import { versionOrder } from './version-order.js';

/** A release on its way to vehicles, which others may start from. */
export interface Stone {
  readonly rolloutId: RolloutId;
  readonly version: string;
  readonly minimumVersion?: string;
  readonly hardwareIds: readonly string[];
}

/** The stones of all running rollouts, in the order in which they may offer. */
export const stonesOf = (rollouts: readonly RolloutFacts[]): readonly Stone[] =>
  rollouts
    .filter(({ state, release }) => state.kind === 'running' && release.state === 'available')
    .map(({ rolloutId, release: { version, minimumVersion, packages } }) => ({
      rolloutId,
      version,
      ...(minimumVersion !== undefined && { minimumVersion }),
      hardwareIds: [...new Set(packages.flatMap(({ hardwareIds }) => hardwareIds))],
    }));

/** May an update to this release start from that version? False when a version cannot be read. */
export const startsFrom = ({ minimumVersion }: Pick<ReleaseFacts, 'minimumVersion'>, version: string): boolean =>
  minimumVersion === undefined || (versionOrder(version, minimumVersion) ?? -1) >= 0;

/**
 * The shortest way from a version to a release through others, first step first; empty when it is reachable at once, undefined when no
 * way is on its way. Of two ways of one length the one whose rollouts come first.
 */
export function pathTo(
  release: ReleaseFacts,
  from: { readonly version: string; readonly hardwareId: string },
  stones: readonly Stone[],
): readonly Stone[] | undefined {
  if (startsFrom(release, from.version)) return [];
  const useful = stones.filter(
    ({ version, hardwareIds }) =>
      hardwareIds.includes(from.hardwareId) && (versionOrder(version, release.version) ?? 0) < 0,
  );
  let ways: readonly (readonly Stone[])[] = [[]];
  const reached = new Set<Stone>();
  while (ways.length > 0) {
    const longer: (readonly Stone[])[] = [];
    for (const way of ways) {
      const at = way.at(-1)?.version ?? from.version;
      for (const stone of useful) {
        const isStep = !reached.has(stone) && (versionOrder(stone.version, at) ?? 0) > 0 && startsFrom(stone, at);
        if (!isStep) continue;
        if (startsFrom(release, stone.version)) return [...way, stone];
        reached.add(stone);
        longer.push([...way, stone]);
      }
    }
    ways = longer;
  }
  return undefined;
}
