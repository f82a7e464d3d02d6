import Sequencer from '@jest/test-sequencer';

/**
 * Files that take longer than most, longest first (measured on 2 quiet cores, 22 November 2026). Jest keeps such a list in
 * its cache, which a clean clone has not; going by size, it would begin with the largest file and end with the longest.
 */
const LONG = [
  'journeys/main-job.spec.ts',
  'browser/owner-pages.browser.spec.ts',
  'conformance/swupdate-stops.spec.ts',
  'start/start.spec.ts',
  'conformance/swupdate-installs.spec.ts',
  'drills/kill-nine.spec.ts',
  'scenarios/scenarios.spec.ts',
  'swupdate/real-vehicle.spec.ts',
  'swupdate/recorded-exchanges.spec.ts',
  'private-postgres/private-postgres.spec.ts',
  'contracts/artifact-store.contract.spec.ts',
  's3/s3-artifact-store.spec.ts',
  'src/forecast.spec.ts',
  'drills/guardrails.spec.ts',
];

const placeOf = ({ path }) => {
  const place = LONG.findIndex((file) => path.endsWith(`/${file}`));
  return place < 0 ? LONG.length : place;
};

/** The long files first, so that none of them is still running when everything else is done; the rest in Jest's own order. */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    return super.sort(tests).toSorted((one, other) => placeOf(one) - placeOf(other));
  }
}
