import type { PackageId } from '@tidings/vocabulary';
import { TextField } from '../fields/text-field.js';
import { ApiProperty } from '@nestjs/swagger';
import { VERSION_SCHEMES, type VersionScheme } from '@tidings/release-rules';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsObject, IsOptional, ValidateNested } from 'class-validator';
import { EcuRangeRequest, EcuRangesField } from './ecu-range.js';
import { PreconditionPart, TypeApprovalPart } from './release-parts.js';
import { TextsField } from '../fields/texts-field.js';

class RxswinRequest {
  @TextField({
    description: 'What the vehicles it is for have before; absent where they have several.',
    longest: 200,
    example: 'R155 VE-0041',
    isOptional: true,
  })
  readonly before?: string;

  @TextField({ description: 'What they have afterwards.', longest: 200, example: 'R155 VE-0042' })
  readonly after!: string;
}

export class CreateReleaseRequest {
  @TextField({ description: 'What people call the release, without its version.', longest: 100, example: 'Asterion' })
  readonly name!: string;

  @TextField({
    description: 'What a vehicle runs, and reports, once it is installed.',
    longest: 64,
    example: '4.2',
  })
  readonly version!: string;

  @TextsField({ description: 'Ids of its packages.', longest: 44, atLeast: 1, atMost: 100 })
  readonly packageIds!: readonly PackageId[];

  @TextField({
    description: 'The oldest version an update may start from; absent: any older one.',
    longest: 64,
    example: '4.0',
    isOptional: true,
  })
  readonly minimumVersion?: string;

  @ApiProperty({
    type: () => RxswinRequest,
    required: false,
    description: 'RXSWIN before and after, where the type approval has them (UN R156); in the dossier.',
  })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => RxswinRequest)
  readonly rxswin?: RxswinRequest;
  @TextField({
    description: 'The version again, when a recall may bring vehicles back to it from a newer one; absent: never.',
    longest: 64,
    example: '4.2',
    isOptional: true,
  })
  readonly returnsTo?: string;

  @TextsField({
    description:
      'Models whose vehicles it is for; each package must be for hardware that they have. Absent: whoever has the hardware.',
    longest: 100,
    atLeast: 1,
    atMost: 100,
    isOptional: true,
  })
  readonly models?: readonly string[];

  @ApiProperty({
    enum: VERSION_SCHEMES,
    enumName: 'VersionScheme',
    required: false,
    description: 'How its version is written.',
  })
  @IsOptional()
  @IsIn(VERSION_SCHEMES)
  readonly versionScheme?: VersionScheme;

  @TextField({ description: 'The version that a vehicle goes back to.', longest: 64, example: '4.1', isOptional: true })
  readonly rollbackTo?: string;

  @ApiProperty({
    type: () => PreconditionPart,
    isArray: true,
    required: false,
    maxItems: 20,
    description: 'What must hold before a vehicle installs.',
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => PreconditionPart)
  readonly preconditions?: readonly PreconditionPart[];

  @ApiProperty({
    type: () => TypeApprovalPart,
    required: false,
    description: 'What it means for the type approval (UN R156, 7.1.2.5).',
  })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => TypeApprovalPart)
  readonly typeApproval?: TypeApprovalPart;

  @EcuRangesField({ description: "What a vehicle's other ECUs must run." })
  readonly requires?: readonly EcuRangeRequest[];

  @EcuRangesField({ description: "What a vehicle's other ECUs must not run." })
  readonly conflicts?: readonly EcuRangeRequest[];
}
