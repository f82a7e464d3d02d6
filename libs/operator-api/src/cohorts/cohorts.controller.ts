import { Body, Controller, Get, HttpStatus, Param, Post, Query, Res } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { Allow, askerLeaves, CurrentActor, PageRequest } from '@tidings/http-edge';
import { DeleteCohort, SaveCohort } from '@tidings/operations';
import { ReadPool } from '@tidings/postgres';
import { type Actor, Clock, type CohortId, parseId, parseShare, ROLES } from '@tidings/vocabulary';
import {
  cohortDifference,
  cohortHistory,
  cohortPreview,
  mapPage,
  releaseFit,
  savedCohort,
  savedCohorts,
} from '@tidings/views';
import type { FastifyReply } from 'fastify';
import { Describe } from '../openapi/describe.js';
import { found } from '../openapi/found.js';
import { IdOf } from '../openapi/id-of.js';
import { CohortDifferenceAnswer, cohortDifferenceAnswer } from './cohort-difference-answer.js';
import { CohortDifferenceRequest } from './cohort-difference-request.js';
import { cohortOf } from './cohort-of.js';
import { CohortPreviewAnswer, cohortPreviewAnswer } from './cohort-preview-answer.js';
import { PreviewCohortRequest } from './preview-cohort-request.js';
import { SaveCohortRequest } from './save-cohort-request.js';
import { CohortHistoryAnswer, cohortHistoryAnswer, CohortPage, cohortSummaryAnswer } from './saved-cohort-answer.js';

const ID = { name: 'id', type: 'string', example: 'coh_0JB5R3XK' } as const;

/** Whom a rollout would be meant for. */
@ApiTags('cohorts')
@Controller('api/cohorts')
export class CohortsController {
  constructor(
    private readonly saveCohort: SaveCohort,
    private readonly deleteCohort: DeleteCohort,
    private readonly pool: ReadPool,
    private readonly clock: Clock,
  ) {}

  // The same people as for "why": the answer names vehicles.
  @Post('preview')
  @Allow('release-manager', 'approver', 'safety-approver', 'support', 'auditor', 'administrator')
  @Describe({
    id: 'previewCohort',
    summary: 'Counts whom a cohort would be, before anything is started',
    description:
      'Changes nothing; ends when the connection is closed. A vehicle of which a fact is missing that decides is neither in nor out: it gets no offer, and is counted.',
    answers: CohortPreviewAnswer,
    problems: [404, 422],
  })
  async preview(
    @Body() { cohort, releaseId, shares }: PreviewCohortRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CohortPreviewAnswer> {
    const id = releaseId === undefined ? undefined : parseId('rel', releaseId);
    const preview = await cohortPreview(this.pool, await cohortOf(this.pool, cohort), {
      now: this.clock.now(),
      release: id && found(await releaseFit(this.pool, id), 'release', id),
      shares: shares?.map(parseShare),
      signal: askerLeaves(reply),
    });
    return cohortPreviewAnswer(preview);
  }

  @Post()
  @Allow('release-manager')
  @Describe({
    id: 'saveCohort',
    summary: 'Saves a cohort under a name, as its next version',
    description: 'A rollout keeps the version it was made with: nothing that runs changes.',
    answers: CohortHistoryAnswer,
    status: 201,
    orElse200: 'The newest version says exactly this: nothing was written.',
    problems: [404, 422],
  })
  async save(
    @CurrentActor() actor: Actor,
    @Body() { name, cohort, note }: SaveCohortRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CohortHistoryAnswer> {
    const draft = { name, cohort: await cohortOf(this.pool, cohort), ...(note !== undefined && { note }) };
    const { cohortId, isNew } = await this.saveCohort.run(actor, draft);
    reply.code(isNew ? HttpStatus.CREATED : HttpStatus.OK);
    return await this.one(cohortId);
  }

  @Get()
  @Allow(...ROLES)
  @Describe({ id: 'listCohorts', summary: 'Lists saved cohorts, newest first', answers: CohortPage })
  async list(@Query() page: PageRequest): Promise<CohortPage> {
    return mapPage(await savedCohorts(this.pool, page), cohortSummaryAnswer);
  }

  @Get(':id')
  @Allow(...ROLES)
  @ApiParam(ID)
  @Describe({
    id: 'getCohort',
    summary: 'Tells the versions of a saved cohort and who uses them',
    answers: CohortHistoryAnswer,
    problems: [404],
  })
  async one(@Param('id', new IdOf('coh')) id: CohortId): Promise<CohortHistoryAnswer> {
    return cohortHistoryAnswer(found(await cohortHistory(this.pool, id), 'cohort', id));
  }

  @Get(':id/difference')
  @Allow(...ROLES)
  @ApiParam(ID)
  @Describe({
    id: 'compareCohortVersions',
    summary: 'Compares two versions of a saved cohort: what they say, and whom they are now',
    answers: CohortDifferenceAnswer,
    problems: [404],
  })
  async difference(
    @Param('id', new IdOf('coh')) id: CohortId,
    @Query() { from, to }: CohortDifferenceRequest,
  ): Promise<CohortDifferenceAnswer> {
    const version = async (number: number | undefined) =>
      found(await savedCohort(this.pool, id, number), 'saved cohort', `${id} version ${number ?? 1}`);
    const after = await version(to);
    const before = await version(from ?? Math.max(after.version - 1, 1));
    return cohortDifferenceAnswer(before, after, await cohortDifference(this.pool, before.cohort, after.cohort));
  }

  @Post(':id/delete')
  @Allow('release-manager')
  @ApiParam(ID)
  @Describe({
    id: 'deleteCohort',
    summary: 'Takes a saved cohort from the list and frees its name',
    description: 'Its versions stay on record, and rollouts that use one go on. Deleting again is harmless.',
    answers: CohortHistoryAnswer,
    problems: [404],
  })
  async delete(@CurrentActor() actor: Actor, @Param('id', new IdOf('coh')) id: CohortId): Promise<CohortHistoryAnswer> {
    await this.deleteCohort.run(actor, id);
    return await this.one(id);
  }
}
