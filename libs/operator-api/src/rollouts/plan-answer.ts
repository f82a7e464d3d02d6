import { ApiProperty } from '@nestjs/swagger';
import { type Plan, PURPOSES, type Purpose } from '@tidings/rollout-engine';
import { durationText, shareText } from '@tidings/vocabulary';

class StageAnswer {
  @ApiProperty({ type: 'string', example: '1%' })
  readonly share!: string;

  @ApiProperty({ type: 'string', example: '24h' })
  readonly soak!: string;

  @ApiProperty({ type: 'integer' })
  readonly minimumAnswers!: number;

  @ApiProperty({ type: 'boolean' })
  readonly needsApproval!: boolean;

  @ApiProperty({
    type: 'integer',
    required: false,
    description: 'Vehicles below its threshold when the rollout was approved.',
  })
  readonly vehicles?: number;
}

class WindowAnswer {
  @ApiProperty({ type: 'string', example: '22:00' })
  readonly opens!: string;

  @ApiProperty({ type: 'string', example: '05:00' })
  readonly closes!: string;
}

export class PlanAnswer {
  @ApiProperty({ type: () => StageAnswer, isArray: true })
  readonly stages!: readonly StageAnswer[];

  @ApiProperty({ enum: PURPOSES, enumName: 'RolloutPurpose' })
  readonly purpose!: Purpose;

  @ApiProperty({ type: 'integer' })
  readonly priority!: number;

  @ApiProperty({ type: 'string', example: '2%' })
  readonly failureLimit!: string;

  @ApiProperty({ type: 'string', example: '24h' })
  readonly silentAfter!: string;

  @ApiProperty({ type: 'integer' })
  readonly inFlightAtFirst!: number;

  @ApiProperty({ type: () => WindowAnswer, required: false })
  readonly window?: WindowAnswer;
}

export const planAnswer = (plan: Plan, stageCounts: readonly number[]): PlanAnswer => ({
  stages: plan.stages.map((stage, index) => ({
    share: shareText(stage.share),
    soak: durationText(stage.soak),
    minimumAnswers: stage.minimumAnswers,
    needsApproval: stage.needsApproval,
    ...(stageCounts[index] !== undefined && { vehicles: stageCounts[index] }),
  })),
  purpose: plan.purpose,
  priority: plan.priority,
  failureLimit: shareText(plan.failureLimit),
  silentAfter: durationText(plan.silentAfter),
  inFlightAtFirst: plan.inFlightAtFirst,
  ...(plan.window && { window: plan.window }),
});
