import { versionOrder } from '../version-order.js';
import { gate, type OpeningQuestion } from './gate.js';

/** Can the release be installed from what the vehicle runs, without a step in between? */
export const reachable = gate<OpeningQuestion>('reachable', ({ rollout: { facts }, vehicle: { software } }) => {
  const { minimumVersion } = facts.release;
  const has = software.kind === 'known' ? `runs ${software.version}` : 'unknown';
  if (minimumVersion === undefined) return { passes: true, wants: 'any older version', has };
  const order = software.kind === 'known' ? versionOrder(software.version, minimumVersion) : undefined;
  return { passes: order !== undefined && order >= 0, wants: `${minimumVersion} or later to start from`, has };
});
