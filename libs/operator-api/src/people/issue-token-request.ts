import { ApiProperty } from '@nestjs/swagger';
import { type Role, ROLES } from '@tidings/vocabulary';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn } from 'class-validator';
import { TextField } from '../fields/text-field.js';

export class IssueTokenRequest {
  @TextField({ description: 'What it is for.', longest: 100, example: 'nightly build of Vega' })
  readonly name!: string;

  @ApiProperty({
    enum: ROLES,
    enumName: 'Role',
    isArray: true,
    minItems: 1,
    description: 'What it may do: no more than you.',
  })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(ROLES.length)
  @IsIn(ROLES, { each: true })
  readonly roles!: readonly Role[];

  @TextField({
    description: 'RFC 3339; within a year.',
    longest: 40,
    example: '2027-03-01T08:30:00Z',
  })
  readonly expiresAt!: string;
}
