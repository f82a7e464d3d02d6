import { ApiProperty } from '@nestjs/swagger';
import { isoOf } from '@tidings/vocabulary';
import type { NoteRevision } from '@tidings/views';

const STATES = ['in-review', 'live', 'superseded', 'withdrawn'] as const;

/** One revision of a release note in one language. */
export class NoteAnswer {
  @ApiProperty({ type: 'string', description: 'Id of the revision.' })
  readonly id!: string;

  @ApiProperty({ type: 'string' })
  readonly releaseId!: string;

  @ApiProperty({ type: 'string', description: 'BCP 47.', example: 'sv-SE' })
  readonly language!: string;

  @ApiProperty({ type: 'integer', minimum: 1, description: 'Counted per release and language.' })
  readonly number!: number;

  @ApiProperty({ enum: STATES, enumName: 'NoteState' })
  readonly state!: (typeof STATES)[number];

  @ApiProperty({ type: 'string', description: 'SHA-256 over the content and the hash of the revision before.' })
  readonly hash!: string;

  @ApiProperty({ type: 'string', required: false })
  readonly previousHash?: string;

  @ApiProperty({ type: 'boolean', description: 'A safety approver must say yes as well.' })
  readonly needsSafetyApproval!: boolean;

  @ApiProperty({ type: 'string' })
  readonly author!: string;

  @ApiProperty({ type: 'string', format: 'date-time' })
  readonly submittedAt!: string;

  @ApiProperty({ type: 'string', required: false })
  readonly approvedBy?: string;

  @ApiProperty({ type: 'string', required: false })
  readonly safetyApprovedBy?: string;

  @ApiProperty({ type: 'string', format: 'date-time', required: false })
  readonly liveAt?: string;

  @ApiProperty({ type: 'string', description: 'Markdown with front matter, as it was submitted.' })
  readonly source!: string;
}

export class NotePage {
  @ApiProperty({ type: () => NoteAnswer, isArray: true })
  readonly items!: readonly NoteAnswer[];

  @ApiProperty({ type: 'string', required: false })
  readonly next?: string;
}

export const noteAnswer = ({ revisionId, liveAt, ...revision }: NoteRevision): NoteAnswer => ({
  id: revisionId,
  ...revision,
  submittedAt: isoOf(revision.submittedAt),
  ...(liveAt !== undefined && { liveAt: isoOf(liveAt) }),
});
