import { ApiProperty } from '@nestjs/swagger';

export class RefusedLineAnswer {
  @ApiProperty({ type: 'integer', minimum: 1, description: 'Counted from 1.' })
  readonly line!: number;

  @ApiProperty({ type: 'string' })
  readonly controllerId!: string;

  @ApiProperty({ type: 'string', description: 'The first field that is wrong.' })
  readonly field!: string;

  @ApiProperty({ type: 'string', description: 'What it must be.' })
  readonly why!: string;
}

/** What became of a batch; every line is in exactly one of the four. */
export class RegisteredAnswer {
  @ApiProperty({ type: 'integer', minimum: 0 })
  readonly registered!: number;

  @ApiProperty({ type: 'integer', minimum: 0 })
  readonly changed!: number;

  @ApiProperty({ type: 'integer', minimum: 0 })
  readonly unchanged!: number;

  @ApiProperty({ type: () => RefusedLineAnswer, isArray: true })
  readonly refused!: readonly RefusedLineAnswer[];
}
