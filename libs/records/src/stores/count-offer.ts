import { dateOf } from '@tidings/vocabulary';
import type { EntityManager } from 'typeorm';
import type { Opening } from './opening.js';

/**
 * Counts one more offer only if the rollout still is what the decision looked at and has room, pace and budget: compared where they are
 * changed. False: refused.
 */
export async function countOffer(rows: EntityManager, opening: Opening, isFirst: boolean): Promise<boolean> {
  const [, counted] = await rows.query<[unknown, number]>(
    `UPDATE rollout_tally t SET open = t.open + 1, offered = t.offered + $1, hour = $7, bytes = ${BYTES_THIS_HOUR} + $8
       FROM rollout r
      WHERE r.id = $2 AND t.rollout_id = r.id AND r.state = 'running' AND r.epoch = $3 AND r.revision = $4
        AND r.evaluated_at >= $5 AND t.open < $6 AND t.offered + $1 <= r.cap
        AND ($9::bigint IS NULL OR ${BYTES_THIS_HOUR} = 0 OR ${BYTES_THIS_HOUR} + $8 <= $9)`,
    [
      isFirst ? 1 : 0,
      opening.rolloutId,
      opening.epoch,
      opening.revision,
      dateOf(opening.evaluatedSince),
      opening.paceLimit,
      dateOf(opening.download.hour),
      opening.download.bytes,
      opening.download.bytesPerHour ?? null,
    ],
  );
  return counted > 0;
}

// What an earlier hour offered is past.
const BYTES_THIS_HOUR = '(CASE WHEN t.hour = $7 THEN t.bytes ELSE 0 END)';
