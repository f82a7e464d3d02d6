import { NoteRevisionRow, Records, type Tx } from '@tidings/records';
import { parseNote, renderNote } from '@tidings/release-notes';
import { type Actor, Clock, dateOf, DomainError, type RevisionId } from '@tidings/vocabulary';
import { IsNull, MoreThan, Not } from 'typeorm';
import { Injectable } from '@nestjs/common';
import { requireOtherPerson } from '../people/require-other-person.js';
import { approvalOf, type ApprovalSlot } from './approval-slot.js';

interface NoteApproval {
  /** 'live': published now. 'in-review': a further person is needed. */
  readonly state: 'live' | 'in-review';
  readonly gave: ApprovalSlot;
}

/** Another person says yes to a text; the last yes that was missing publishes it, rendered once, and the gate opens. */
@Injectable()
export class ApproveNote {
  constructor(
    private readonly records: Records,
    private readonly clock: Clock,
  ) {}

  /**
   * Approving again what one has approved is harmless. Errors: 'not-found', 'wrong-state', 'author-is-approver',
   * 'machine-may-not-approve', 'role-missing', 'safety-approver-needed'.
   */
  async run(actor: Actor, revisionId: RevisionId): Promise<NoteApproval> {
    return await this.records.write(async (tx) => {
      const revision = await tx.rows.findOne(NoteRevisionRow, {
        where: { id: revisionId },
        lock: { mode: 'pessimistic_write' },
      });
      if (!revision) throw new DomainError('not-found', { what: 'note revision', id: revisionId });
      requireInReview(revision);
      requireOtherPerson(actor, ...(await authorsOf(tx, revision)));
      const gave = approvalOf(actor, revision);
      await tx.rows.update(NoteRevisionRow, { id: revisionId }, { [COLUMN[gave]]: actor.person });
      const { releaseId, language, hash } = revision;
      const facts = { releaseId, language, hash, as: gave };
      await tx.journal.append({ actor, act: 'note-approved', subject: revisionId, facts });
      const isMissing = (slot: ApprovalSlot): boolean => slot !== gave && revision[COLUMN[slot]] === null;
      const isWaiting = isMissing('approver') || (revision.needsSafetyApproval && isMissing('safety-approver'));
      if (!isWaiting) await this.publish(tx, actor, revision);
      return { state: isWaiting ? 'in-review' : 'live', gave };
    });
  }

  private async publish(tx: Tx, actor: Actor, revision: NoteRevisionRow): Promise<void> {
    const { id, releaseId, language, hash } = revision;
    const rendered = renderNote(parseNote(revision.source));
    const replaced = await tx.rows.findBy(NoteRevisionRow, { releaseId, language, state: 'live' });
    await tx.rows.update(NoteRevisionRow, { releaseId, language, state: 'live' }, { state: 'superseded' });
    await tx.rows.update(NoteRevisionRow, { id }, { state: 'live', liveAt: dateOf(this.clock.now()), rendered });
    await tx.journal.append({
      actor,
      act: 'note-published',
      subject: id,
      facts: { releaseId, language, hash, rendered: rendered.hash },
      seals: replaced.map((each) => ['note', each.id]),
    });
    tx.nudges.look('rollouts');
  }
}

const COLUMN = { approver: 'approvedBy', 'safety-approver': 'safetyApprovedBy' } as const;

/** Everyone who wrote since the last approved revision (quality.md, "Security"). */
async function authorsOf(tx: Tx, { releaseId, language, number }: NoteRevisionRow): Promise<readonly string[]> {
  const [approved] = await tx.rows.find(NoteRevisionRow, {
    where: { releaseId, language, liveAt: Not(IsNull()) },
    order: { number: 'DESC' },
    take: 1,
  });
  const written = await tx.rows.findBy(NoteRevisionRow, {
    releaseId,
    language,
    number: MoreThan(approved?.number ?? 0),
  });
  return written.filter((each) => each.number <= number).map(({ author }) => author);
}

function requireInReview({ id, state }: NoteRevisionRow): void {
  if (state !== 'in-review')
    throw new DomainError('wrong-state', {
      what: 'note revision',
      name: id,
      verb: 'approve',
      is: state,
      mustBe: ['in-review'],
    });
}
