import { Records } from '@tidings/records';
import { ReadPool } from '@tidings/postgres';
import { type Actor, contentHash, DomainError } from '@tidings/vocabulary';
import { listedVehicles } from '@tidings/views';
import { Injectable } from '@nestjs/common';

interface Tagging {
  /** By the names they use at the door. */
  readonly vehicles: readonly string[];
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

const WORD = /^[A-Za-z0-9][A-Za-z0-9._:+ -]{0,63}$/;
const TAGS_AT_MOST = 64;

/** Puts words on vehicles and takes them off. */
@Injectable()
export class TagVehicles {
  constructor(
    private readonly records: Records,
    private readonly pool: ReadPool,
  ) {}

  /** How many changed. All or nothing. Errors: 'vehicles-unknown', 'bad-request' (a word, or more than 64 on a vehicle). */
  async run(actor: Actor, { vehicles, add, remove }: Tagging): Promise<number> {
    const wrong = [...add, ...remove].find((word) => !WORD.test(word));
    if (wrong !== undefined) throw badTags(`must be words of 1 to 64 letters, digits, spaces and . _ : + -`);
    const { vehicleIds, unknown } = await listedVehicles(this.pool, vehicles);
    if (unknown.length > 0) throw new DomainError('vehicles-unknown', { vehicles: unknown });
    return this.records.write(async (tx) => {
      const [rows] = await tx.rows.query<[readonly { readonly count: number }[], number]>(TAG, [
        vehicleIds,
        add,
        remove,
      ]);
      if (rows.some(({ count }) => count > TAGS_AT_MOST))
        throw badTags(`must leave at most ${TAGS_AT_MOST} on a vehicle`);
      if (rows.length === 0) return 0;
      await tx.journal.append({
        actor,
        act: 'vehicles-tagged',
        subject: 'vehicles',
        facts: { added: add, removed: remove, changed: rows.length, vehicles: contentHash(vehicleIds) },
      });
      tx.nudges.look('vehicles');
      return rows.length;
    });
  }
}

const TAG = `
UPDATE vehicle v SET tags = n.tags
  FROM (SELECT id, ARRAY(SELECT DISTINCT word FROM unnest(tags || $2::text[]) AS word WHERE word <> ALL($3::text[]) ORDER BY word) AS tags
          FROM vehicle WHERE id = ANY($1::text[]) ORDER BY id FOR UPDATE) n
 WHERE v.id = n.id AND NOT (v.tags @> n.tags AND v.tags <@ n.tags)
RETURNING cardinality(v.tags) AS count`;

const badTags = (must: string): DomainError =>
  new DomainError('bad-request', { fields: [{ field: 'tags', must: [must] }] });
