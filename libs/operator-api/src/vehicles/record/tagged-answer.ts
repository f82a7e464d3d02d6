import { ApiProperty } from '@nestjs/swagger';

export class TaggedAnswer {
  @ApiProperty({ type: 'integer', minimum: 0, description: 'Vehicles whose tags are others now.' })
  readonly changed!: number;
}
