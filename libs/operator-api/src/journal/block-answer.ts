import { ApiProperty } from '@nestjs/swagger';
import { isoOf } from '@tidings/vocabulary';
import type { JournalBlock } from '@tidings/views';

class EntryAnswer {
  @ApiProperty({ type: 'string' })
  readonly id!: string;

  @ApiProperty({ type: 'string', description: 'SHA-256 of the bytes, hex.' })
  readonly sha256!: string;

  @ApiProperty({
    type: 'string',
    format: 'byte',
    description: 'The entry as it was written (RFC 8785 JSON), in base64.',
  })
  readonly bytes!: string;
}

/** A block with everything needed to prove it. */
export class BlockAnswer {
  @ApiProperty({ type: 'integer', minimum: 1 })
  readonly number!: number;

  @ApiProperty({ type: 'string', description: 'Hash of the block before; 64 zeros for the first.' })
  readonly previousHash!: string;

  @ApiProperty({
    type: 'string',
    description: 'SHA-256 over the RFC 8785 form of { number, previousHash, entries: their hashes in order }.',
  })
  readonly hash!: string;

  @ApiProperty({ type: 'integer', minimum: 1 })
  readonly entryCount!: number;

  @ApiProperty({ type: 'string', format: 'date-time' })
  readonly sealedAt!: string;

  @ApiProperty({ type: () => EntryAnswer, isArray: true })
  readonly entries!: readonly EntryAnswer[];
}

/** Blocks in order; none: there is no further one. */
export class BlockPage {
  @ApiProperty({ type: () => BlockAnswer, isArray: true })
  readonly items!: readonly BlockAnswer[];
}

export const blockAnswer = ({ sealedAt, entries, ...block }: JournalBlock): BlockAnswer => ({
  ...block,
  sealedAt: isoOf(sealedAt),
  entries: entries.map(({ id, sha256, bytes }) => ({ id, sha256, bytes: Buffer.from(bytes).toString('base64') })),
});
