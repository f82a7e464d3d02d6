import type { Command } from 'commander';
import { countText, numberText } from '../../printing/amounts.js';
import { facts } from '../../printing/facts.js';
import { Refusal } from '../../refusal.js';
import { type VehicleOnLine, vehiclesIn } from '../../reading/vehicle-file.js';
import { answered, type ReleaseDesk } from '../../release-desk/release-desk.js';
import type { Session } from '../../session.js';

/** Half a megabyte of JSON at the most: within what the release desk takes in one request. */
const BATCH = 1000;

interface Outcome {
  registered: number;
  changed: number;
  unchanged: number;
  readonly refused: string[];
}

export const registerVehicles = (to: Command, session: Session): Command =>
  to
    .command('register <file>')
    .description('file vehicles from CSV (first line: columns) or NDJSON; doing it again changes only what differs')
    .action(async (file: string) => {
      const desk = await session.desk();
      const outcome: Outcome = { registered: 0, changed: 0, unchanged: 0, refused: [] };
      for await (const batch of batchesOf(vehiclesIn(session.pathOf(file)))) await register(desk, batch, outcome);
      const { registered, changed, unchanged, refused } = outcome;
      session.say(
        ...facts([
          ['Registered', numberText(registered)],
          ['Changed', numberText(changed)],
          ['Unchanged', numberText(unchanged)],
          ['Refused', numberText(refused.length)],
        ]),
      );
      if (refused.length > 0)
        throw new Refusal([
          `${countText(refused.length, 'line')} of ${file} ${refused.length === 1 ? 'was' : 'were'} not taken; the others are filed. Correct and register again:`,
          ...refused.map((line) => `  ${line}`),
        ]);
    });

async function register(desk: ReleaseDesk, batch: readonly VehicleOnLine[], outcome: Outcome): Promise<void> {
  const body = { vehicles: batch.map(({ vehicle }) => ({ ...vehicle, equipment: [...vehicle.equipment] })) };
  const answer = await answered(desk.POST('/api/vehicles', { body }));
  outcome.registered += answer.registered;
  outcome.changed += answer.changed;
  outcome.unchanged += answer.unchanged;
  for (const { line, controllerId, field, why } of answer.refused)
    outcome.refused.push(`line ${batch[line - 1]!.line} (${controllerId}): ${field} ${why}.`);
}

async function* batchesOf(vehicles: AsyncIterable<VehicleOnLine>): AsyncGenerator<readonly VehicleOnLine[]> {
  let batch: VehicleOnLine[] = [];
  for await (const vehicle of vehicles) {
    batch.push(vehicle);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
