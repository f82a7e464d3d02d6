import { Body, Controller, Get, HttpStatus, Param, Post, Query, Res } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { Allow, CurrentActor, PageRequest } from '@tidings/http-edge';
import { AddPublisher, RevokePublisherKey } from '@tidings/operations';
import { ReadPool } from '@tidings/postgres';
import { type Actor, type PublisherId, ROLES } from '@tidings/vocabulary';
import { mapPage, onePublisher, publishers } from '@tidings/views';
import type { FastifyReply } from 'fastify';
import { Describe } from '../openapi/describe.js';
import { found } from '../openapi/found.js';
import { IdOf } from '../openapi/id-of.js';
import { AddPublisherRequest } from './add-publisher-request.js';
import { PublisherAnswer, publisherAnswer, PublisherPage } from './publisher-answer.js';
import { RevokeKeyRequest } from './revoke-key-request.js';

/** Who may sign packages. */
@ApiTags('publishers')
@Controller('api/publishers')
export class PublishersController {
  constructor(
    private readonly addPublisher: AddPublisher,
    private readonly revokeKey: RevokePublisherKey,
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
    @Body() { name, jwk }: AddPublisherRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PublisherAnswer> {
    const { publisherId, isNew } = await this.addPublisher.run(actor, name, jwk);
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
      'Nothing it signed comes in any more, and releases with packages it signed stop being offered. One person is enough.',
    answers: PublisherAnswer,
    problems: [404],
  })
  async revoke(
    @CurrentActor() actor: Actor,
    @Param('id', new IdOf('pub')) id: PublisherId,
    @Body() { kid, why }: RevokeKeyRequest,
  ): Promise<PublisherAnswer> {
    const publisher = found(await onePublisher(this.pool, id), 'publisher', id);
    found(
      publisher.keys.find((key) => key.kid === kid),
      'key of this publisher',
      kid,
    );
    await this.revokeKey.run(actor, kid, why);
    return await this.one(id);
  }
}
