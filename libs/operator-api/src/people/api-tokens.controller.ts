import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { Allow, CurrentActor, PageRequest } from '@tidings/http-edge';
import { IssueApiToken, RevokeApiToken } from '@tidings/operations';
import { ReadPool } from '@tidings/postgres';
import { type Actor, type ApiTokenId, parseInstant } from '@tidings/vocabulary';
import { apiTokens, mapPage } from '@tidings/views';
import { Describe } from '../openapi/describe.js';
import { IdOf } from '../openapi/id-of.js';
import { IssueTokenRequest } from './issue-token-request.js';
import { NewTokenAnswer, RevokedTokenAnswer, tokenAnswer, TokenPage } from './token-answer.js';

/** Keys of pipelines. */
@ApiTags('api tokens')
@Controller('api/api-tokens')
export class ApiTokensController {
  constructor(
    private readonly issueToken: IssueApiToken,
    private readonly revokeToken: RevokeApiToken,
    private readonly pool: ReadPool,
  ) {}

  @Post()
  @Allow('author', 'release-manager', 'administrator')
  @Describe({
    id: 'issueApiToken',
    summary: 'Issues an API token for a pipeline',
    description: 'It acts as you, with no more roles than you have, and never approves. A token cannot issue tokens.',
    answers: NewTokenAnswer,
    status: 201,
  })
  async issue(
    @CurrentActor() actor: Actor,
    @Body() { name, roles, expiresAt }: IssueTokenRequest,
  ): Promise<NewTokenAnswer> {
    const draft = { name, roles, expiresAt: parseInstant(expiresAt) };
    const { tokenId, token } = await this.issueToken.run(actor, draft);
    return { id: tokenId, token };
  }

  @Get()
  @Allow('release-manager', 'auditor', 'administrator')
  @Describe({ id: 'listApiTokens', summary: 'Lists API tokens, newest first, without their text', answers: TokenPage })
  async list(@Query() page: PageRequest): Promise<TokenPage> {
    return mapPage(await apiTokens(this.pool, page), tokenAnswer);
  }

  @Post(':id/revoke')
  @Allow('author', 'release-manager', 'administrator')
  @ApiParam({ name: 'id', type: 'string', example: 'tok_0JB5R3XK' })
  @Describe({
    id: 'revokeApiToken',
    summary: 'Revokes an API token from the next request on',
    description: 'Anybody’s: stopping takes one person. Revoking again is harmless.',
    answers: RevokedTokenAnswer,
    problems: [404],
  })
  async revoke(
    @CurrentActor() actor: Actor,
    @Param('id', new IdOf('tok')) id: ApiTokenId,
  ): Promise<RevokedTokenAnswer> {
    await this.revokeToken.run(actor, id);
    return { id };
  }
}
