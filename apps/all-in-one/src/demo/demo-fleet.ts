import { createHmac } from 'node:crypto';
import { Chance } from './chance.js';

/** A vehicle as the maker files it, with the token it was built with. */
export interface DemoVehicle {
  readonly controllerId: string;
  readonly token: string;
  readonly model: string;
  readonly modelYear: number;
  readonly market: string;
  readonly timeZone: string;
  readonly hardwareId: string;
  readonly equipment: readonly string[];
  readonly softwareVersion: string;
}

const MODELS = [
  ['Vega', 50],
  ['Lyra', 32],
  ['Orion', 18],
] as const;

const YEARS = {
  Vega: [2023, 2024, 2025, 2026],
  Lyra: [2024, 2025, 2026],
  Orion: [2022, 2023, 2024, 2025, 2026],
} as const;

/** Norway and Denmark have no note in their language yet: their cars wait, and "why" says for what. */
const MARKETS = [
  ['DE', 'Europe/Berlin', 24],
  ['SE', 'Europe/Stockholm', 19],
  ['GB', 'Europe/London', 19],
  ['FR', 'Europe/Paris', 16],
  ['AT', 'Europe/Vienna', 6],
  ['NO', 'Europe/Oslo', 8],
  ['IE', 'Europe/Dublin', 4],
  ['DK', 'Europe/Copenhagen', 4],
] as const;

/**
 * The fleet of the fictional make Asterion: the same cars for the same seed. Controller ids are neither VINs nor derived from any.
 * A token is an HMAC under the installation's own secret, so the simulator can find it again and the database never holds it.
 */
export function demoFleet(count: number, secret: Buffer): readonly DemoVehicle[] {
  const chance = new Chance(20_261_122);
  return Array.from({ length: count }, (_, n) => demoVehicle(n, chance, secret));
}

function demoVehicle(n: number, chance: Chance, secret: Buffer): DemoVehicle {
  const model = chance.pick(MODELS);
  const [market, timeZone] = chance.pick(MARKETS.map((entry) => [entry, entry[2]] as const));
  const modelYear = chance.pick(YEARS[model].map((year) => [year, 1] as const));
  const controllerId = `ast-${model.toLowerCase()}-${String(n + 1).padStart(5, '0')}`;
  return {
    controllerId,
    token: createHmac('sha256', secret).update(controllerId).digest('base64url').slice(0, 32),
    model,
    modelYear,
    market,
    timeZone,
    // Infotainment control module: second generation from model year 2024 on.
    hardwareId: `ICM-${model.slice(0, 1)}${modelYear >= 2024 ? 2 : 1}`,
    equipment: equipmentOf(model, modelYear, chance),
    softwareVersion: chance.pick([
      ['4.1', 55],
      ['4.1.2', 30],
      ['4.0.3', 12],
      ['3.9', 3],
    ] as const),
  };
}

function equipmentOf(model: string, modelYear: number, chance: Chance): readonly string[] {
  return [
    ...(model === 'Lyra' || chance.next() < 0.7 ? ['heat-pump'] : []),
    ...(model === 'Lyra' && modelYear <= 2025 && chance.next() < 0.8 ? ['wide-angle-camera'] : []),
    ...(chance.next() < 0.2 ? ['tow-bar'] : []),
  ];
}
