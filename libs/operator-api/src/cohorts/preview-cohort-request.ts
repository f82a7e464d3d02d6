import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsObject, ValidateNested } from 'class-validator';
import { CohortRequest } from './cohort-request.js';

export class PreviewCohortRequest {
  @ApiProperty({ type: () => CohortRequest, description: 'The vehicles in question.' })
  @IsObject()
  @ValidateNested()
  @Type(() => CohortRequest)
  readonly cohort!: CohortRequest;
}
