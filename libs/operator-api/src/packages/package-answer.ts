import { ApiProperty } from '@nestjs/swagger';
import { isoOf } from '@tidings/vocabulary';
import type { FiledPackage } from '@tidings/views';
import { InspectionAnswer, inspectionAnswer } from './inspection-answer.js';

export class PackageAnswer {
  @ApiProperty({ type: 'string' })
  readonly id!: string;

  @ApiProperty({ type: 'string' })
  readonly name!: string;

  @ApiProperty({ type: 'string' })
  readonly version!: string;

  @ApiProperty({ type: 'string', isArray: true, description: 'Kinds of ECU hardware it is for.' })
  readonly hardwareIds!: readonly string[];

  @ApiProperty({ type: 'string' })
  readonly fileName!: string;

  @ApiProperty({ type: 'integer', format: 'int64', description: 'Bytes.' })
  readonly size!: number;

  @ApiProperty({ type: 'string' })
  readonly sha256!: string;

  @ApiProperty({ type: 'string', description: 'Thumbprint of the key that signed it.' })
  readonly kid!: string;

  @ApiProperty({ type: 'boolean' })
  readonly isKeyRevoked!: boolean;

  @ApiProperty({ type: 'string' })
  readonly publisherId!: string;

  @ApiProperty({ type: 'string', description: 'Name of the publisher.' })
  readonly publisher!: string;

  @ApiProperty({ type: 'string', description: 'The signed declaration, as it came.' })
  readonly declaration!: string;

  @ApiProperty({ type: () => InspectionAnswer, required: false, description: 'What the file says of itself.' })
  readonly inspection?: InspectionAnswer;

  @ApiProperty({ type: 'string', description: 'The person who brought it in.' })
  readonly receivedBy!: string;

  @ApiProperty({ type: 'string', format: 'date-time' })
  readonly receivedAt!: string;
}

export class PackagePage {
  @ApiProperty({ type: () => PackageAnswer, isArray: true })
  readonly items!: readonly PackageAnswer[];

  @ApiProperty({ type: 'string', required: false })
  readonly next?: string;
}

export const packageAnswer = ({
  packageId,
  declarationJws,
  receivedAt,
  inspection,
  ...filed
}: FiledPackage): PackageAnswer => ({
  id: packageId,
  ...filed,
  declaration: declarationJws,
  ...(inspection && { inspection: inspectionAnswer(inspection) }),
  receivedAt: isoOf(receivedAt),
});
