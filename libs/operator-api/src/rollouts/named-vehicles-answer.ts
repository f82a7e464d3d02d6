import { ApiProperty } from '@nestjs/swagger';
import { GATES, type GateName } from '@tidings/rollout-engine';
import { isoOf } from '@tidings/vocabulary';
import type { RefusedTarget, UnresolvedVehicle } from '@tidings/views';

class RefusedByAnswer {
  @ApiProperty({ enum: GATES, enumName: 'GateName' })
  readonly rule!: GateName;

  @ApiProperty({ type: 'string' })
  readonly wants!: string;

  @ApiProperty({ type: 'string' })
  readonly has!: string;
}

class RefusedTargetAnswer {
  @ApiProperty({ type: 'string' })
  readonly vehicleId!: string;

  @ApiProperty({ type: 'string' })
  readonly controllerId!: string;

  @ApiProperty({ type: () => RefusedByAnswer, isArray: true })
  readonly refusals!: readonly RefusedByAnswer[];
}

export class RefusedTargetPage {
  @ApiProperty({ type: () => RefusedTargetAnswer, isArray: true })
  readonly items!: readonly RefusedTargetAnswer[];

  @ApiProperty({ type: 'string', required: false, description: 'Present when there is more.' })
  readonly next?: string;
}

export const refusedTargetAnswer = (target: RefusedTarget): RefusedTargetAnswer => target;

export class UnresolvedVehicleAnswer {
  @ApiProperty({ type: 'string' })
  readonly vehicleId!: string;

  @ApiProperty({ type: 'string' })
  readonly controllerId!: string;

  @ApiProperty({ type: 'string', example: 'downloading' })
  readonly state!: string;

  @ApiProperty({ type: 'string', format: 'date-time' })
  readonly startedAt!: string;

  @ApiProperty({ type: 'string', format: 'date-time', required: false, description: 'Absent: never.' })
  readonly lastSeenAt?: string;
}

export class UnresolvedVehiclePage {
  @ApiProperty({ type: () => UnresolvedVehicleAnswer, isArray: true })
  readonly items!: readonly UnresolvedVehicleAnswer[];

  @ApiProperty({ type: 'string', required: false, description: 'Present when there is more.' })
  readonly next?: string;
}

export const unresolvedVehicleAnswer = ({
  startedAt,
  lastSeenAt,
  ...vehicle
}: UnresolvedVehicle): UnresolvedVehicleAnswer => ({
  ...vehicle,
  startedAt: isoOf(startedAt),
  ...(lastSeenAt !== undefined && { lastSeenAt: isoOf(lastSeenAt) }),
});
