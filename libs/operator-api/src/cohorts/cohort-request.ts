import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsObject, IsOptional, ValidateNested } from 'class-validator';
import { TextField } from '../fields/text-field.js';
import { TextsField } from '../fields/texts-field.js';
import { RING_NAME } from './ring-name.js';
import { SavedCohortRequest } from './saved-cohort-request.js';

const parts = (description: string): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ type: () => CohortRequest, isArray: true, required: false, maxItems: 50, description }),
    IsOptional(),
    IsArray(),
    ArrayMaxSize(50),
    IsObject({ each: true }),
    ValidateNested({ each: true }),
    Type(() => CohortRequest),
  );

/** Every condition that is there must hold; none at all means every vehicle. Cohorts may stand in each other, twelve deep. */
export class CohortRequest {
  @TextsField({
    description: 'Vehicle models.',
    longest: 64,
    atLeast: 1,
    atMost: 200,
    example: ['Vega'],
    isOptional: true,
  })
  readonly models?: readonly string[];

  @TextsField({
    description: 'Markets, ISO 3166-1 alpha-2.',
    longest: 2,
    atLeast: 1,
    atMost: 250,
    example: ['SE', 'DE'],
    isOptional: true,
  })
  readonly markets?: readonly string[];

  @TextsField({
    description: 'Controller ids of vehicles. Unknown ones are refused and named.',
    longest: 128,
    atLeast: 1,
    atMost: 20_000,
    isOptional: true,
  })
  readonly vehicles?: readonly string[];

  @TextField({
    description: 'A filter in RSQL: fields, operators and what a missing fact means are in docs/filters.md.',
    longest: 4000,
    example: 'softwareVersion=lt=4.2;equipment==tow-bar',
    isOptional: true,
  })
  readonly filter?: string;

  @TextField({
    description: 'Id of a list on file: vehicles that POST /api/vehicle-lists was sent.',
    longest: 44,
    example: 'lst_0JB5R3XK',
    isOptional: true,
  })
  readonly list?: string;

  @TextField({
    description: 'Name of a ring: vehicles that joined it and have not left.',
    longest: 40,
    example: 'staff',
    form: RING_NAME,
    isOptional: true,
  })
  readonly ring?: string;

  @ApiProperty({ type: () => SavedCohortRequest, required: false, description: 'A saved cohort, at one version.' })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => SavedCohortRequest)
  readonly saved?: SavedCohortRequest;

  @parts('All of these hold.')
  readonly all?: readonly CohortRequest[];

  @parts('One of these holds.')
  readonly any?: readonly CohortRequest[];

  @ApiProperty({
    type: () => CohortRequest,
    required: false,
    description: 'This does not hold. Where it cannot be told, its opposite cannot be told either.',
  })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => CohortRequest)
  readonly not?: CohortRequest;
}
