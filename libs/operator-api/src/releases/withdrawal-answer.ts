import { ApiProperty } from '@nestjs/swagger';

const whole = (description: string) => ApiProperty({ type: 'integer', minimum: 0, description });

class StoppedRolloutAnswer {
  @ApiProperty({ type: 'string' })
  readonly rolloutId!: string;

  @ApiProperty({ type: 'string' })
  readonly name!: string;

  @ApiProperty({ type: 'string' })
  readonly state!: string;

  @whole('Vehicles that have not begun: their link goes.')
  readonly linkGoes!: number;

  @whole('Vehicles that have begun and have not everything: they are told to cancel.')
  readonly cancelled!: number;

  @whole('Vehicles that have everything and may install.')
  readonly pastStopping!: number;

  @ApiProperty({ type: 'string', isArray: true, description: 'Controller ids of those, the first 200.' })
  readonly pastStoppingVehicles!: readonly string[];
}

/** What a withdrawal stops. */
export class WithdrawalAnswer {
  @ApiProperty({ type: () => StoppedRolloutAnswer, isArray: true, description: 'Rollouts that end, oldest first.' })
  readonly rollouts!: readonly StoppedRolloutAnswer[];

  @ApiProperty({
    type: 'string',
    isArray: true,
    description: 'Names of drafts and approved rollouts: they never start.',
  })
  readonly neverStart!: readonly string[];

  @whole('Vehicles that installed it. They keep it: calling them back is a recall.')
  readonly installed!: number;
}
