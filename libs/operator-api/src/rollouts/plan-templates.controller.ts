import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow } from '@tidings/http-edge';
import { ROLES } from '@tidings/vocabulary';
import { Describe } from '../openapi/describe.js';
import { PlanTemplatesAnswer, planTemplatesAnswer } from './plan-templates-answer.js';

/** Where a plan may begin. */
@ApiTags('rollouts')
@Controller('api/plan-templates')
export class PlanTemplatesController {
  @Get()
  @Allow(...ROLES)
  @Describe({
    id: 'listPlanTemplates',
    summary: 'Lists the templates of plans, with what each is for',
    answers: PlanTemplatesAnswer,
  })
  list(): PlanTemplatesAnswer {
    return planTemplatesAnswer();
  }
}
