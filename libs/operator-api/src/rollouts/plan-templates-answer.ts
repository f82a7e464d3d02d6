import { ApiProperty } from '@nestjs/swagger';
import { PLAN_TEMPLATES, TEMPLATE_NAMES, type TemplateName } from '@tidings/rollout-engine';
import { PlanAnswer, planAnswer } from './plan-answer.js';

class PlanTemplateAnswer {
  @ApiProperty({ enum: TEMPLATE_NAMES, enumName: 'PlanTemplateName' })
  readonly name!: TemplateName;

  @ApiProperty({ type: 'string', description: 'What it is for.' })
  readonly says!: string;

  @ApiProperty({ type: () => PlanAnswer })
  readonly plan!: PlanAnswer;
}

export class PlanTemplatesAnswer {
  @ApiProperty({ type: () => PlanTemplateAnswer, isArray: true })
  readonly templates!: readonly PlanTemplateAnswer[];
}

export const planTemplatesAnswer = (): PlanTemplatesAnswer => ({
  templates: TEMPLATE_NAMES.map((name) => ({
    name,
    says: PLAN_TEMPLATES[name].says,
    plan: planAnswer(PLAN_TEMPLATES[name].plan, []),
  })),
});
