import { ApiProperty } from '@nestjs/swagger';
import { PAGE_LANGUAGES, type PageLanguage } from '@tidings/release-notes';
import { IsIn, IsOptional } from 'class-validator';
import { TextField } from '../fields/text-field.js';

export class WhyRequest {
  @TextField({ description: 'Controller id of the vehicle.', longest: 128, example: 'ast-000017' })
  readonly vehicle!: string;

  @ApiProperty({
    enum: PAGE_LANGUAGES,
    enumName: 'PageLanguage',
    required: false,
    default: 'en-GB',
    description: 'Of the sentences; they are the same for release managers, support and owners.',
  })
  @IsOptional()
  @IsIn(PAGE_LANGUAGES)
  readonly language?: PageLanguage;
}
