import { parseInstant, type VehicleId } from '@tidings/vocabulary';
import type { VehicleFacts } from '../src/offers/vehicle-facts.js';

/** A vehicle that fits aRollout(): a Vega in Sweden on hardware vega-a that runs 7.1. */
export const aVehicle = ({
  runs,
  ...facts
}: Partial<VehicleFacts> & { readonly runs?: string } = {}): VehicleFacts => ({
  vehicleId: 'veh_1' as VehicleId,
  controllerId: 'car-1',
  standing: 'active',
  model: 'Vega',
  modelYear: 2025,
  market: 'SE',
  timeZone: 'Europe/Stockholm',
  hardwareId: 'vega-a',
  equipment: [],
  reported: {},
  rings: [],
  lists: [],
  software: { kind: 'known', version: runs ?? '7.1', since: parseInstant('2026-01-01T00:00:00Z') },
  memberSince: parseInstant('2025-06-01T00:00:00Z'),
  ecus: {},
  tags: [],
  attributes: {},
  disagreements: [],
  reportedAt: parseInstant('2026-03-01T00:00:00Z'),
  factsAt: parseInstant('2026-03-01T00:00:00Z'),
  ...facts,
});
