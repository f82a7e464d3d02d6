import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';

/** Query of a list: so many entries, going on after the cursor the page before ended with. */
export class PageRequest {
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 200, default: 50 })
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  readonly limit: number = 50;

  @ApiPropertyOptional({ type: 'string', maxLength: 200, description: 'The `next` of the page before.' })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  readonly after?: string;
}
