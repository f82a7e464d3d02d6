import { ApiProperty } from '@nestjs/swagger';
import type { ReleaseId } from '@tidings/vocabulary';
import { Type } from 'class-transformer';
import { IsObject, IsOptional, ValidateNested } from 'class-validator';
import { TextField } from '../fields/text-field.js';
import { CohortRequest } from '../cohorts/cohort-request.js';
import { PlanRequest } from './plan-request.js';

export class CreateRolloutRequest {
  @TextField({ description: 'What people call it; unique.', longest: 100, example: 'Asterion 4.2, Vega, first half' })
  readonly name!: string;

  @TextField({ description: 'Id of the release it brings.', longest: 44, example: 'rel_0JB5R3XK' })
  readonly releaseId!: ReleaseId;

  @ApiProperty({ type: () => CohortRequest, description: 'The vehicles it is meant for.' })
  @IsObject()
  @ValidateNested()
  @Type(() => CohortRequest)
  readonly cohort!: CohortRequest;

  @ApiProperty({
    type: () => PlanRequest,
    required: false,
    description: 'How it moves. Default: the plan of the house.',
  })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => PlanRequest)
  readonly plan?: PlanRequest;
}
