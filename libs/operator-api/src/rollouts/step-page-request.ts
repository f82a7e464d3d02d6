import { WholeNumberField } from '../fields/whole-number-field.js';
import { Type } from 'class-transformer';

/** Steps are told apart by the revision of the rollout they led to. */
export class StepPageRequest {
  @WholeNumberField({
    description: 'The revision of the last step one has.',
    min: 0,
    max: 2_147_483_647,
    default: 0,
  })
  @Type(() => Number)
  readonly after: number = 0;

  @WholeNumberField({ description: 'How many.', min: 1, max: 200, default: 50 })
  @Type(() => Number)
  readonly limit: number = 50;
}
