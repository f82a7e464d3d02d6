import { sha256Of } from '@tidings/vocabulary';

/** A vehicle as its maker files it; only what matters needs to be said. */
export const aVehicleRequest = (parts: Readonly<Record<string, unknown>>): Record<string, unknown> => ({
  tokenDigest: sha256Of('token'),
  model: 'Vega',
  modelYear: 2026,
  market: 'GB',
  timeZone: 'Europe/London',
  hardwareId: 'cccu-2',
  softwareVersion: '4.1',
  ...parts,
});
