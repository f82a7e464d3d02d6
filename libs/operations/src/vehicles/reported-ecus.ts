import type { SaidEcu } from '@tidings/records';
import { keyOfVersion } from '@tidings/vocabulary';

const KEYS = { hardware: 'hardwareId', part: 'part', serial: 'serial', version: 'version' } as const;

/** A name of an ECU: no dots, so that `ecu.NAME.version` can be cut. */
export const ECU_NAME = /^[A-Za-z][A-Za-z0-9_-]{0,31}$/;

/**
 * The ECUs among reported attributes: `ecu.brakes.hardware`, `.part`, `.serial` and `.version`, the names that filters use. What is
 * no such key, or a version that does not parse, says nothing of an ECU. 'main' has keys of its own.
 */
export function ecusIn(reported: Readonly<Record<string, string>>): readonly SaidEcu[] {
  const told = new Map<string, SaidEcu>();
  for (const [key, value] of Object.entries(reported)) {
    const [, name, what] = /^ecu\.([^.]+)\.(hardware|part|serial|version)$/.exec(key) ?? [];
    if (name === undefined || !ECU_NAME.test(name) || name === 'main' || value === '') continue;
    if (what === 'version' && keyOfVersion(value) === undefined) continue;
    told.set(name, { ...told.get(name), name, [KEYS[what as keyof typeof KEYS]]: value });
  }
  return [...told.values()];
}
