import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsOptional } from 'class-validator';
import { TextField } from '../fields/text-field.js';
import { WholeNumberField } from '../fields/whole-number-field.js';
import { DURATION, SHARE } from './plan-forms.js';

/** One stage; what is left out is the default of the house. Exactly one of share, count and ring says whom it exposes. */
export class StageRequest {
  @TextField({
    description: 'Share of the cohort that is exposed once this stage is open; grows from stage to stage.',
    longest: 8,
    example: '1%',
    isOptional: true,
    form: SHARE,
  })
  readonly share?: string;

  @WholeNumberField({
    description: 'So many vehicles of the cohort, by position, instead of a share.',
    min: 1,
    max: 100_000_000,
    isOptional: true,
  })
  readonly count?: number;

  @TextField({
    description: 'Everybody in this ring instead; rings come before shares and counts and are never counted as random.',
    longest: 64,
    isOptional: true,
  })
  readonly ring?: string;

  @TextField({
    description: 'Opens in small steps over this long, each on fresh evidence. Default: all at once.',
    longest: 10,
    example: '6h',
    isOptional: true,
    form: DURATION,
  })
  readonly ramp?: string;

  @TextField({
    description:
      'How long the stage stays open at least; of a ramp, from its last step. Default: as long as silence takes to show.',
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

  @TextField({
    description:
      'Behind the soak, how long cars without an outcome hold the stage before a person is asked. Default: 4d.',
    longest: 10,
    example: '4d',
    isOptional: true,
    form: DURATION,
  })
  readonly patience?: string;
}
