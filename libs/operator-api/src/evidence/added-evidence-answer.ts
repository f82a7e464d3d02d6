import { ApiProperty } from '@nestjs/swagger';

class RefusedEvidenceAnswer {
  @ApiProperty({ type: 'integer', minimum: 1, description: 'Counted from 1.' })
  readonly line!: number;

  @ApiProperty({ type: 'string' })
  readonly field!: string;

  @ApiProperty({ type: 'string' })
  readonly why!: string;
}

export class AddedEvidenceAnswer {
  @ApiProperty({ type: 'integer', minimum: 0 })
  readonly taken!: number;

  @ApiProperty({ type: 'integer', minimum: 0, description: 'Told before: the same source, vehicle, kind and instant.' })
  readonly known!: number;

  @ApiProperty({ type: () => RefusedEvidenceAnswer, isArray: true })
  readonly refused!: readonly RefusedEvidenceAnswer[];
}
