import { Records, RingRow } from '@tidings/records';
import { type Actor, Clock, dateOf, DomainError } from '@tidings/vocabulary';
import { Injectable } from '@nestjs/common';
import { oneAtATime } from '../one-at-a-time.js';

/** Opens a ring that vehicles can join: staff cars, early access. Its name is what plans and cohorts call it by, and stays. */
@Injectable()
export class CreateRing {
  constructor(
    private readonly records: Records,
    private readonly clock: Clock,
  ) {}

  /** Errors: 'name-taken'. */
  async run(actor: Actor, name: string, description: string): Promise<void> {
    await this.records.write(async (tx) => {
      await oneAtATime(tx, 'ring', name);
      if (await tx.rows.existsBy(RingRow, { name })) throw new DomainError('name-taken', { what: 'ring', name });
      await tx.rows.insert(RingRow, {
        name,
        description,
        createdBy: actor.person,
        createdAt: dateOf(this.clock.now()),
      });
      await tx.journal.append({ actor, act: 'ring-created', subject: name, facts: { description } });
    });
  }
}
