import { TargetRegisterRow, type Tx } from '@tidings/records';
import { type Actor, dateOf, isoOf, type RolloutId } from '@tidings/vocabulary';
import type { ScannedTargets } from './scan-targets.js';

/** Puts a scan on record as the rollout's newest register; its digests go into the journal. Under the lock of the rollout's row. */
export async function recordRegister(
  tx: Tx,
  actor: Actor,
  rolloutId: RolloutId,
  scanned: ScannedTargets,
): Promise<number> {
  const number = (await tx.rows.countBy(TargetRegisterRow, { rolloutId })) + 1;
  const { asOf, bytes, mark, ...facts } = scanned;
  await tx.rows.insert(TargetRegisterRow, {
    ...{ rolloutId, number, mark, ...facts },
    bytes: String(bytes),
    asOf: dateOf(asOf),
    writtenBy: actor.person,
  });
  await tx.journal.append({
    actor,
    act: 'targets-registered',
    subject: rolloutId,
    facts: { number, ...facts, asOf: isoOf(asOf), bytes },
    seals: [['target register', rolloutId, number]],
  });
  return number;
}
