import { expect, it } from '@jest/globals';
import { killNine } from './kill-nine.js';

const SEED = 9;

it(`loses no acknowledged report and offers nothing wrong when the process and PostgreSQL are killed (40 cars, seed ${SEED})`, async () => {
  const { killed, acknowledgedReports, faults } = await killNine({ seed: SEED, cars: 40, kills: 2 });
  expect(faults).toEqual([]);
  expect(new Set(killed).size).toBe(2);
  expect(acknowledgedReports).toBeGreaterThanOrEqual(36 * 4);
}, 300_000);
