import { ApiProperty } from '@nestjs/swagger';
import type { VehicleLine } from '@tidings/operations';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsObject, ValidateNested } from 'class-validator';
import { Type } from 'class-transformer';
import { VehicleRequest } from './vehicle-request.js';

export class RegisterVehiclesRequest {
  @ApiProperty({ type: () => VehicleRequest, isArray: true, minItems: 1, maxItems: 2000 })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(2000)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => VehicleRequest)
  readonly vehicles!: readonly VehicleRequest[];
}

export const vehicleLine = ({ standing, equipment, ...vehicle }: VehicleRequest): VehicleLine => ({
  ...vehicle,
  standing: standing ?? 'active',
  equipment: equipment ?? [],
});
