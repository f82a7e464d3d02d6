import { RegisterRefusalRow, TargetRegisterRow, type Tx } from '@tidings/records';
import { type Actor, dateOf, instantOf, isoOf, type RolloutId } from '@tidings/vocabulary';
import { LessThanOrEqual, Not } from 'typeorm';
import type { ScannedTargets } from './scan-targets.js';

/**
 * Puts a scan on record as the rollout's newest register; its digests go into the journal. Under the lock of the rollout's row. Of two scans at
 * once the one that began later counts, whichever is done first. Returns the number of the newest.
 */
export async function recordRegister(
  tx: Tx,
  actor: Actor,
  rolloutId: RolloutId,
  scanned: ScannedTargets,
): Promise<number> {
  const { asOf, bytes, mark, scan, ...facts } = scanned;
  const [newest] = await tx.rows.find(TargetRegisterRow, { where: { rolloutId }, order: { number: 'DESC' }, take: 1 });
  if (newest && instantOf(newest.asOf) > asOf) {
    await tx.rows.delete(RegisterRefusalRow, { rolloutId, scan });
    return newest.number;
  }
  const number = (newest?.number ?? 0) + 1;
  await tx.rows.insert(TargetRegisterRow, {
    ...{ rolloutId, number, mark, scan, ...facts },
    bytes: String(bytes),
    asOf: dateOf(asOf),
    writtenBy: actor.person,
  });
  // Of older registers, and of scans that were cut off: their lines are in the artifacts.
  await tx.rows.delete(RegisterRefusalRow, { rolloutId, scan: Not(scan), writtenAt: LessThanOrEqual(dateOf(asOf)) });
  await tx.journal.append({
    actor,
    act: 'targets-registered',
    subject: rolloutId,
    facts: { number, ...facts, asOf: isoOf(asOf), bytes },
    seals: [['target register', rolloutId, number]],
  });
  // Who was refused by the one before may be quiet in a gateway's memory.
  tx.nudges.look('rollouts');
  return number;
}
