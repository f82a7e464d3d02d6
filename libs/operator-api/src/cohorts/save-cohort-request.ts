import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsObject, ValidateNested } from 'class-validator';
import { TextField } from '../fields/text-field.js';
import { CohortRequest } from './cohort-request.js';

export class SaveCohortRequest {
  @TextField({
    description: 'What people call it. A name that is there gets another version.',
    longest: 100,
    example: 'north',
    form: { pattern: /^(?!coh_)/, says: 'not look like an id' },
  })
  readonly name!: string;

  @ApiProperty({ type: () => CohortRequest, description: 'The vehicles it is.' })
  @IsObject()
  @ValidateNested()
  @Type(() => CohortRequest)
  readonly cohort!: CohortRequest;

  @TextField({ description: 'Why, for those who come after.', longest: 500, isOptional: true })
  readonly note?: string;
}
