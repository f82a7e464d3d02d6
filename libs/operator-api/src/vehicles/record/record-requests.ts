import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsObject, IsOptional } from 'class-validator';
import { TextField } from '../../fields/text-field.js';
import { TextsField } from '../../fields/texts-field.js';
import { WholeNumberField } from '../../fields/whole-number-field.js';

const STANDINGS = ['active', 'retired', 'blocked'] as const;

/** All that are given must hold. */
export class SearchVehiclesRequest {
  @TextField({ description: 'RSQL.', longest: 4000, example: 'model==Vega;tag==staff', isOptional: true })
  readonly filter?: string;

  @TextField({ description: 'How the name begins.', longest: 128, example: 'ast-0000', isOptional: true })
  readonly controllerIdPrefix?: string;

  @ApiProperty({ enum: STANDINGS, enumName: 'VehicleStanding', required: false })
  @IsOptional()
  @IsIn(STANDINGS)
  readonly standing?: (typeof STANDINGS)[number];

  @WholeNumberField({ description: 'So many at once.', min: 1, max: 200, default: 50 })
  readonly limit: number = 50;

  @TextField({ description: 'The `next` of the page before.', longest: 64, isOptional: true })
  readonly after?: string;
}

export class EditVehicleRequest {
  @TextField({ description: 'Controller id of the vehicle.', longest: 128, example: 'ast-000017' })
  readonly vehicle!: string;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description:
      'Members of a line of an import: standing, model, market, tags ... In attributes and ecus, null takes one back and the others stay.',
    example: { market: 'NO', attributes: { region: 'north', seats: null } },
  })
  @IsObject()
  readonly set!: Readonly<Record<string, unknown>>;
}

export class TagVehiclesRequest {
  @TextsField({ description: 'Controller ids.', longest: 128, atLeast: 1, atMost: 5000, example: ['ast-000017'] })
  readonly vehicles!: readonly string[];

  @TextsField({ description: 'Words to put on.', longest: 64, atLeast: 0, atMost: 64, isOptional: true })
  readonly add?: readonly string[];

  @TextsField({ description: 'Words to take off.', longest: 64, atLeast: 0, atMost: 64, isOptional: true })
  readonly remove?: readonly string[];
}

export class RetireVehiclesRequest {
  @TextsField({ description: 'Controller ids.', longest: 128, atLeast: 1, atMost: 5000, example: ['ast-000017'] })
  readonly vehicles!: readonly string[];

  @TextField({ description: 'For the journal.', longest: 500, example: 'scrapped', isOptional: true })
  readonly why?: string;
}
