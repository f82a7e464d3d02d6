import { ApiProperty } from '@nestjs/swagger';
import { isoOf, type StopAllOrder } from '@tidings/vocabulary';

export class StopAllAnswer {
  @ApiProperty({ type: 'string', example: 'stp_5B1F0E9C' })
  readonly id!: string;

  @ApiProperty({ type: 'string', description: 'As it was said: proven only when it came through this API.' })
  readonly who!: string;

  @ApiProperty({ type: 'string' })
  readonly why!: string;

  @ApiProperty({ type: 'string', format: 'date-time' })
  readonly at!: string;
}

export class StopAllsAnswer {
  @ApiProperty({ type: () => StopAllAnswer, isArray: true, description: 'Oldest first; none: nothing is stopped.' })
  readonly inForce!: readonly StopAllAnswer[];
}

export const stopAllAnswer = ({ orderId, who, why, at }: StopAllOrder): StopAllAnswer => ({
  id: orderId,
  who,
  why,
  at: isoOf(at),
});
