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

/** The SHA-256 whose first 52 bits are the position: bytes that compare with thresholdBytes as positions do with thresholds, for a quarter of the time. */
export const shaOfPositionSql = (rolloutIdExpr: string, vehicleIdExpr: string): string =>
  `sha256(convert_to(${rolloutIdExpr}||':'||${vehicleIdExpr},'UTF8'))`;

/** A threshold below 2^52 as the 7 bytes that are greater than exactly the SHA-256 of the positions below it. */
export const thresholdBytes = (threshold: number): Buffer =>
  Buffer.from((BigInt(threshold) << 4n).toString(16).padStart(14, '0'), 'hex');
