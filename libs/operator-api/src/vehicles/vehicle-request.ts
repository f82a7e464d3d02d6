import { ApiProperty } from '@nestjs/swagger';
import type { Sha256 } from '@tidings/vocabulary';
import { IsIn, IsOptional } from 'class-validator';
import { TextField } from '../fields/text-field.js';
import { TextsField } from '../fields/texts-field.js';
import { WholeNumberField } from '../fields/whole-number-field.js';

const STANDINGS = ['active', 'retired', 'blocked'] as const;

/** One vehicle as its maker files it. A line that is well formed and cannot be used is refused in the answer, by itself. */
export class VehicleRequest {
  @TextField({
    description: 'The name it uses at the vehicles’ door; never its VIN.',
    longest: 200,
    example: 'ast-000017',
  })
  readonly controllerId!: string;

  @TextField({
    description: 'SHA-256 of its target token in hex; the token itself stays with maker and car.',
    longest: 200,
  })
  readonly tokenDigest!: Sha256;

  @ApiProperty({ enum: STANDINGS, enumName: 'VehicleStanding', required: false, default: 'active' })
  @IsOptional()
  @IsIn(STANDINGS)
  readonly standing?: (typeof STANDINGS)[number];

  @TextField({ description: 'Model.', longest: 200, example: 'Vega' })
  readonly model!: string;

  @WholeNumberField({ description: 'Model year.', min: 0, max: 9999 })
  readonly modelYear!: number;

  @TextField({ description: 'Market, ISO 3166-1 alpha-2.', longest: 200, example: 'SE' })
  readonly market!: string;

  @TextField({ description: 'IANA time zone.', longest: 200, example: 'Europe/Stockholm' })
  readonly timeZone!: string;

  @TextField({ description: 'Hardware id of the ECU that takes updates.', longest: 200, example: 'cccu-2' })
  readonly hardwareId!: string;

  @TextsField({
    description: 'What it is equipped with.',
    longest: 200,
    atLeast: 0,
    atMost: 200,
    example: ['heat-pump'],
    isOptional: true,
  })
  readonly equipment?: readonly string[];

  @TextField({
    description: 'What it runs when it is registered; afterwards it tells itself.',
    longest: 200,
    example: '4.1',
    isOptional: true,
  })
  readonly softwareVersion?: string;
}
