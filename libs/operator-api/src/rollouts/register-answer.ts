import { ApiProperty } from '@nestjs/swagger';
import { isoOf } from '@tidings/vocabulary';
import type { TargetRegister } from '@tidings/views';

class RefusedByRuleAnswer {
  @ApiProperty({ type: 'string', example: 'facts-fresh' })
  readonly rule!: string;

  @ApiProperty({ type: 'integer', minimum: 0 })
  readonly vehicles!: number;
}

export class RegisterAnswer {
  @ApiProperty({ type: 'integer', minimum: 1 })
  readonly number!: number;

  @ApiProperty({ type: 'string', format: 'date-time', description: 'A rollout starts on one of the last 24 hours.' })
  readonly asOf!: string;

  @ApiProperty({ type: 'string' })
  readonly writtenBy!: string;

  @ApiProperty({ type: 'integer', minimum: 0, description: 'A line each.' })
  readonly vehicles!: number;

  @ApiProperty({ type: 'integer', minimum: 0 })
  readonly compatible!: number;

  @ApiProperty({
    type: () => RefusedByRuleAnswer,
    isArray: true,
    description: 'Most first; a vehicle that several rules refuse is counted under each.',
  })
  readonly refused!: readonly RefusedByRuleAnswer[];

  @ApiProperty({ type: 'string', description: 'Version of the rules.' })
  readonly rule!: string;

  @ApiProperty({ type: 'string', description: 'SHA-256 of the lines; it is in the journal.' })
  readonly linesSha256!: string;
}

class NotReachedAnswer {
  @ApiProperty({ type: 'string', example: 'runs 6.0; no running rollout brings a step' })
  readonly has!: string;

  @ApiProperty({ type: 'integer', minimum: 1 })
  readonly vehicles!: number;
}

export class RegistersAnswer {
  @ApiProperty({ type: () => RegisterAnswer, isArray: true, description: 'Newest first.' })
  readonly registers!: readonly RegisterAnswer[];

  @ApiProperty({
    type: () => NotReachedAnswer,
    isArray: true,
    description:
      'Of the newest: what vehicles run that the release does not start from, and which steps there are; most first.',
  })
  readonly notReached!: readonly NotReachedAnswer[];
}

export const registerAnswer = ({ asOf, refused, ...register }: TargetRegister): RegisterAnswer => ({
  number: register.number,
  asOf: isoOf(asOf),
  writtenBy: register.writtenBy,
  vehicles: register.vehicles,
  compatible: register.compatible,
  refused: Object.entries(refused)
    .map(([rule, vehicles]) => ({ rule, vehicles }))
    .toSorted((a, b) => b.vehicles - a.vehicles),
  rule: register.rule,
  linesSha256: register.linesSha256,
});
