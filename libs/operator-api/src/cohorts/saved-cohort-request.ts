import { ApiProperty } from '@nestjs/swagger';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { TextField } from '../fields/text-field.js';

/** A saved cohort, at one version. */
export class SavedCohortRequest {
  @TextField({ description: 'Its id or its name.', longest: 100, example: 'north' })
  readonly cohort!: string;

  @ApiProperty({
    type: 'integer',
    minimum: 1,
    required: false,
    description: 'Default: the newest of now; it stays that one.',
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  readonly version?: number;
}
