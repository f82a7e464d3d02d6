import type { Circumstances } from '@tidings/rollout-engine';
import type { AttemptRow } from '../rows/attempt-row.js';

/** Row to engine: what we did and saw of an attempt. */
export const circumstancesIn = (row: AttemptRow): Circumstances => ({
  isFetched: row.fetchedAt !== null,
  isDelivered: row.deliveredAt !== null,
  // A link is shown only while installing is permitted ("not yet" is no link), so fetching it is the permission.
  wasPermitted: row.fetchedAt !== null,
  isCancelTold: row.cancelToldAt !== null,
  isArtifactRefused: row.refusedAt !== null,
  isInferredInstalled: row.inferredAt !== null,
  wentBack: row.wentBackAt !== null,
  isSoaked: row.soakedAt !== null,
  ...(row.closedByUs !== null && { withdrawn: row.closedByUs }),
  ...(row.endsAs !== null && { endsAs: row.endsAs }),
});
