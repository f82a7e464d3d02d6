import { ApiProperty } from '@nestjs/swagger';
import { isoOf } from '@tidings/vocabulary';
import type { Release } from '@tidings/views';
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
  createdAt: isoOf(release.createdAt),
  ...(approvedAt !== undefined && { approvedAt: isoOf(approvedAt) }),
  ...(availableFrom !== undefined && { availableFrom: isoOf(availableFrom) }),
  ...(withdrawn && { withdrawn: { ...withdrawn, at: isoOf(withdrawn.at) } }),
});
