import { ApiProperty } from '@nestjs/swagger';

export class OwnerDecisionAnswer {
  @ApiProperty({ type: 'string', example: 'accepted' })
  readonly choice!: string;

  @ApiProperty({ type: 'string', required: false, description: 'Hash of the text it is about.' })
  readonly edition?: string;

  @ApiProperty({ type: 'boolean', description: 'The text that was shown was named, and it is live.' })
  readonly isTextProven!: boolean;

  @ApiProperty({ type: 'string', format: 'date-time', required: false })
  readonly decidedAt?: string;
}
