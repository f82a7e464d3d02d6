import { ApiProperty } from '@nestjs/swagger';
import type { FoundVehicle, Page } from '@tidings/views';

export class FoundVehicleAnswer {
  @ApiProperty({ type: 'string' })
  readonly id!: string;

  @ApiProperty({ type: 'string' })
  readonly controllerId!: string;

  @ApiProperty({ enum: ['active', 'retired', 'blocked'], enumName: 'VehicleStanding' })
  readonly standing!: FoundVehicle['standing'];

  @ApiProperty({ type: 'string' })
  readonly model!: string;

  @ApiProperty({ type: 'integer' })
  readonly modelYear!: number;

  @ApiProperty({ type: 'string' })
  readonly market!: string;

  @ApiProperty({ type: 'string' })
  readonly hardwareId!: string;

  @ApiProperty({ type: 'string', required: false, description: 'Absent while it is not known.' })
  readonly softwareVersion?: string;

  @ApiProperty({ type: 'string', isArray: true })
  readonly tags!: readonly string[];
}

export class FoundVehiclePage {
  @ApiProperty({ type: () => FoundVehicleAnswer, isArray: true })
  readonly items!: readonly FoundVehicleAnswer[];

  @ApiProperty({ type: 'string', required: false, description: 'Present when there is more.' })
  readonly next?: string;
}

export const foundVehiclePage = ({ items, next }: Page<FoundVehicle>): FoundVehiclePage => ({
  items: items.map(({ softwareVersion, ...vehicle }) => ({
    ...vehicle,
    ...(softwareVersion !== null && { softwareVersion }),
  })),
  ...(next !== undefined && { next }),
});
