import { ApiProperty } from '@nestjs/swagger';
import type { ListFiled } from '@tidings/operations';

export class UnknownNameAnswer {
  @ApiProperty({ type: 'integer', minimum: 1 })
  readonly line!: number;

  @ApiProperty({ type: 'string' })
  readonly name!: string;
}

/** A list on file: a cohort names it by its id. */
export class FiledListAnswer {
  @ApiProperty({ type: 'string', example: 'lst_0JB5R3XK' })
  readonly id!: string;

  @ApiProperty({ type: 'integer', minimum: 0, description: 'Vehicles on it.' })
  readonly vehicles!: number;

  @ApiProperty({ type: 'integer', minimum: 0, description: 'Names left out: nobody is registered under them.' })
  readonly unknownCount!: number;

  @ApiProperty({ type: () => UnknownNameAnswer, isArray: true, description: 'The first thousand of those.' })
  readonly unknown!: readonly UnknownNameAnswer[];
}

export const filedListAnswer = ({ listId, ...list }: ListFiled): FiledListAnswer => ({ id: listId, ...list });
