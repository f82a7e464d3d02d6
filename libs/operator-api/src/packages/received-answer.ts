import { ApiProperty } from '@nestjs/swagger';

/** Bytes that arrived whole and are the declared ones. */
export class ReceivedAnswer {
  @ApiProperty({ type: 'string' })
  readonly sha256!: string;

  @ApiProperty({ type: 'integer', format: 'int64', description: 'Bytes.' })
  readonly size!: number;
}
