import { pathTo, startsFrom } from '../versions/stepping-stones.js';
import { gate, type OpeningQuestion } from './gate.js';

/** Can the release be installed from what the vehicle runs, without a step in between? */
export const reachable = gate<OpeningQuestion>('reachable', ({ rollout: { facts, stones }, vehicle }) => {
  const { software, hardwareId } = vehicle;
  const { minimumVersion } = facts.release;
  const has = software.kind === 'known' ? `runs ${software.version}` : 'unknown';
  if (minimumVersion === undefined) return { passes: true, wants: 'any older version', has };
  const wants = `${minimumVersion} or later to start from`;
  if (software.kind === 'unknown') return { passes: false, wants, has };
  if (startsFrom(facts.release, software.version)) return { passes: true, wants, has };
  const path = pathTo(facts.release, { version: software.version, hardwareId }, stones);
  const way = path ? `by way of ${path.map(({ version }) => version).join(', ')}` : 'no running rollout brings a step';
  return { passes: false, wants, has: `${has}; ${way}` };
});
