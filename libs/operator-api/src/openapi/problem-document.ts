import { ApiProperty } from '@nestjs/swagger';

/** What every error looks like (RFC 9457). */
export class ProblemDocument {
  @ApiProperty({ type: 'string', example: 'urn:tidings:problem:name-taken' })
  readonly type!: string;

  @ApiProperty({ type: 'string' })
  readonly title!: string;

  @ApiProperty({ type: 'integer', minimum: 400, maximum: 599 })
  readonly status!: number;

  @ApiProperty({ type: 'string', description: 'What is wrong and what to do, for people.' })
  readonly detail!: string;

  @ApiProperty({ type: 'string', description: 'The request id, as in the header x-request-id.' })
  readonly instance!: string;

  // Not an enum: most codes of the house never come out of this door, and a new one must not change every client.
  @ApiProperty({
    type: 'string',
    example: 'name-taken',
    description: 'What is wrong, for programs; codes never change.',
  })
  readonly code!: string;

  @ApiProperty({ type: 'object', additionalProperties: true, description: 'The facts compared.' })
  readonly facts!: Readonly<Record<string, unknown>>;
}
