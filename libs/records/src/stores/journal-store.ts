import { type Actor, canonicalBytes, dateOf, type IdSource, type Instant, isoOf, sha256Of } from '@tidings/vocabulary';
import type { EntityManager } from 'typeorm';
import { JournalEntryRow } from '../rows/journal-entry-row.js';

/** An act worth proving later: who, what, on which subject, with which facts. */
export interface JournalAct {
  readonly actor: Actor;
  readonly act: string;
  readonly subject: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** Appends entries; never changes one. Sealing into blocks is the conductor's, from committed entries. */
export class JournalStore {
  constructor(
    private readonly manager: EntityManager,
    private readonly ids: IdSource,
    private readonly at: Instant,
  ) {}

  async append({ actor, act, subject, facts }: JournalAct): Promise<void> {
    const id = this.ids.next('jou');
    const bytes = canonicalBytes({ id, at: isoOf(this.at), actor: actor.person, by: actor.by, act, subject, facts });
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
}
