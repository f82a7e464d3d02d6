import { Records } from '@tidings/records';
import { type Actor, Clock, dateOf } from '@tidings/vocabulary';
import { Injectable } from '@nestjs/common';
import { type EvidenceLine, type RefusedEvidence, sortEvidence } from './evidence-line.js';

export interface AddedEvidence {
  readonly taken: number;
  /** Told before: the same source, vehicle, kind and instant. */
  readonly known: number;
  readonly refused: readonly RefusedEvidence[];
}

/** Takes in what other systems tell about vehicles. A line that cannot be used is refused with its reason; the others go in. */
@Injectable()
export class AddEvidence {
  constructor(
    private readonly records: Records,
    private readonly clock: Clock,
  ) {}

  /** Telling again is harmless, and what was told first stays. Evidence is no act: it is on record with who told it, and not in the journal. */
  async run(actor: Actor, lines: readonly EvidenceLine[]): Promise<AddedEvidence> {
    const now = this.clock.now();
    const { good, refused } = sortEvidence(lines, now);
    if (good.length === 0) return { taken: 0, known: 0, refused };
    return await this.records.write(async (tx) => {
      const outcomes = await tx.rows.query<{ line: number; isFound: boolean; isNew: boolean }[]>(INSERT, [
        JSON.stringify(good),
        actor.person,
        dateOf(now),
      ]);
      const unknown = outcomes
        .filter(({ isFound }) => !isFound)
        .map(({ line }) => ({ line, field: 'vehicle', why: 'is no vehicle that is registered here' }));
      const taken = outcomes.filter(({ isNew }) => isNew).length;
      return {
        taken,
        known: outcomes.length - unknown.length - taken,
        refused: [...refused, ...unknown].toSorted((a, b) => a.line - b.line),
      };
    });
  }
}

// A line twice in one batch is one: the later one is known.
const INSERT = `
WITH told AS (
  SELECT n.line, n.source, v.id AS vehicle_id, n.kind, n.at, n."isBad", n.words,
         row_number() OVER (PARTITION BY n.source, v.id, n.kind, n.at ORDER BY n.line) AS nth
    FROM jsonb_to_recordset($1::jsonb) AS n(line int, source text, vehicle text, kind text, at timestamptz, "isBad" boolean, words text)
    LEFT JOIN vehicle v ON v.controller_id = n.vehicle
), written AS (
  INSERT INTO evidence (source, vehicle_id, kind, at, is_bad, words, told_by, received_at)
  SELECT source, vehicle_id, kind, at, "isBad", words, $2, $3 FROM told WHERE vehicle_id IS NOT NULL AND nth = 1
   ORDER BY source, vehicle_id, kind, at
  ON CONFLICT DO NOTHING
  RETURNING source, vehicle_id, kind, at
)
SELECT t.line, t.vehicle_id IS NOT NULL AS "isFound", w.source IS NOT NULL AND t.nth = 1 AS "isNew"
  FROM told t LEFT JOIN written w USING (source, vehicle_id, kind, at)`;
