import { AttributeDeclarationRow, Records } from '@tidings/records';
import type { AttributeType } from '@tidings/rollout-engine';
import { type Actor, Clock, dateOf, DomainError } from '@tidings/vocabulary';
import { Injectable } from '@nestjs/common';
import { ATTRIBUTE_NAME } from './sort-lines.js';

interface DraftAttribute {
  readonly name: string;
  readonly type: AttributeType;
  readonly description: string;
}

/** Vehicles that have the attribute already are given its typed value so many at a time. */
const PAGE = 5_000;

/** Gives an attribute of vehicles its type, from now on for ever: filters may name it. */
@Injectable()
export class DeclareAttribute {
  constructor(
    private readonly records: Records,
    private readonly clock: Clock,
  ) {}

  /**
   * Declaring the same again is harmless, and finishes what was cut: until a vehicle has its typed value, the fact is missing.
   * Errors: 'bad-request' (name), 'name-taken' when it is declared with another type.
   */
  async run(actor: Actor, draft: DraftAttribute): Promise<void> {
    if (!ATTRIBUTE_NAME.test(draft.name))
      throw new DomainError('bad-request', {
        fields: [{ field: 'name', must: ['must begin with a letter and have up to 64 letters, digits and . _ -'] }],
      });
    await this.records.write(async (tx) => {
      await tx.attributes.lock();
      const known = await tx.rows.findOneBy(AttributeDeclarationRow, { name: draft.name });
      if (known?.type === draft.type) return;
      if (known) throw new DomainError('name-taken', { what: 'attribute', name: draft.name });
      await tx.rows.insert(AttributeDeclarationRow, {
        ...draft,
        declaredBy: actor.person,
        declaredAt: dateOf(this.clock.now()),
      });
      await tx.journal.append({ actor, act: 'attribute-declared', subject: draft.name, facts: { ...draft } });
    });
    for (let after: string | undefined = ''; after !== undefined;) {
      const last: string = after;
      after = await this.records.write((tx) => tx.attributes.retype(draft.name, last, PAGE));
    }
  }
}
