import { ApiProperty } from '@nestjs/swagger';
import { isoOf } from '@tidings/vocabulary';
import type { CohortHistory, CohortSummary, CohortUse, CohortVersion } from '@tidings/views';
import { CohortAnswer, cohortAnswer } from './cohort-answer.js';

/** What a cohort said from one save on. */
export class CohortVersionAnswer {
  @ApiProperty({ type: 'integer', minimum: 1 })
  readonly version!: number;

  @ApiProperty({ type: () => CohortAnswer })
  readonly cohort!: CohortAnswer;

  @ApiProperty({ type: 'string', required: false })
  readonly note?: string;

  @ApiProperty({ type: 'string' })
  readonly author!: string;

  @ApiProperty({ type: 'string', format: 'date-time' })
  readonly savedAt!: string;

  @ApiProperty({ type: 'integer', minimum: 0, description: 'Active vehicles in it when it was saved.' })
  readonly in!: number;

  @ApiProperty({ type: 'integer', minimum: 0, description: 'Of which it could not be told.' })
  readonly cannotTell!: number;
}

export class CohortSummaryAnswer {
  @ApiProperty({ type: 'string' })
  readonly id!: string;

  @ApiProperty({ type: 'string' })
  readonly name!: string;

  @ApiProperty({ type: () => CohortVersionAnswer })
  readonly newest!: CohortVersionAnswer;
}

export class CohortPage {
  @ApiProperty({ type: () => CohortSummaryAnswer, isArray: true })
  readonly items!: readonly CohortSummaryAnswer[];

  @ApiProperty({ type: 'string', required: false })
  readonly next?: string;
}

/** A rollout that is not finished, and the version it goes by. */
export class CohortUseAnswer implements CohortUse {
  @ApiProperty({ type: 'string' })
  readonly rolloutId!: CohortUse['rolloutId'];

  @ApiProperty({ type: 'string' })
  readonly name!: string;

  @ApiProperty({ type: 'string', example: 'running' })
  readonly state!: string;

  @ApiProperty({ type: 'integer', minimum: 1 })
  readonly version!: number;
}

export class CohortHistoryAnswer {
  @ApiProperty({ type: 'string' })
  readonly id!: string;

  @ApiProperty({ type: 'string' })
  readonly name!: string;

  @ApiProperty({
    type: 'string',
    format: 'date-time',
    required: false,
    description: 'Present: its name is free again.',
  })
  readonly deletedAt?: string;

  @ApiProperty({ type: () => CohortVersionAnswer, isArray: true, description: 'Newest first, the last hundred.' })
  readonly versions!: readonly CohortVersionAnswer[];

  @ApiProperty({ type: () => CohortUseAnswer, isArray: true })
  readonly usedBy!: readonly CohortUseAnswer[];
}

export const cohortSummaryAnswer = ({ cohortId, name, newest }: CohortSummary): CohortSummaryAnswer => ({
  id: cohortId,
  name,
  newest: versionAnswer(newest),
});

export const cohortHistoryAnswer = (history: CohortHistory): CohortHistoryAnswer => ({
  id: history.cohortId,
  name: history.name,
  ...(history.deletedAt !== undefined && { deletedAt: isoOf(history.deletedAt) }),
  versions: history.versions.map(versionAnswer),
  usedBy: history.usedBy,
});

const versionAnswer = ({ cohort, savedAt, ...version }: CohortVersion): CohortVersionAnswer => ({
  ...version,
  cohort: cohortAnswer(cohort),
  savedAt: isoOf(savedAt),
});
