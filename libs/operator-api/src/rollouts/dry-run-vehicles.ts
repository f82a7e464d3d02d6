import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { WholeNumberField } from '../fields/whole-number-field.js';

export class DryRunVehiclesRequest {
  @WholeNumberField({ description: 'Place of the stage in the plan, 0-based.', min: 0, max: 50, default: 0 })
  @Type(() => Number)
  readonly stage: number = 0;

  @WholeNumberField({ description: '`next` of the page before.', min: 0, max: 9_007_199_254_740_991, default: 0 })
  @Type(() => Number)
  readonly after: number = 0;

  @WholeNumberField({ description: 'About how many.', min: 1, max: 10_000, default: 1_000 })
  @Type(() => Number)
  readonly limit: number = 1_000;
}

export class DryRunVehiclesPage {
  @ApiProperty({ type: 'string', isArray: true, description: 'Controller ids; empty: that was all.' })
  readonly items!: readonly string[];

  @ApiProperty({
    type: 'integer',
    required: false,
    description: 'Go on with `after` set to this. Absent: that was all.',
  })
  readonly next?: number;
}
