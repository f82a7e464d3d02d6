import { describe, expect, it } from '@jest/globals';
import { parseInstant } from '@tidings/vocabulary';
import { aVehicle } from '../../builders/a-vehicle.js';
import { NOON } from '../../builders/a-rollout.js';
import { filterHolds } from './filter-holds.js';
import { parseFilter } from './parse-filter.js';

const vega = aVehicle({
  controllerId: 'ast-vega-00012',
  runs: '4.9',
  equipment: ['tow-bar', 'heat-pump'],
  reported: { ring: 'early', note: 'says "a*b"', empty: '' },
  memberSince: parseInstant('2025-06-01T08:30:00Z'),
});

describe('a Vega of 2025 in Sweden that runs 4.9, with tow bar and heat pump, in the early ring', () => {
  it.each<[string, boolean]>([
    ['model==Vega', true],
    ['model==vega', false],
    ['model!=Lyra', true],
    ['model=in=(Lyra,Vega)', true],
    ['model=out=(Lyra,Vega)', false],
    ['controllerId==ast-vega-*', true],
    ['controllerId==*vega*12', true],
    ['controllerId==ast-vega-00012*00012', false],
    ['controllerId!=ast-lyra-*', true],
    ['timeZone==Europe/*', true],
    ['hardwareId==*', true],
    ['modelYear==2025', true],
    ['modelYear=in=(2024,2026)', false],
    ['modelYear>2024', true],
    ['modelYear=le=2024', false],
    ['softwareVersion==4.9.0', true],
    ['softwareVersion=lt=4.10', true],
    ['softwareVersion>=4.9', true],
    ['softwareVersion>4.9-rc.2', true],
    ['equipment==tow-bar', true],
    ['equipment==*pump', true],
    ['equipment!=tow-bar', false],
    ['equipment=in=(sun-roof,heat-pump)', true],
    ['equipment=out=(sun-roof,cold-pack)', true],
    ['registeredAt=ge=2025-06-01', true],
    ['registeredAt=lt=2025-06-01T10:30:00+02:00', false],
    ['reported.ring==early', true],
    [String.raw`reported.note=='*\"a\\*b\"'`, true],
    [String.raw`reported.note=='*\"a\\*\"'`, false],
    ["reported.empty==''", true],
    ['model==Lyra,model==Vega;market==SE', true],
    ['(model==Vega,model==Lyra);market==FR', false],
    ['model==Vega and market==FR or timeZone==Europe/Stockholm', true],
  ])('%s: %s', (filter, holds) => {
    expect(filterHolds(parseFilter(filter), vega)).toBe(holds);
  });
});

describe('a vehicle of which facts are missing', () => {
  const unknown = aVehicle({ software: { kind: 'unknown', since: NOON } });

  it.each<[string, boolean | undefined]>([
    ['softwareVersion==7.1', undefined],
    ['softwareVersion!=7.1', undefined],
    ['softwareVersion=out=(7.1,7.2)', undefined],
    ['softwareVersion<99', undefined],
    ['reported.ring==*', undefined],
    ['reported.ring!=early', undefined],
    ['reported.constructor==*', undefined],
    ['reported.ring==early;model==Lyra', false],
    ['reported.ring==early;model==Vega', undefined],
    ['reported.ring==early,model==Vega', true],
    ['reported.ring==early,model==Lyra', undefined],
    ['equipment==tow-bar', false],
    ['equipment!=tow-bar', true],
  ])('%s: %s', (filter, holds) => {
    expect(filterHolds(parseFilter(filter), unknown)).toBe(holds);
  });

  it('has said a version that does not parse: that fact is missing too', () => {
    expect(filterHolds(parseFilter('softwareVersion!=7.1'), aVehicle({ runs: 'nightly!' }))).toBeUndefined();
  });
});

it('answers a filter of many stars at once', () => {
  const filter = parseFilter(`reported.log==${'*a'.repeat(800)}*b`);
  expect(filterHolds(filter, aVehicle({ reported: { log: 'a'.repeat(10_000) } }))).toBe(false);
});
