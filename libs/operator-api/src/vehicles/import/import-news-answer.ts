import { ApiProperty } from '@nestjs/swagger';

const KINDS = ['refused', 'tokens-taken', 'progress', 'finished', 'failed'] as const;
const COUNT = { type: 'integer', minimum: 0, required: false } as const;

/** A line of the answer to an import. */
export class ImportNewsAnswer {
  @ApiProperty({ enum: KINDS, enumName: 'ImportNewsKind' })
  readonly kind!: (typeof KINDS)[number];

  @ApiProperty({
    type: 'integer',
    minimum: 1,
    required: false,
    description: 'refused: where it stands, counted from 1.',
  })
  readonly line?: number;

  @ApiProperty({ type: 'string', required: false, description: 'refused.' })
  readonly controllerId?: string;

  @ApiProperty({ type: 'string', required: false, description: 'refused: the first field that is wrong.' })
  readonly field?: string;

  @ApiProperty({ type: 'string', required: false, description: 'refused: what it must be.' })
  readonly why?: string;

  @ApiProperty({
    type: 'integer',
    isArray: true,
    required: false,
    description: 'tokens-taken: lines of new vehicles that took their tokenDigestIfNew.',
  })
  readonly takenBy?: readonly number[];

  @ApiProperty({ ...COUNT, description: 'So far.' })
  readonly lines?: number;

  @ApiProperty(COUNT)
  readonly registered?: number;

  @ApiProperty(COUNT)
  readonly changed?: number;

  @ApiProperty(COUNT)
  readonly unchanged?: number;

  @ApiProperty({ ...COUNT, description: 'Lines that were not taken.' })
  readonly refused?: number;

  @ApiProperty({ ...COUNT, description: 'finished: refused lines beyond the first 10,000.' })
  readonly refusedNotListed?: number;

  @ApiProperty({ type: 'string', required: false, description: 'failed: code of the problem.' })
  readonly code?: string;

  @ApiProperty({ type: 'string', required: false, description: 'failed: what is wrong and what to do.' })
  readonly detail?: string;
}
