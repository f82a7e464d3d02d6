import { ApiProperty } from '@nestjs/swagger';
import type { BegunUpload } from '@tidings/operations';
import { isoOf } from '@tidings/vocabulary';

const STATES = ['waiting-for-bytes', 'on-file'] as const;

/** What a begun upload waits for, or the package that is on file already. */
export class UploadAnswer {
  @ApiProperty({ enum: STATES, enumName: 'UploadState' })
  readonly state!: (typeof STATES)[number];

  @ApiProperty({
    type: 'string',
    required: false,
    description: 'Send the bytes to /api/uploads/{uploadId} by tus; absent when it is on file.',
  })
  readonly uploadId?: string;

  @ApiProperty({ type: 'string', required: false, description: 'The package, when it is on file.' })
  readonly packageId?: string;

  @ApiProperty({
    type: 'string',
    format: 'date-time',
    required: false,
    description: 'Forgotten then, unless bytes come: each moves it on.',
  })
  readonly expiresAt?: string;

  @ApiProperty({ type: 'string', description: 'The declared SHA-256.' })
  readonly sha256!: string;

  @ApiProperty({ type: 'integer', format: 'int64', description: 'The declared size in bytes.' })
  readonly size!: number;
}

export const uploadAnswer = (begun: BegunUpload): UploadAnswer => ({
  state: begun.kind,
  ...(begun.kind === 'on-file'
    ? { packageId: begun.packageId }
    : { uploadId: begun.uploadId, expiresAt: isoOf(begun.expiresAt) }),
  sha256: begun.declaration.sha256,
  size: begun.declaration.size,
});
