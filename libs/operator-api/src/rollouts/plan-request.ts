import { ApiProperty } from '@nestjs/swagger';
import { PURPOSES, type Purpose } from '@tidings/rollout-engine';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsOptional,
  IsObject,
  ValidateNested,
} from 'class-validator';
import { TextField } from '../fields/text-field.js';
import { WholeNumberField } from '../fields/whole-number-field.js';

const DURATION = { pattern: /^\d{1,9}[smhd]$/, says: 'be a length of time such as 90s, 10m, 24h or 3d' };
const SHARE = { pattern: /^\d{1,3}(\.\d{1,2})?\s?%$/, says: 'be a share such as 1% or 0.05%' };
const LOCAL_TIME = { pattern: /^([01]\d|2[0-3]):[0-5]\d$/, says: 'be a time such as 22:00' };

/** One stage; what is left out is the default of the house. */
export class StageRequest {
  @TextField({
    description: 'Share of the cohort that is exposed once this stage is open; grows from stage to stage.',
    longest: 8,
    example: '1%',
    form: SHARE,
  })
  readonly share!: string;

  @TextField({
    description: 'How long the stage stays open at least. Default: as long as silence takes to show.',
    longest: 10,
    example: '24h',
    isOptional: true,
    form: DURATION,
  })
  readonly soak?: string;

  @WholeNumberField({
    description: 'Outcomes there must be before the next stage.',
    min: 1,
    max: 10_000_000,
    default: 20,
  })
  readonly minimumAnswers?: number;

  @ApiProperty({
    type: 'boolean',
    default: false,
    required: false,
    description: 'A person must say yes after everything else does.',
  })
  @IsOptional()
  @IsBoolean()
  readonly needsApproval?: boolean;
}

/** Daily, in the vehicle's local time; may pass midnight. */
export class WindowRequest {
  @TextField({ description: 'HH:MM.', longest: 5, example: '22:00', form: LOCAL_TIME })
  readonly opens!: string;

  @TextField({ description: 'HH:MM.', longest: 5, example: '05:00', form: LOCAL_TIME })
  readonly closes!: string;
}

/** How fast, how careful and what for. Everything has a default. */
export class PlanRequest {
  @ApiProperty({
    type: () => StageRequest,
    isArray: true,
    required: false,
    minItems: 1,
    maxItems: 50,
    description: 'Default: 1%, 10%, 100%.',
  })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => StageRequest)
  readonly stages?: readonly StageRequest[];

  @ApiProperty({
    enum: PURPOSES,
    enumName: 'RolloutPurpose',
    required: false,
    default: 'feature',
    description: 'Class of the rollout; class goes before priority.',
  })
  @IsOptional()
  @IsIn(PURPOSES)
  readonly purpose?: Purpose;

  @WholeNumberField({
    description: 'Higher goes first among rollouts of the same class.',
    min: -1000,
    max: 1000,
    default: 0,
  })
  readonly priority?: number;

  @TextField({
    description: 'Failure rate of started vehicles that is tolerated. Default: 2%.',
    longest: 8,
    example: '2%',
    isOptional: true,
    form: SHARE,
  })
  readonly failureLimit?: string;

  @TextField({
    description: 'A started vehicle that is not heard from for this long is silent, a bad outcome. Default: 24h.',
    longest: 10,
    example: '24h',
    isOptional: true,
    form: DURATION,
  })
  readonly silentAfter?: string;

  @WholeNumberField({
    description: 'Open attempts at a time in the first stage; later twice the outcomes so far.',
    min: 1,
    max: 10_000_000,
    default: 20,
  })
  readonly inFlightAtFirst?: number;

  @ApiProperty({ type: () => WindowRequest, required: false, description: 'Offers open only then. Default: any time.' })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => WindowRequest)
  readonly window?: WindowRequest;
}
