import { ApiProperty } from '@nestjs/swagger';
import type { UploadSeen } from '@tidings/operations';
import { isoOf } from '@tidings/vocabulary';

const STATES = ['waiting-for-bytes', 'reading-again', 'on-file'] as const;

export class ReadingAgainPart {
  @ApiProperty({ type: 'integer', format: 'int64', description: 'Bytes read.' })
  readonly read!: number;

  @ApiProperty({ type: 'integer', format: 'int64', description: 'Bytes to read.' })
  readonly of!: number;
}

/** How far an upload is. */
export class UploadStateAnswer {
  @ApiProperty({
    enum: STATES,
    enumName: 'UploadProgressState',
    description: 'reading-again: after a restart the store reads once what it has, before it goes on.',
  })
  readonly state!: (typeof STATES)[number];

  @ApiProperty({ type: 'integer', format: 'int64', description: 'Bytes kept: the next one to send.' })
  readonly offset!: number;

  @ApiProperty({ type: 'integer', format: 'int64', description: 'The declared size in bytes.' })
  readonly size!: number;

  @ApiProperty({ type: 'string', format: 'date-time' })
  readonly expiresAt!: string;

  @ApiProperty({ type: ReadingAgainPart, required: false })
  readonly readingAgain?: ReadingAgainPart;

  @ApiProperty({ type: 'string', required: false, description: 'The package it became.' })
  readonly packageId?: string;
}

export const uploadStateAnswer = ({
  offset,
  size,
  expiresAt,
  readingAgain,
  packageId,
}: UploadSeen): UploadStateAnswer => ({
  state: packageId !== undefined ? 'on-file' : readingAgain ? 'reading-again' : 'waiting-for-bytes',
  offset,
  size,
  expiresAt: isoOf(expiresAt),
  ...(readingAgain && { readingAgain }),
  ...(packageId !== undefined && { packageId }),
});
