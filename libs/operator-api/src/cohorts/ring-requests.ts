import { TextField } from '../fields/text-field.js';
import { TextsField } from '../fields/texts-field.js';
import { RING_NAME } from './ring-name.js';

export class CreateRingRequest {
  @TextField({
    description: 'What plans and cohorts call it; it stays.',
    longest: 40,
    example: 'early-access',
    form: RING_NAME,
  })
  readonly name!: string;

  @TextField({ description: 'Who joins it, and why.', longest: 500 })
  readonly description!: string;
}

export class MoveRingRequest {
  @TextsField({ description: 'Controller ids.', longest: 128, atLeast: 1, atMost: 5_000 })
  readonly vehicles!: readonly string[];
}

/** Of the members of a ring; the name of one is no secret to those who may ask, and stands in no address: it is a POST. */
export class RingMembersRequest {
  @TextField({ description: 'The `next` of the page before.', longest: 128, isOptional: true })
  readonly after?: string;
}
