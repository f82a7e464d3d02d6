import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow } from '@tidings/http-edge';
import { ReadPool } from '@tidings/postgres';
import { cohortPreview } from '@tidings/views';
import { Describe } from '../openapi/describe.js';
import { cohortOf } from './cohort-of.js';
import { CohortPreviewAnswer, cohortPreviewAnswer } from './cohort-preview-answer.js';
import { PreviewCohortRequest } from './preview-cohort-request.js';

/** Whom a rollout would be meant for. */
@ApiTags('rollouts')
@Controller('api/cohorts')
export class CohortsController {
  constructor(private readonly pool: ReadPool) {}

  // The same people as for "why": the answer names vehicles.
  @Post('preview')
  @Allow('release-manager', 'approver', 'safety-approver', 'support', 'auditor', 'administrator')
  @Describe({
    id: 'previewCohort',
    summary: 'Counts whom a cohort would be, before anything is started',
    description:
      'Changes nothing. A vehicle of which a fact is missing that decides is neither in nor out: it gets no offer, and is counted.',
    answers: CohortPreviewAnswer,
    problems: [422],
  })
  async preview(@Body() { cohort }: PreviewCohortRequest): Promise<CohortPreviewAnswer> {
    return cohortPreviewAnswer(await cohortPreview(this.pool, await cohortOf(this.pool, cohort)));
  }
}
