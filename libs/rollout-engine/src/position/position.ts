import { createHash } from 'node:crypto';
import type { RolloutId, VehicleId } from '@tidings/vocabulary';

/** Positions are the integers 0 <= p < 2^52: exact in a JavaScript number and in a Postgres bigint. */
export const POSITION_SPACE = 2 ** 52;

/**
 * A vehicle's place in a rollout: the first 52 bits (13 hex digits) of SHA-256("rollout id:vehicle id").
 * Fixed for ever, uniform, and independent between rollouts, so that the same car is not always first (rollouts.md, "Position").
 */
export function positionOf(rolloutId: RolloutId, vehicleId: VehicleId): number {
  return Number.parseInt(createHash('sha256').update(`${rolloutId}:${vehicleId}`).digest('hex').slice(0, 13), 16);
}

/** The same number in Postgres (bigint). Both arguments are SQL expressions of type text: column names or `$n::text`. */
export const positionSql = (rolloutIdExpr: string, vehicleIdExpr: string): string =>
  `('x'||left(encode(sha256(convert_to(${rolloutIdExpr}||':'||${vehicleIdExpr},'UTF8')),'hex'),13))::bit(52)::bigint`;
