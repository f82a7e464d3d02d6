import { ApiProperty } from '@nestjs/swagger';

const whole = (description: string) => ApiProperty({ type: 'integer', minimum: 0, description });

class SignedPackageAnswer {
  @ApiProperty({ type: 'string' })
  readonly packageId!: string;

  @ApiProperty({ type: 'string' })
  readonly name!: string;

  @ApiProperty({ type: 'string' })
  readonly version!: string;
}

class RestingReleaseAnswer {
  @ApiProperty({ type: 'string' })
  readonly releaseId!: string;

  @ApiProperty({ type: 'string' })
  readonly name!: string;

  @ApiProperty({ type: 'string' })
  readonly version!: string;

  @ApiProperty({ type: 'string' })
  readonly state!: string;
}

class RestingRolloutAnswer {
  @ApiProperty({ type: 'string' })
  readonly rolloutId!: string;

  @ApiProperty({ type: 'string' })
  readonly name!: string;

  @ApiProperty({ type: 'string' })
  readonly state!: string;

  @whole('Vehicles with an attempt under way.')
  readonly open!: number;

  @whole('Of those, the ones that have the whole package: nothing stops them any more.')
  readonly pastStopping!: number;
}

/** What rests on a key, now. */
export class RestsOnKeyAnswer {
  @ApiProperty({ type: () => SignedPackageAnswer, isArray: true, description: 'Packages it signed.' })
  readonly packages!: readonly SignedPackageAnswer[];

  @ApiProperty({ type: () => RestingReleaseAnswer, isArray: true, description: 'Releases with such a package.' })
  readonly releases!: readonly RestingReleaseAnswer[];

  @ApiProperty({
    type: () => RestingRolloutAnswer,
    isArray: true,
    description: 'Rollouts of those that are under way.',
  })
  readonly rollouts!: readonly RestingRolloutAnswer[];

  @ApiProperty({
    type: 'string',
    isArray: true,
    description: 'Names of drafts and approved rollouts: they do not start.',
  })
  readonly neverStart!: readonly string[];
}
