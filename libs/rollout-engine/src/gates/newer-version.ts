import { versionOrder } from '../version-order.js';
import { gate, type OpeningQuestion } from './gate.js';

/** Is the release newer than what the vehicle runs? Going back is for purpose remedy only, which is not built yet. */
export const newerVersion = gate<OpeningQuestion>('newer-version', ({ rollout: { facts }, vehicle: { software } }) => {
  const wants = `software older than ${facts.release.version}`;
  if (software.kind === 'unknown') return { passes: false, wants, has: 'unknown' };
  const order = versionOrder(software.version, facts.release.version);
  if (order === undefined) return { passes: false, wants, has: `${software.version}, which cannot be compared` };
  return { passes: order < 0, wants, has: `runs ${software.version}` };
});
