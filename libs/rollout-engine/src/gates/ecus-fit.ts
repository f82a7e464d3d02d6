import type { EcuRange } from '../offers/rollout.js';
import type { EcuFacts } from '../offers/vehicle-facts.js';
import { isWithinRange } from '../versions/version-range.js';
import { gate, type OpeningQuestion } from './gate.js';

/** Do the vehicle's other ECUs run what the release needs beside it, and nothing it does not get on with? What cannot be told is no. */
export const ecusFit = gate<OpeningQuestion>('ecus-fit', ({ rollout: { facts }, vehicle: { ecus } }) => {
  const { requires = [], conflicts = [] } = facts.release;
  const named = [...new Set([...requires, ...conflicts].map(({ ecu }) => ecu))];
  const passes =
    requires.every((range) => isWithin(range, ecuNamed(ecus, range.ecu)) === true) &&
    conflicts.every((range) => isWithin(range, ecuNamed(ecus, range.ecu)) === false);
  const wants = [
    ...requires.map(({ ecu, versions }) => `${ecu} ${versions}`),
    ...conflicts.map(({ ecu, versions }) => `${ecu} not ${versions}`),
  ];
  return {
    passes,
    wants: wants.length > 0 ? wants.join('; ') : 'no other ECU',
    has: named.length > 0 ? named.map((ecu) => ecuText(ecu, ecuNamed(ecus, ecu))).join('; ') : 'not asked',
  };
});

const ecuNamed = (ecus: Readonly<Record<string, EcuFacts>>, name: string): EcuFacts | undefined =>
  Object.hasOwn(ecus, name) ? ecus[name] : undefined;

/** Undefined: cannot tell. An ECU that is not there is never in conflict. */
function isWithin({ versions }: EcuRange, ecu: EcuFacts | undefined): boolean | undefined {
  if (ecu === undefined) return false;
  return ecu.software.kind === 'known' ? isWithinRange(ecu.software.version, versions) : undefined;
}

function ecuText(name: string, ecu: EcuFacts | undefined): string {
  if (ecu === undefined) return `no ${name} on record`;
  return `${name} ${ecu.software.kind === 'known' ? ecu.software.version : 'unknown'}`;
}
