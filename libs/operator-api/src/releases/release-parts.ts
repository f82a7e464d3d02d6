import { ApiProperty } from '@nestjs/swagger';
import { APPROVALS, PRECONDITION_KINDS, type PreconditionKind, type TypeApproval } from '@tidings/release-rules';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsInt, IsOptional, ValidateNested } from 'class-validator';
import { TextField } from '../fields/text-field.js';

/** What must hold before a vehicle installs. */
export class PreconditionPart {
  @ApiProperty({ enum: PRECONDITION_KINDS, enumName: 'PreconditionKind' })
  @IsIn(PRECONDITION_KINDS)
  readonly kind!: PreconditionKind;

  @ApiProperty({
    type: 'integer',
    required: false,
    description:
      'state-of-charge in %, low-voltage-battery in mV, free-storage in MiB, stationary-for in min, temperatures in °C.',
  })
  @IsOptional()
  @IsInt()
  readonly value?: number;
}

class AffectedSystemPart {
  @TextField({ description: 'A system or function of the vehicle.', longest: 100, example: 'steering' })
  readonly name!: string;

  @TextField({ description: 'Where it is type approved.', longest: 50, example: 'UN R79', isOptional: true })
  readonly regulation?: string;

  @ApiProperty({ type: 'boolean', description: 'Does it affect its requirements, or a parameter of its approval?' })
  @IsBoolean()
  readonly affectsApproval!: boolean;
}

/** UN R156, 7.1.2.5: what a release means for the approval of its vehicle type. */
export class TypeApprovalPart {
  @TextField({ description: 'Why the update exists.', longest: 500 })
  readonly purpose!: string;

  @ApiProperty({ type: () => AffectedSystemPart, isArray: true, maxItems: 100 })
  @IsArray()
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => AffectedSystemPart)
  readonly systems!: readonly AffectedSystemPart[];

  @TextField({ description: 'The document in which that was assessed.', longest: 200, example: 'SUMS-2026-114' })
  readonly assessment!: string;

  @ApiProperty({ enum: APPROVALS, enumName: 'ApprovalState', description: 'An extension of the approval.' })
  @IsIn(APPROVALS)
  readonly approval!: TypeApproval['approval'];

  @TextField({ description: 'Of the approval that was granted.', longest: 200, isOptional: true })
  readonly reference?: string;
}
