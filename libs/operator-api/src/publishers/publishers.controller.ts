import { Body, Controller, Get, HttpStatus, Param, Post, Query, Res } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { Allow, CurrentActor, PageRequest } from '@tidings/http-edge';
import { AddPublisher, RevokePublisherKey, RotatePublisherKey } from '@tidings/operations';
import { ReadPool } from '@tidings/postgres';
import { type Actor, days, parseInstant, type PublisherId, ROLES } from '@tidings/vocabulary';
import { mapPage, onePublisher, publishers, restsOnKey } from '@tidings/views';
import type { FastifyReply } from 'fastify';
import { Describe } from '../openapi/describe.js';
import { found } from '../openapi/found.js';
import { IdOf } from '../openapi/id-of.js';
import { AddPublisherRequest } from './add-publisher-request.js';
import { PublisherAnswer, publisherAnswer, PublisherPage } from './publisher-answer.js';
import { RestsOnKeyAnswer } from './rests-on-key-answer.js';
import { RevokeKeyRequest } from './revoke-key-request.js';
import { RotateKeyRequest } from './rotate-key-request.js';

/** Who may sign packages. */
@ApiTags('publishers')
@Controller('api/publishers')
export class PublishersController {
  constructor(
    private readonly addPublisher: AddPublisher,
    private readonly revokeKey: RevokePublisherKey,
    private readonly rotateKey: RotatePublisherKey,
    private readonly pool: ReadPool,
  ) {}

  @Post()
  @Allow('release-manager', 'administrator')
  @Describe({
    id: 'addPublisher',
    summary: 'Registers a publisher’s public key',
    description: 'The same key again is harmless; another key under the same name is a further key of that publisher.',
    answers: PublisherAnswer,
    status: 201,
    orElse200: 'The publisher had this key already.',
    problems: [409, 422],
  })
  async add(
    @CurrentActor() actor: Actor,
    @Body() { name, jwk, notBefore, notAfter, ...terms }: AddPublisherRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PublisherAnswer> {
    const { publisherId, isNew } = await this.addPublisher.run(actor, name, jwk, {
      ...terms,
      ...(notBefore !== undefined && { notBefore: parseInstant(notBefore) }),
      ...(notAfter !== undefined && { notAfter: parseInstant(notAfter) }),
    });
    reply.code(isNew ? HttpStatus.CREATED : HttpStatus.OK);
    return await this.one(publisherId);
  }

  @Get()
  @Allow(...ROLES)
  @Describe({ id: 'listPublishers', summary: 'Lists publishers with their keys', answers: PublisherPage })
  async list(@Query() page: PageRequest): Promise<PublisherPage> {
    return mapPage(await publishers(this.pool, page), publisherAnswer);
  }

  @Get(':id')
  @Allow(...ROLES)
  @ApiParam({ name: 'id', type: 'string', example: 'pub_0JB5R3XK' })
  @Describe({ id: 'getPublisher', summary: 'Reads one publisher', answers: PublisherAnswer, problems: [404] })
  async one(@Param('id', new IdOf('pub')) id: PublisherId): Promise<PublisherAnswer> {
    return publisherAnswer(found(await onePublisher(this.pool, id), 'publisher', id));
  }

  @Post(':id/revoke-key')
  @Allow('release-manager', 'administrator')
  @ApiParam({ name: 'id', type: 'string', example: 'pub_0JB5R3XK' })
  @Describe({
    id: 'revokePublisherKey',
    summary: 'Takes a key out of use for good',
    description:
      'Nothing it signed comes in any more, and releases with packages it signed stop being offered. One person is enough. ' +
      'Look at what rests on it first.',
    answers: PublisherAnswer,
    problems: [404, 409],
  })
  async revoke(
    @CurrentActor() actor: Actor,
    @Param('id', new IdOf('pub')) id: PublisherId,
    @Body() { kid, why, halt }: RevokeKeyRequest,
  ): Promise<PublisherAnswer> {
    await this.keyOf(id, kid);
    await this.revokeKey.run(actor, kid, why, { halt });
    return await this.one(id);
  }

  @Get(':id/keys/:kid/rests')
  @Allow(...ROLES)
  @ApiParam({ name: 'id', type: 'string', example: 'pub_0JB5R3XK' })
  @ApiParam({ name: 'kid', type: 'string', example: 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k' })
  @Describe({
    id: 'previewKeyRevocation',
    summary: 'Lists every package, release and rollout that rests on a key',
    answers: RestsOnKeyAnswer,
    problems: [404],
  })
  async rests(@Param('id', new IdOf('pub')) id: PublisherId, @Param('kid') kid: string): Promise<RestsOnKeyAnswer> {
    await this.keyOf(id, kid);
    return await restsOnKey(this.pool, kid);
  }

  @Post(':id/rotate-key')
  @Allow('release-manager', 'administrator')
  @ApiParam({ name: 'id', type: 'string', example: 'pub_0JB5R3XK' })
  @Describe({
    id: 'rotatePublisherKey',
    summary: 'Lets another key follow, with the same owner and hardware',
    description: 'The old key ends after the overlap; what it signed and came in until then stays good.',
    answers: PublisherAnswer,
    problems: [404, 409, 422],
  })
  async rotate(
    @CurrentActor() actor: Actor,
    @Param('id', new IdOf('pub')) id: PublisherId,
    @Body() { kid, overlapDays, ...next }: RotateKeyRequest,
  ): Promise<PublisherAnswer> {
    await this.keyOf(id, kid);
    await this.rotateKey.run(actor, kid, { ...next, overlap: days(overlapDays) });
    return await this.one(id);
  }

  private async keyOf(id: PublisherId, kid: string): Promise<void> {
    const { keys } = found(await onePublisher(this.pool, id), 'publisher', id);
    const key = keys.find((each) => each.kid === kid);
    found(key, 'key of this publisher', kid);
  }
}
