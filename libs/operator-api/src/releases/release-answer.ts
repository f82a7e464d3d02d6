import { ApiProperty } from '@nestjs/swagger';
import {
  DOCUMENT_KINDS,
  type DocumentKind,
  preconditionText,
  VERSION_SCHEMES,
  type VersionScheme,
} from '@tidings/release-rules';
import { isoOf } from '@tidings/vocabulary';
import type { Release } from '@tidings/views';
import { PreconditionPart, TypeApprovalPart } from './release-parts.js';
import { EcuRangeRequest } from './ecu-range.js';

const STATES = ['draft', 'approved', 'available', 'withdrawn'] as const;

class ReleasePackageAnswer {
  @ApiProperty({ type: 'string' })
  readonly id!: string;

  @ApiProperty({ type: 'string' })
  readonly name!: string;

  @ApiProperty({ type: 'string' })
  readonly version!: string;
}

export class RxswinAnswer {
  @ApiProperty({ type: 'string', required: false, description: 'Absent: several, or not recorded.' })
  readonly before?: string;

  @ApiProperty({ type: 'string' })
  readonly after!: string;
}

class WithdrawnAnswer {
  @ApiProperty({ type: 'string', format: 'date-time' })
  readonly at!: string;

  @ApiProperty({ type: 'string' })
  readonly by!: string;

  @ApiProperty({ type: 'string' })
  readonly why!: string;
}

class DocumentAnswer {
  @ApiProperty({ enum: DOCUMENT_KINDS, enumName: 'DocumentKind' })
  readonly kind!: DocumentKind;

  @ApiProperty({ type: 'string', example: 'CycloneDX 1.6' })
  readonly format!: string;

  @ApiProperty({ type: 'string' })
  readonly fileName!: string;

  @ApiProperty({ type: 'string' })
  readonly sha256!: string;

  @ApiProperty({ type: 'integer', description: 'Bytes.' })
  readonly size!: number;

  @ApiProperty({ type: 'string' })
  readonly attachedBy!: string;

  @ApiProperty({ type: 'string', format: 'date-time' })
  readonly attachedAt!: string;
}

export class ReleaseAnswer {
  @ApiProperty({ type: 'string' })
  readonly id!: string;

  @ApiProperty({ type: 'string' })
  readonly name!: string;

  @ApiProperty({ type: 'string' })
  readonly version!: string;

  @ApiProperty({ type: 'string', required: false, description: 'The oldest version an update may start from.' })
  readonly minimumVersion?: string;

  @ApiProperty({ type: 'string', required: false, description: 'A recall may bring vehicles back to it.' })
  readonly returnsTo?: string;

  @ApiProperty({ type: () => EcuRangeRequest, isArray: true, description: "What a vehicle's other ECUs must run." })
  readonly requires!: readonly EcuRangeRequest[];

  @ApiProperty({ type: () => EcuRangeRequest, isArray: true, description: 'What they must not run.' })
  readonly conflicts!: readonly EcuRangeRequest[];

  @ApiProperty({ type: 'string', isArray: true, description: 'Empty: whoever has the hardware.' })
  readonly models!: readonly string[];

  @ApiProperty({ enum: VERSION_SCHEMES, enumName: 'VersionScheme', required: false })
  readonly versionScheme?: VersionScheme;

  @ApiProperty({ type: 'string', required: false, description: 'The version that a vehicle goes back to.' })
  readonly rollbackTo?: string;

  @ApiProperty({ type: () => PreconditionPart, isArray: true })
  readonly preconditions!: readonly PreconditionPart[];

  @ApiProperty({ type: 'string', isArray: true, description: 'The preconditions in words, with their units.' })
  readonly preconditionTexts!: readonly string[];

  @ApiProperty({ type: () => TypeApprovalPart, required: false })
  readonly typeApproval?: TypeApprovalPart;

  @ApiProperty({ type: () => DocumentAnswer, isArray: true, description: 'Attached while it was a draft.' })
  readonly documents!: readonly DocumentAnswer[];

  @ApiProperty({ type: 'string', isArray: true, description: 'What the record said when it was drafted.' })
  readonly warnings!: readonly string[];

  @ApiProperty({ enum: STATES, enumName: 'ReleaseState' })
  readonly state!: (typeof STATES)[number];

  @ApiProperty({ type: () => ReleasePackageAnswer, isArray: true })
  readonly packages!: readonly ReleasePackageAnswer[];

  @ApiProperty({ type: 'string', isArray: true, description: 'Languages whose note is live.' })
  readonly liveLanguages!: readonly string[];

  @ApiProperty({ type: 'string' })
  readonly createdBy!: string;

  @ApiProperty({ type: 'string', format: 'date-time' })
  readonly createdAt!: string;

  @ApiProperty({ type: 'string', required: false })
  readonly approvedBy?: string;

  @ApiProperty({ type: 'string', format: 'date-time', required: false })
  readonly approvedAt?: string;

  @ApiProperty({ type: 'string', format: 'date-time', required: false, description: 'Rollouts of it may start then.' })
  readonly availableFrom?: string;

  @ApiProperty({ type: 'string', required: false })
  readonly publishedBy?: string;

  @ApiProperty({ type: () => WithdrawnAnswer, required: false })
  readonly withdrawn?: WithdrawnAnswer;

  @ApiProperty({ type: () => RxswinAnswer, required: false })
  readonly rxswin?: RxswinAnswer;
}

export class ReleasePage {
  @ApiProperty({ type: () => ReleaseAnswer, isArray: true })
  readonly items!: readonly ReleaseAnswer[];

  @ApiProperty({ type: 'string', required: false })
  readonly next?: string;
}

export const releaseAnswer = ({
  releaseId,
  approvedAt,
  availableFrom,
  withdrawn,
  ...release
}: Release): ReleaseAnswer => ({
  id: releaseId,
  ...release,
  packages: release.packages.map(({ packageId, name, version }) => ({ id: packageId, name, version })),
  preconditionTexts: release.preconditions.map(preconditionText),
  createdAt: isoOf(release.createdAt),
  ...(approvedAt !== undefined && { approvedAt: isoOf(approvedAt) }),
  ...(availableFrom !== undefined && { availableFrom: isoOf(availableFrom) }),
  ...(withdrawn && { withdrawn: { ...withdrawn, at: isoOf(withdrawn.at) } }),
});
