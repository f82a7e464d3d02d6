import { ApiProperty } from '@nestjs/swagger';
import { isoOf } from '@tidings/vocabulary';
import { RECALL_PLACES, type RecallPlace, type RecallStatus } from '@tidings/views';

class RecallPlaceAnswer {
  @ApiProperty({ enum: RECALL_PLACES, enumName: 'RecallPlace' })
  readonly place!: RecallPlace;

  @ApiProperty({ type: 'integer', minimum: 0 })
  readonly vehicles!: number;

  @ApiProperty({
    type: 'string',
    isArray: true,
    description: 'Controller ids of those a person has to look after, the first 200.',
  })
  readonly named!: readonly string[];
}

export class RecallAnswer {
  @ApiProperty({ type: 'string', example: 'rcl_0JB5R3XK' })
  readonly id!: string;

  @ApiProperty({ type: 'string' })
  readonly release!: string;

  @ApiProperty({ type: 'string' })
  readonly fix!: string;

  @ApiProperty({ type: 'string', description: 'Brings the fix.' })
  readonly rolloutId!: string;

  @ApiProperty({ type: 'string' })
  readonly rolloutName!: string;

  @ApiProperty({ type: 'string' })
  readonly rolloutState!: string;

  @ApiProperty({ type: 'string' })
  readonly why!: string;

  @ApiProperty({ type: 'string' })
  readonly calledBy!: string;

  @ApiProperty({ type: 'string', format: 'date-time' })
  readonly calledAt!: string;

  @ApiProperty({ type: 'integer', minimum: 0, description: 'Vehicles that have or had it: the whole of every count.' })
  readonly affected!: number;

  @ApiProperty({ type: () => RecallPlaceAnswer, isArray: true, description: 'Every vehicle is in exactly one.' })
  readonly places!: readonly RecallPlaceAnswer[];
}

export class RecallsAnswer {
  @ApiProperty({ type: () => RecallAnswer, isArray: true, description: 'Newest first.' })
  readonly recalls!: readonly RecallAnswer[];
}

export const recallAnswer = ({ recallId, calledAt, ...recall }: RecallStatus): RecallAnswer => ({
  id: recallId,
  ...recall,
  calledAt: isoOf(calledAt),
});
