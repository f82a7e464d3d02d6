import type { ReadPool } from '@tidings/postgres';
import { versionOrder } from '@tidings/rollout-engine';
import type { ReleaseId } from '@tidings/vocabulary';
import type { Exclusion } from './exclusion.js';

/** What of a release decides which vehicles it is for. */
export interface ReleaseFit {
  readonly version: string;
  /** Null: any older version may be updated. */
  readonly minimumVersion: string | null;
  readonly hardwareIds: readonly string[];
}

export const releaseFit = (pool: ReadPool, releaseId: ReleaseId): Promise<ReleaseFit | undefined> =>
  pool.one<ReleaseFit>(
    {
      name: 'release-fit',
      text: `SELECT e.version, e.minimum_version AS "minimumVersion",
                    ARRAY(SELECT DISTINCT unnest(p.hardware_ids) FROM package p WHERE p.id = ANY(e.package_ids)) AS "hardwareIds"
               FROM release e WHERE e.id = $1`,
    },
    [releaseId],
  );

/** Why a vehicle with this hardware and version is none the release is for; the same questions as the gates ask. */
export function unfitness(
  { version, minimumVersion, hardwareIds }: ReleaseFit,
  vehicle: { readonly hardwareId: string; readonly version: string | null },
): readonly Exclusion[] {
  const hardware: readonly Exclusion[] = hardwareIds.includes(vehicle.hardwareId) ? [] : ['hardware-does-not-fit'];
  if (vehicle.version === null) return hardware;
  const order = versionOrder(vehicle.version, version);
  const fromMinimum = minimumVersion === null ? 0 : versionOrder(vehicle.version, minimumVersion);
  // A version that cannot be compared leads nowhere either.
  if (order === undefined || fromMinimum === undefined) return [...hardware, 'no-path'];
  if (order >= 0) return [...hardware, 'already-newer'];
  return fromMinimum < 0 ? [...hardware, 'no-path'] : hardware;
}
