import { positionOf, thresholdOf } from '@tidings/rollout-engine';
import { type BasisPoints, parseId } from '@tidings/vocabulary';
import type pg from 'pg';

/** Vehicles whose position, computed again, is beyond the share of the stage in which they were offered the update. */
export async function outsideTheirStage(
  database: pg.Client,
  shares: readonly BasisPoints[],
): Promise<readonly string[]> {
  const { rows } = await database.query<{ vehicle: string; rollout: string; stage: number }>(
    'SELECT vehicle_id AS vehicle, rollout_id AS rollout, stage_index AS stage FROM attempt',
  );
  return rows
    .filter(({ vehicle, rollout, stage }) => {
      const position = positionOf(parseId('rol', rollout), parseId('veh', vehicle));
      return position >= thresholdOf(shares[stage]!);
    })
    .map(({ vehicle }) => vehicle);
}

/** Vehicles that a share of this rollout leaves out. */
export async function beyond(database: pg.Client, rollout: string, share: BasisPoints): Promise<readonly string[]> {
  const { rows } = await database.query<{ id: string }>('SELECT id FROM vehicle');
  return rows
    .filter(({ id }) => positionOf(parseId('rol', rollout), parseId('veh', id)) >= thresholdOf(share))
    .map(({ id }) => id);
}
