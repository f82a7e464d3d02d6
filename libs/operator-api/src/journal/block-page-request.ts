import { WholeNumberField } from '../fields/whole-number-field.js';
import { Type } from 'class-transformer';

/** Blocks are numbered from 1 without a gap. */
export class BlockPageRequest {
  @WholeNumberField({
    description: 'The number of the last block one has.',
    min: 0,
    max: 2_147_483_647,
    default: 0,
  })
  @Type(() => Number)
  readonly after: number = 0;

  @WholeNumberField({ description: 'How many; each has up to 1,000 entries.', min: 1, max: 50, default: 10 })
  @Type(() => Number)
  readonly limit: number = 10;
}
