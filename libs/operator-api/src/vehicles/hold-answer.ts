import { ApiProperty } from '@nestjs/swagger';

/** Whether a person holds a vehicle. */
export class HoldAnswer {
  @ApiProperty({ type: 'string' })
  readonly vehicle!: string;

  @ApiProperty({ type: 'boolean' })
  readonly isHeld!: boolean;

  @ApiProperty({ type: 'string', required: false })
  readonly why?: string;

  @ApiProperty({ type: 'string', required: false })
  readonly by?: string;

  @ApiProperty({ type: 'string', format: 'date-time', required: false })
  readonly at?: string;
}
