import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { TextField } from '../../fields/text-field.js';

const FORMATS = ['csv', 'ndjson'] as const;

export class ExportVehiclesRequest {
  @ApiProperty({ enum: FORMATS, enumName: 'VehicleFileFormat', required: false, default: 'csv' })
  @IsOptional()
  @IsIn(FORMATS)
  readonly format?: (typeof FORMATS)[number];

  @TextField({
    description: 'RSQL; absent: all vehicles.',
    longest: 4000,
    example: 'model==Vega;tag==staff',
    isOptional: true,
  })
  readonly filter?: string;
}
