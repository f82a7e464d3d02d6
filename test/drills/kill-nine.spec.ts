import { expect, it } from '@jest/globals';
import { killNine } from './kill-nine.js';

const SEED = 9;

it(`loses no acknowledged report and offers nothing wrong when the process and PostgreSQL are killed (40 cars, seed ${SEED})`, async () => {
  const survived = await killNine({ seed: SEED, cars: 40, kills: 2 });
  expect(survived.faults).toEqual([]);
  expect(new Set(survived.killed).size).toBe(2);
  expect(survived.acknowledgedReports).toBeGreaterThanOrEqual(36 * 4);
  // The same look must find what was spoiled on purpose.
  for (const fault of [
    /^lost although it was acknowledged/,
    /^vega-1 runs .*, and the record says 0\.1/,
    /^vega-2 was offered it outside/,
    /^vega-3 has number 101 at place 1/,
    /^vega-3 was shown number 1, which is on no record/,
    /^36 cars were offered it up to stage 2, at most 0 may/,
    /^steps of revisions/,
  ])
    expect(survived.faultsWhenSpoiled).toContainEqual(expect.stringMatching(fault));
}, 300_000);
