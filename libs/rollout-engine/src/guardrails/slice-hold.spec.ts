import { describe, expect, it } from '@jest/globals';
import { aVehicle } from '../../builders/a-vehicle.js';
import { sliceHolds } from './slice-hold.js';

describe('a held slice', () => {
  const vehicle = aVehicle({ hardwareId: 'vega-b', equipment: ['tow-bar', 'heat-pump'], reported: { fuse: 'F7' } });

  it.each([
    ['hardwareId', 'vega-b'],
    ['softwareVersion', '7.1'],
    ['modelYear', '2025'],
    ['market', 'SE'],
    ['equipment', 'heat-pump'],
    ['reported.fuse', 'F7'],
  ])('holds a vehicle whose %s is %s', (attribute, value) => {
    expect(sliceHolds({ attribute, value }, vehicle)).toBe(true);
  });

  it.each([
    ['hardwareId', 'vega-a'],
    ['market', '7.1'],
    ['reported.constructor', 'F7'],
    ['nothing', ''],
  ])('lets it go when it is about %s %s', (attribute, value) => {
    expect(sliceHolds({ attribute, value }, vehicle)).toBe(false);
  });

  it('does not hold a vehicle whose version is not known for it', () => {
    const unknown = aVehicle({ software: { kind: 'unknown', since: vehicle.memberSince } });
    expect(sliceHolds({ attribute: 'softwareVersion', value: '7.1' }, unknown)).toBe(false);
  });
});
