import { ApiProperty } from '@nestjs/swagger';
import { FAILURE_CLASSES, type FailureClass } from '@tidings/rollout-engine';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn } from 'class-validator';
import { TextField } from '../fields/text-field.js';
import { TextsField } from '../fields/texts-field.js';
import { WholeNumberField } from '../fields/whole-number-field.js';
import { DAY, DURATION, INSTANT, LOCAL_TIME } from './plan-forms.js';
import { CONTINUOUS_ENDS } from './plan-parts.js';

/** Daily, in the vehicle's local time; may pass midnight. */
export class WindowRequest {
  @TextField({ description: 'HH:MM.', longest: 5, example: '22:00', form: LOCAL_TIME })
  readonly opens!: string;

  @TextField({ description: 'HH:MM.', longest: 5, example: '05:00', form: LOCAL_TIME })
  readonly closes!: string;
}

/** Days without new offers, on the calendar where the vehicle is. */
export class FreezeRequest {
  @TextField({ description: 'First frozen day.', longest: 10, example: '2026-12-20', form: DAY })
  readonly from!: string;

  @TextField({ description: 'Last frozen day.', longest: 10, example: '2027-01-06', form: DAY })
  readonly to!: string;

  @TextsField({
    description: 'Markets, ISO 3166-1 alpha-2. Default: every market.',
    longest: 2,
    atLeast: 1,
    atMost: 250,
    isOptional: true,
  })
  readonly markets?: readonly string[];

  @TextField({ description: 'Why; support and owners may read it.', longest: 200, example: 'Christmas' })
  readonly why!: string;
}

export class RetryRequest {
  @WholeNumberField({ description: 'Tries in all, the first included.', min: 2, max: 10, default: 2 })
  readonly attempts?: number;

  @TextField({
    description: 'How long after the end of the try before. Default: 24h.',
    longest: 10,
    example: '24h',
    isOptional: true,
    form: DURATION,
  })
  readonly after?: string;

  @ApiProperty({
    enum: FAILURE_CLASSES,
    enumName: 'FailureClass',
    isArray: true,
    minItems: 1,
    maxItems: FAILURE_CLASSES.length,
    description: 'Which failures are tried again.',
  })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(FAILURE_CLASSES.length)
  @IsIn(FAILURE_CLASSES, { each: true })
  readonly classes!: readonly FailureClass[];
}

/** The rollout stays open for late joiners behind its last stage. */
export class ContinuousRequest {
  @ApiProperty({
    enum: CONTINUOUS_ENDS,
    enumName: 'ContinuousEnd',
    description: 'At an instant, when the release is withdrawn, or when nobody was offered it for a while.',
  })
  @IsIn(CONTINUOUS_ENDS)
  readonly until!: (typeof CONTINUOUS_ENDS)[number];

  @TextField({
    description: 'Of "instant".',
    longest: 32,
    example: '2027-06-30T00:00:00Z',
    isOptional: true,
    form: INSTANT,
  })
  readonly at?: string;

  @TextField({ description: 'Of "quiet".', longest: 10, example: '30d', isOptional: true, form: DURATION })
  readonly quietFor?: string;
}
