import { ApiProperty } from '@nestjs/swagger';
import {
  type Consent,
  CONSENTS,
  PURPOSES,
  type Purpose,
  TEMPLATE_NAMES,
  type TemplateName,
} from '@tidings/rollout-engine';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsObject, IsOptional, ValidateNested } from 'class-validator';
import { GuardrailSettingsRequest } from './guardrail-settings-request.js';
import { TextField } from '../fields/text-field.js';
import { WholeNumberField } from '../fields/whole-number-field.js';
import { DURATION, INSTANT, SHARE } from './plan-forms.js';
import { ContinuousRequest, FreezeRequest, RetryRequest, WindowRequest } from './plan-part-requests.js';
import { StageRequest } from './stage-request.js';

/** How fast, how careful and what for. Everything has a default. */
export class PlanRequest {
  @ApiProperty({
    enum: TEMPLATE_NAMES,
    enumName: 'PlanTemplateName',
    required: false,
    default: 'standard',
    description: 'Where what is left out comes from.',
  })
  @IsOptional()
  @IsIn(TEMPLATE_NAMES)
  readonly template?: TemplateName;

  @ApiProperty({
    type: () => StageRequest,
    isArray: true,
    required: false,
    minItems: 1,
    maxItems: 50,
    description: 'Default: those of the template.',
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
    description: 'Class of the rollout; class goes before priority. Default: that of the template.',
  })
  @IsOptional()
  @IsIn(PURPOSES)
  readonly purpose?: Purpose;

  @WholeNumberField({
    description: 'Higher goes first among rollouts of the same class.',
    min: -1000,
    max: 1000,
    isOptional: true,
  })
  readonly priority?: number;

  @TextField({
    description: 'Failure rate of started vehicles that is tolerated. Default: that of the template.',
    longest: 8,
    example: '2%',
    isOptional: true,
    form: SHARE,
  })
  readonly failureLimit?: string;

  @TextField({
    description:
      'A started vehicle that is not heard from for this long is silent, a bad outcome. Default: that of the template.',
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
    isOptional: true,
  })
  readonly inFlightAtFirst?: number;

  @TextField({
    description: 'A started vehicle that polls and makes no progress for this long is stalled. Default: 3d.',
    longest: 10,
    example: '3d',
    isOptional: true,
    form: DURATION,
  })
  readonly stalledAfter?: string;

  @ApiProperty({
    enum: CONSENTS,
    enumName: 'RolloutConsent',
    required: false,
    description: 'The owner is told, is asked, or only a workshop installs it. Default: that of the template.',
  })
  @IsOptional()
  @IsIn(CONSENTS)
  readonly consent?: Consent;

  @TextField({
    description: 'The conductor opens the first stage then. Default: a person does.',
    longest: 32,
    example: '2026-12-01T06:00:00Z',
    isOptional: true,
    form: INSTANT,
  })
  readonly startsAt?: string;

  @WholeNumberField({
    description: 'Bytes that may be offered for download in one full hour. Default: any amount.',
    min: 1,
    max: 1_000_000_000_000_000,
    isOptional: true,
  })
  readonly bytesPerHour?: number;

  @ApiProperty({ type: () => WindowRequest, required: false, description: 'Offers open only then. Default: any time.' })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => WindowRequest)
  readonly window?: WindowRequest;

  @ApiProperty({
    type: () => FreezeRequest,
    isArray: true,
    required: false,
    maxItems: 50,
    description: 'Days without new offers. Default: none.',
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => FreezeRequest)
  readonly freezes?: readonly FreezeRequest[];

  @ApiProperty({ type: () => RetryRequest, required: false, description: 'Default: that of the template.' })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => RetryRequest)
  readonly retry?: RetryRequest;

  @ApiProperty({ type: () => ContinuousRequest, required: false, description: 'Default: that of the template.' })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => ContinuousRequest)
  readonly continuous?: ContinuousRequest;

  @ApiProperty({
    type: () => GuardrailSettingsRequest,
    required: false,
    description: 'Guardrails beside the failure limit. Default: the house’s.',
  })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => GuardrailSettingsRequest)
  readonly guardrails?: GuardrailSettingsRequest;
}
