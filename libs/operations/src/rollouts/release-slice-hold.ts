import { Records, SliceHoldRow } from '@tidings/records';
import { type Actor, Clock, dateOf, DomainError, type RolloutId, type SliceHoldId } from '@tidings/vocabulary';
import { Injectable } from '@nestjs/common';
import { requireOtherPerson } from '../people/require-other-person.js';

/** Lets a held slice go on: one person asks and says why, another does it. Going on after a finding takes two. */
@Injectable()
export class ReleaseSliceHold {
  constructor(
    private readonly records: Records,
    private readonly clock: Clock,
  ) {}

  /**
   * 'asked': the first person's word is on record. 'released': the second person's.
   * Errors: 'not-found', 'wrong-state' (released already), 'author-is-approver', 'machine-may-not-approve'.
   */
  async run(actor: Actor, rolloutId: RolloutId, holdId: SliceHoldId, why: string): Promise<'asked' | 'released'> {
    return await this.records.write(async (tx) => {
      const rollout = await tx.rollouts.lock(rolloutId);
      const hold = await tx.rows.findOneBy(SliceHoldRow, { id: holdId, rolloutId });
      if (!hold) throw new DomainError('not-found', { what: 'slice hold', id: holdId });
      const name = `${hold.attribute} ${hold.value}`;
      if (hold.releasedAt)
        throw new DomainError('wrong-state', {
          ...{ what: 'hold of the slice', name, verb: 'release it' },
          ...{ is: 'released', mustBe: ['standing'] },
        });
      requireOtherPerson(actor, ...(hold.releaseAskedBy === null ? [] : [hold.releaseAskedBy]));
      const facts = { slice: { attribute: hold.attribute, value: hold.value }, why };
      if (hold.releaseAskedBy === null) {
        await tx.rows.update(SliceHoldRow, { id: holdId }, { releaseAskedBy: actor.person, releaseWhy: why });
        await tx.journal.append({ actor, act: 'rollout-slice-release-asked', subject: rolloutId, facts });
        return 'asked';
      }
      const at = dateOf(this.clock.now());
      await tx.rows.update(SliceHoldRow, { id: holdId }, { releasedBy: actor.person, releasedAt: at });
      await tx.rollouts.apply(
        rolloutId,
        {
          kind: 'release-slice',
          by: actor.person,
          evidence: {},
          reasons: [{ code: 'person', wants: `${name}: ${hold.releaseWhy ?? ''}; ${why}`, has: '' }],
          set: {},
        },
        { ifRevision: rollout.revision },
      );
      await tx.journal.append({ actor, act: 'rollout-slice-released', subject: rolloutId, facts });
      tx.nudges.look('rollouts');
      return 'released';
    });
  }
}
