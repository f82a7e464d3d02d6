import { describe, expect, it } from '@jest/globals';
import { basisPoints, type RolloutId, type VehicleId } from '@tidings/vocabulary';
import fc from 'fast-check';
import { POSITION_SPACE, positionOf, positionSql } from './position.js';
import { thresholdOf } from './threshold.js';

const rollout = (n: number): RolloutId => `rol_${n}` as RolloutId;
const vehicle = (n: number): VehicleId => `veh_${n}` as VehicleId;
const positions = (of: RolloutId, count: number): number[] =>
  Array.from({ length: count }, (_, n) => positionOf(of, vehicle(n)));

describe('position', () => {
  it('is the first 13 hex digits of SHA-256 of both ids', () => {
    // printf 'rol_1:veh_1' | sha256sum
    expect(positionOf(rollout(1), vehicle(1)).toString(16)).toBe('13a5d62e13f1a');
  });

  it('is asked of Postgres by the same rule', () => {
    expect(positionSql('$1::text', 'v.id')).toBe(
      "('x'||left(encode(sha256(convert_to($1::text||':'||v.id,'UTF8')),'hex'),13))::bit(52)::bigint",
    );
  });

  it('spreads vehicles evenly: chi square over 100 equal parts', () => {
    const counts = new Array<number>(100).fill(0);
    for (const position of positions(rollout(1), 100_000)) counts[Math.floor((position / POSITION_SPACE) * 100)]! += 1;
    const chiSquare = counts.reduce((sum, count) => sum + (count - 1_000) ** 2 / 1_000, 0);
    // 99.9 % quantile at 99 degrees of freedom: 148.2
    expect(chiSquare).toBeLessThan(148.2);
  });

  it('does not let the same vehicle be first in every rollout', () => {
    const [a, b] = [positions(rollout(1), 20_000), positions(rollout(2), 20_000)];
    const half = POSITION_SPACE / 2;
    const product = a.reduce((sum, x, n) => sum + (x / half - 1) * (b[n]! / half - 1), 0) / a.length;
    // Correlation of independent ones: standard deviation 1/sqrt(20,000) = 0.007
    expect(Math.abs(product * 3)).toBeLessThan(0.03);
  });
});

describe('threshold', () => {
  it('exposes nobody at 0 % and everybody at 100 %', () => {
    expect(thresholdOf(basisPoints(0))).toBe(0);
    expect(thresholdOf(basisPoints(10_000))).toBe(POSITION_SPACE);
  });

  it('is exact where a float product is not', () => {
    expect(thresholdOf(basisPoints(3_333))).toBe(1_501_049_755_802_586);
  });

  it('only ever adds vehicles when it is raised', () => {
    const share = fc.integer({ min: 0, max: 10_000 }).map(basisPoints);
    fc.assert(
      fc.property(share, share, fc.nat(), (a, b, n) => {
        const position = positionOf(rollout(1), vehicle(n));
        const [less, more] = a < b ? [a, b] : [b, a];
        return !(position < thresholdOf(less)) || position < thresholdOf(more);
      }),
    );
  });
});
