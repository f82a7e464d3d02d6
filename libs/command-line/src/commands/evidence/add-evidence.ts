import type { Command } from 'commander';
import { countText, numberText } from '../../printing/amounts.js';
import { facts } from '../../printing/facts.js';
import { type EvidenceOnLine, evidenceIn } from '../../reading/evidence-file.js';
import { Refusal } from '../../refusal.js';
import { answered, type ReleaseDesk } from '../../release-desk/release-desk.js';
import type { Session } from '../../session.js';

/** As many as the release desk takes in one request. */
const BATCH = 1000;

interface Outcome {
  taken: number;
  known: number;
  readonly refused: string[];
}

export const addEvidence = (to: Command, session: Session): Command =>
  to
    .command('add <file>')
    .description(
      'take in evidence from CSV (source,vehicle,kind,at,isBad,words) or NDJSON; telling it again is harmless',
    )
    .action(async (file: string) => {
      const desk = await session.desk();
      const outcome: Outcome = { taken: 0, known: 0, refused: [] };
      let batch: EvidenceOnLine[] = [];
      for await (const one of evidenceIn(session.pathOf(file))) {
        batch.push(one);
        if (batch.length < BATCH) continue;
        await send(desk, batch, outcome);
        batch = [];
      }
      if (batch.length > 0) await send(desk, batch, outcome);
      const { taken, known, refused } = outcome;
      session.say(
        ...facts([
          ['Taken', numberText(taken)],
          ['Known', numberText(known)],
          ['Refused', numberText(refused.length)],
        ]),
      );
      if (refused.length > 0)
        throw new Refusal([
          `${countText(refused.length, 'line')} of ${file} ${refused.length === 1 ? 'was' : 'were'} not taken; the others are on record. Correct and add again:`,
          ...refused.map((line) => `  ${line}`),
        ]);
    });

async function send(desk: ReleaseDesk, batch: readonly EvidenceOnLine[], outcome: Outcome): Promise<void> {
  const body = { evidence: batch.map(({ evidence }) => evidence) };
  const answer = await answered(desk.POST('/api/evidence', { body }));
  outcome.taken += answer.taken;
  outcome.known += answer.known;
  for (const { line, field, why } of answer.refused)
    outcome.refused.push(`line ${batch[line - 1]!.line}: ${field} ${why}.`);
}
