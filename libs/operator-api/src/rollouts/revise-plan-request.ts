import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsObject, IsOptional, ValidateNested } from 'class-validator';
import { TextField } from '../fields/text-field.js';
import { PlanRequest } from './plan-request.js';

/** What a plan may be without. */
export const OPTIONAL_PARTS = ['window', 'freezes', 'startsAt', 'retry', 'continuous', 'guardrails'] as const;

export class RevisePlanRequest {
  @ApiProperty({
    type: () => PlanRequest,
    description: 'What shall be otherwise; what is left out stays, or is that of the template where one is named.',
  })
  @IsObject()
  @ValidateNested()
  @Type(() => PlanRequest)
  readonly plan!: PlanRequest;

  @ApiProperty({
    enum: OPTIONAL_PARTS,
    enumName: 'OptionalPlanPart',
    isArray: true,
    required: false,
    maxItems: OPTIONAL_PARTS.length,
    description: 'Parts that the plan shall be without from now on.',
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(OPTIONAL_PARTS.length)
  @IsIn(OPTIONAL_PARTS, { each: true })
  readonly without?: readonly (typeof OPTIONAL_PARTS)[number][];

  @TextField({
    description: 'The cause, and what changed since. Everybody who looks at the rollout reads it.',
    longest: 1000,
    hasLines: true,
    example: 'The modem of hardware B is fixed in package 4.2.1',
  })
  readonly why!: string;
}
