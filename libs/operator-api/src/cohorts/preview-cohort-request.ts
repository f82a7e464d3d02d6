import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsObject, ValidateNested } from 'class-validator';
import { TextField } from '../fields/text-field.js';
import { TextsField } from '../fields/texts-field.js';
import { CohortRequest } from './cohort-request.js';

export class PreviewCohortRequest {
  @ApiProperty({ type: () => CohortRequest, description: 'The vehicles in question.' })
  @IsObject()
  @ValidateNested()
  @Type(() => CohortRequest)
  readonly cohort!: CohortRequest;

  @TextField({
    description: 'Id of a release: which of them it would not fit is then told as well.',
    longest: 44,
    example: 'rel_0JB5R3XK',
    isOptional: true,
  })
  readonly releaseId?: string;

  @TextsField({
    description: 'Shares of which to tell how many vehicles they are, as the stages of a plan have them.',
    longest: 8,
    atLeast: 1,
    atMost: 50,
    example: ['1%', '10%', '100%'],
    isOptional: true,
  })
  readonly shares?: readonly string[];
}
