import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { Allow, CurrentActor, PageRequest } from '@tidings/http-edge';
import { ApproveRelease, CreateRelease, PublishRelease } from '@tidings/operations';
import { ReadPool } from '@tidings/postgres';
import { type Actor, parseId, parseInstant, type ReleaseId, ROLES } from '@tidings/vocabulary';
import { mapPage, oneRelease, releases } from '@tidings/views';
import { Describe } from '../openapi/describe.js';
import { found } from '../openapi/found.js';
import { IdOf } from '../openapi/id-of.js';
import { CreateReleaseRequest } from './create-release-request.js';
import { PublishReleaseRequest } from './publish-release-request.js';
import { ReleaseAnswer, releaseAnswer, ReleasePage } from './release-answer.js';

/** The packages that bring a vehicle to a version. */
@ApiTags('releases')
@Controller('api/releases')
export class ReleasesController {
  constructor(
    private readonly createRelease: CreateRelease,
    private readonly approveRelease: ApproveRelease,
    private readonly publishRelease: PublishRelease,
    private readonly pool: ReadPool,
  ) {}

  @Post()
  @Allow('release-manager')
  @Describe({
    id: 'createRelease',
    summary: 'Creates a release from packages',
    description: 'A draft: another person approves it. The same draft again gives the same release.',
    answers: ReleaseAnswer,
    status: 201,
    problems: [404, 409],
  })
  async create(
    @CurrentActor() actor: Actor,
    @Body() { packageIds, rxswin, ...wishes }: CreateReleaseRequest,
  ): Promise<ReleaseAnswer> {
    const draft = {
      ...wishes,
      packageIds: packageIds.map((id) => parseId('pkg', id)),
      ...(rxswin && { rxswin: { ...(rxswin.before !== undefined && { before: rxswin.before }), after: rxswin.after } }),
    };
    return await this.one(await this.createRelease.run(actor, draft));
  }

  @Get()
  @Allow(...ROLES)
  @Describe({ id: 'listReleases', summary: 'Lists releases, newest first', answers: ReleasePage })
  async list(@Query() page: PageRequest): Promise<ReleasePage> {
    return mapPage(await releases(this.pool, page), releaseAnswer);
  }

  @Get(':id')
  @Allow(...ROLES)
  @ApiParam({ name: 'id', type: 'string', example: 'rel_0JB5R3XK' })
  @Describe({ id: 'getRelease', summary: 'Reads one release', answers: ReleaseAnswer, problems: [404] })
  async one(@Param('id', new IdOf('rel')) id: ReleaseId): Promise<ReleaseAnswer> {
    return releaseAnswer(found(await oneRelease(this.pool, id), 'release', id));
  }

  @Post(':id/approve')
  @Allow('approver')
  @ApiParam({ name: 'id', type: 'string', example: 'rel_0JB5R3XK' })
  @Describe({
    id: 'approveRelease',
    summary: 'Approves a release, as another person than its author',
    answers: ReleaseAnswer,
    problems: [404, 409],
  })
  async approve(@CurrentActor() actor: Actor, @Param('id', new IdOf('rel')) id: ReleaseId): Promise<ReleaseAnswer> {
    await this.approveRelease.run(actor, id);
    return await this.one(id);
  }

  @Post(':id/publish')
  @Allow('release-manager')
  @ApiParam({ name: 'id', type: 'string', example: 'rel_0JB5R3XK' })
  @Describe({
    id: 'publishRelease',
    summary: 'Makes an approved release available: rollouts of it may start',
    description: 'Now, or from an instant on. Publishing again changes nothing.',
    answers: ReleaseAnswer,
    problems: [404, 409],
  })
  async publish(
    @CurrentActor() actor: Actor,
    @Param('id', new IdOf('rel')) id: ReleaseId,
    @Body() { from, approvalReference }: PublishReleaseRequest,
  ): Promise<ReleaseAnswer> {
    await this.publishRelease.run(actor, id, {
      ...(from !== undefined && { from: parseInstant(from) }),
      ...(approvalReference !== undefined && { approvalReference }),
    });
    return await this.one(id);
  }
}
