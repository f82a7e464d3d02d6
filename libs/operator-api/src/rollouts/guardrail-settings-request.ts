import { ApiProperty } from '@nestjs/swagger';
import type { GuardrailSettings, LimitedGuardrail } from '@tidings/rollout-engine';
import { BLIND_AFTER, HOUSE_LIMITS, limitOf, LIMITED_GUARDRAILS } from '@tidings/rollout-engine';
import { type BasisPoints, durationText, parseDuration, parseShare, shareText } from '@tidings/vocabulary';
import { ArrayMaxSize, IsArray, IsIn, IsObject, IsOptional, ValidateNested } from 'class-validator';
import { Type } from 'class-transformer';
import { TextField } from '../fields/text-field.js';
import { DURATION } from './plan-forms.js';

const LIMIT = { pattern: /^(off|\d{1,3}(\.\d{1,2})?\s?%)$/, says: 'be a share such as 1% or 0.05%, or off' };

export class GuardrailLimitRequest {
  @ApiProperty({ enum: LIMITED_GUARDRAILS, enumName: 'LimitedGuardrail' })
  @IsIn(LIMITED_GUARDRAILS)
  readonly guardrail!: LimitedGuardrail;

  @TextField({ description: 'Tolerated share, or "off": not watched.', longest: 8, example: '0.5%', form: LIMIT })
  readonly limit!: string;
}

/** Guardrails beside the failure limit; what is left out is the house's. */
export class GuardrailSettingsRequest {
  @ApiProperty({
    type: () => GuardrailLimitRequest,
    isArray: true,
    required: false,
    maxItems: LIMITED_GUARDRAILS.length,
    description: `Default: ${LIMITED_GUARDRAILS.map((name) => `${name} ${limitText(HOUSE_LIMITS[name])}`).join(', ')}.`,
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(LIMITED_GUARDRAILS.length)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => GuardrailLimitRequest)
  readonly limits?: readonly GuardrailLimitRequest[];

  @TextField({
    description: `A guardrail that lives of an intake is blind when nothing came in for this long. Default: ${durationText(BLIND_AFTER)}.`,
    longest: 10,
    example: '7d',
    isOptional: true,
    form: DURATION,
  })
  readonly blindAfter?: string;
}

/** How a guardrail of a plan is set. */
export class GuardrailLimitAnswer {
  @ApiProperty({ enum: LIMITED_GUARDRAILS, enumName: 'LimitedGuardrail' })
  readonly guardrail!: LimitedGuardrail;

  @ApiProperty({ type: 'string', example: '0.5%', description: '"off": not watched.' })
  readonly limit!: string;
}

/** Errors: 'bad-share', 'bad-duration'. */
export const guardrailSettingsOf = ({ limits, blindAfter }: GuardrailSettingsRequest): GuardrailSettings => ({
  ...(limits && {
    limits: Object.fromEntries(
      limits.map(({ guardrail, limit }) => [guardrail, limit === 'off' ? 'off' : parseShare(limit)]),
    ),
  }),
  ...(blindAfter !== undefined && { blindAfter: parseDuration(blindAfter) }),
});

export const guardrailLimitAnswers = (settings: GuardrailSettings | undefined): readonly GuardrailLimitAnswer[] =>
  LIMITED_GUARDRAILS.map((guardrail) => ({ guardrail, limit: limitText(limitOf(settings, guardrail) ?? 'off') }));

function limitText(limit: BasisPoints | 'off'): string {
  return limit === 'off' ? limit : shareText(limit);
}
