import { NoteRevisionRow, Records, ReleaseRow, type Tx } from '@tidings/records';
import type { ReleaseNote } from '@tidings/release-notes';
import { type Actor, Clock, contentHash, dateOf, DomainError, IdSource } from '@tidings/vocabulary';
import type { ReleaseId, RevisionId } from '@tidings/vocabulary';
import { Injectable } from '@nestjs/common';
import { oneAtATime } from '../one-at-a-time.js';
import { checkNote } from './check-note.js';

/** A text of a release note goes to review: a new revision in the language its front matter names. */
@Injectable()
export class SubmitNote {
  constructor(
    private readonly records: Records,
    private readonly clock: Clock,
    private readonly ids: IdSource,
  ) {}

  /**
   * The same text again gives the same revision. A newer text replaces one that was still in review.
   * Errors: 'not-found' (release), 'note-not-valid' { problems with line and fix }.
   */
  async run(actor: Actor, releaseId: ReleaseId, source: string): Promise<RevisionId> {
    return await this.records.write(async (tx) => {
      const release = await tx.rows.findOneBy(ReleaseRow, { id: releaseId });
      if (!release) throw new DomainError('not-found', { what: 'release', id: releaseId });
      const note = checkNote(source, release);
      await oneAtATime(tx, 'note', `${releaseId} ${note.language}`);
      const [last] = await tx.rows.find(NoteRevisionRow, {
        where: { releaseId, language: note.language },
        order: { number: 'DESC' },
        take: 1,
      });
      if (last?.source === source && (last.state === 'in-review' || last.state === 'live'))
        return last.id as RevisionId;
      if (last?.state === 'in-review') await tx.rows.update(NoteRevisionRow, { id: last.id }, { state: 'superseded' });
      return await this.write(tx, actor, releaseId, note, source, last);
    });
  }

  private async write(
    tx: Tx,
    actor: Actor,
    releaseId: ReleaseId,
    { language, purpose }: ReleaseNote,
    source: string,
    last: NoteRevisionRow | undefined,
  ): Promise<RevisionId> {
    const id = this.ids.next('rev');
    const number = (last?.number ?? 0) + 1;
    const previousHash = last?.hash ?? null;
    const hash = contentHash({ releaseId, language, number, source, previousHash });
    await tx.rows.insert(NoteRevisionRow, {
      id,
      releaseId,
      language,
      number,
      source,
      hash,
      previousHash,
      state: 'in-review',
      needsSafetyApproval: purpose === 'safety' || purpose === 'recall',
      author: actor.person,
      submittedAt: dateOf(this.clock.now()),
    });
    await tx.journal.append({
      actor,
      act: 'note-submitted',
      subject: id,
      facts: { releaseId, language, number, hash, previousHash },
      seals: last ? [['note', last.id]] : [],
    });
    return id;
  }
}
