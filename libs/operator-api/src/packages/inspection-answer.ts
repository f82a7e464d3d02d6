import { ApiProperty } from '@nestjs/swagger';
import { FINDING_KINDS } from '@tidings/package-inspectors';
import type { FiledPackage } from '@tidings/views';

const FORMATS = ['swu', 'rauc', 'android-ota', 'zip', 'plain'] as const;
const SIGNATURES = ['present', 'absent', 'unknown'] as const;
const RULES = ['refuse', 'warn', 'ignore'] as const;

class ImageAnswer {
  @ApiProperty({ type: 'string' })
  readonly name!: string;

  @ApiProperty({ type: 'string', required: false, description: 'As the file says; not recomputed.' })
  readonly sha256?: string;

  @ApiProperty({ type: 'boolean' })
  readonly isEncrypted!: boolean;
}

class FindingAnswer {
  @ApiProperty({ enum: FINDING_KINDS, enumName: 'FindingKind' })
  readonly kind!: (typeof FINDING_KINDS)[number];

  @ApiProperty({ type: 'string' })
  readonly says!: string;

  @ApiProperty({ enum: RULES, enumName: 'FindingRule', description: 'What it meant when the package came in.' })
  readonly rule!: (typeof RULES)[number];
}

/** What a file said of itself when it came in. Nothing of it was executed; signatures inside it are checked by vehicles. */
export class InspectionAnswer {
  @ApiProperty({ enum: FORMATS, enumName: 'PackageFormat' })
  readonly format!: (typeof FORMATS)[number];

  @ApiProperty({ type: 'string', required: false, description: 'The form of the format, as verity or A/B.' })
  readonly form?: string;

  @ApiProperty({ type: 'string', required: false })
  readonly version?: string;

  @ApiProperty({ type: 'string', isArray: true, description: 'What it says it fits: a board, a revision, or both.' })
  readonly hardware!: readonly string[];

  @ApiProperty({ type: () => ImageAnswer, isArray: true, description: 'What it installs, the first 100.' })
  readonly images!: readonly ImageAnswer[];

  @ApiProperty({ enum: SIGNATURES, enumName: 'SignaturePresence' })
  readonly signature!: (typeof SIGNATURES)[number];

  @ApiProperty({ type: 'string', isArray: true, description: 'What is in it and was not read.' })
  readonly notRead!: readonly string[];

  @ApiProperty({ type: () => FindingAnswer, isArray: true })
  readonly findings!: readonly FindingAnswer[];
}

export const inspectionAnswer = ({
  contents,
  findings,
}: NonNullable<FiledPackage['inspection']>): InspectionAnswer => ({
  ...contents,
  hardware: contents.hardware.map(({ board, revision }) =>
    [board, revision].filter((part) => part !== undefined).join(' '),
  ),
  findings,
});
