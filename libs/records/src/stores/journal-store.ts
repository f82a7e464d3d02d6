import {
  type NumberedSeal,
  type RowContent,
  sealedKind,
  type SealedRow,
  sealedSubject,
  sealOf,
} from '@tidings/update-trust';
import { type Actor, canonicalBytes, dateOf, type IdSource, type Instant, isoOf, sha256Of } from '@tidings/vocabulary';
import type { EntityManager } from 'typeorm';
import { JournalEntryRow } from '../rows/journal-entry-row.js';

/** An act worth proving later: who, what, on which subject, with which facts. */
export interface JournalAct {
  readonly actor: Actor;
  readonly act: string;
  readonly subject: string;
  readonly facts: Readonly<Record<string, unknown>>;
  /** Rows that the act wrote beside its subject's own, which is sealed unasked (SEALED_KINDS). */
  readonly seals?: readonly SealedRow[];
}

/** Appends entries; never changes one. Chaining them into blocks is the conductor's, from committed entries. */
export class JournalStore {
  private readonly acts: JournalAct[] = [];

  constructor(
    private readonly manager: EntityManager,
    private readonly ids: IdSource,
    private readonly at: Instant,
  ) {}

  append(act: JournalAct): Promise<void> {
    this.acts.push(act);
    return Promise.resolve();
  }

  /** At the end of the transaction, so that the sealed content is what is committed. */
  async write(): Promise<void> {
    for (const act of this.acts) await this.writeOne(act);
  }

  private async writeOne({ actor, act, subject, facts, seals: rows = [] }: JournalAct): Promise<void> {
    const id = this.ids.next('jou');
    const seals = await this.seals(sealedSubject(subject), rows);
    const bytes = canonicalBytes({
      ...{ id, at: isoOf(this.at), actor: actor.person, by: actor.by, act, subject, facts },
      ...(seals.length > 0 && { seals }),
    });
    await this.manager.insert(JournalEntryRow, {
      id,
      at: dateOf(this.at),
      actor: actor.person,
      act,
      subject,
      bytes,
      sha256: sha256Of(bytes),
    });
  }

  private async seals(subject: SealedRow | undefined, rows: readonly SealedRow[]): Promise<readonly NumberedSeal[]> {
    const seals: NumberedSeal[] = [];
    for (const row of [...(subject ? [subject] : []), ...rows]) {
      const found = await this.find(row);
      if (found) seals.push({ ...sealOf(row, found.content), number: found.number });
      else if (row !== subject) throw new Error(`there is no ${row.join(' ')} to seal`);
    }
    return seals;
  }

  /** The number is drawn with the row locked: whoever writes it next draws a higher one. */
  private async find([kind, ...key]: SealedRow): Promise<{ content: RowContent; number: number } | undefined> {
    const { table, key: columns } = sealedKind(kind);
    const is = columns.map((column, at) => `t."${column}" = $${at + 1}`).join(' AND ');
    const text = `SELECT content_of(t) AS content, nextval('seal_number')::float8 AS number FROM "${table}" t WHERE ${is} FOR SHARE`;
    const [found] = await this.manager.query<{ content: RowContent; number: number }[]>(text, key);
    return found;
  }
}
