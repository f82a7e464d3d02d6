import type { VehicleKind } from './vehicle-kinds.js';

export interface SampledVehicle {
  readonly controllerId: string;
  readonly model: string;
  readonly market: string;
  readonly hardwareId: string;
  readonly softwareVersion: string | null;
}

const SAMPLE = 20;

/** At most 20 of them, of as many kinds as there are: the largest kinds first, one of each, then another. */
export function sampleOf(kinds: readonly VehicleKind[]): readonly SampledVehicle[] {
  const largest = kinds.toSorted((a, b) => b.vehicles - a.vehicles || (a.first < b.first ? -1 : 1)).slice(0, SAMPLE);
  const byName = new Map([
    ...largest.map((kind) => [kind.first, kind] as const),
    ...largest.map((kind) => [kind.last, kind] as const),
  ]);
  return [...byName].slice(0, SAMPLE).map(([controllerId, { model, market, hardwareId, version }]) => {
    return { controllerId, model, market, hardwareId, softwareVersion: version };
  });
}
