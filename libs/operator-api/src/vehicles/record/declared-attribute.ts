import { ApiProperty } from '@nestjs/swagger';
import { ATTRIBUTE_TYPES, type AttributeType } from '@tidings/rollout-engine';
import { IsIn } from 'class-validator';
import { TextField } from '../../fields/text-field.js';

export class DeclareAttributeRequest {
  @TextField({ description: 'As filters name it behind attr.', longest: 64, example: 'region' })
  readonly name!: string;

  @ApiProperty({ enum: ATTRIBUTE_TYPES, enumName: 'AttributeType' })
  @IsIn(ATTRIBUTE_TYPES)
  readonly type!: AttributeType;

  @TextField({ description: 'What it says of a vehicle.', longest: 500, example: 'sales region' })
  readonly description!: string;
}

export class DeclaredAttributeAnswer {
  @ApiProperty({ type: 'string' })
  readonly name!: string;

  @ApiProperty({ enum: ATTRIBUTE_TYPES, enumName: 'AttributeType' })
  readonly type!: AttributeType;

  @ApiProperty({ type: 'string' })
  readonly description!: string;

  @ApiProperty({ type: 'string' })
  readonly declaredBy!: string;

  @ApiProperty({ type: 'string', format: 'date-time' })
  readonly declaredAt!: string;
}

export class DeclaredAttributesAnswer {
  @ApiProperty({ type: () => DeclaredAttributeAnswer, isArray: true })
  readonly items!: readonly DeclaredAttributeAnswer[];
}
