import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import { Public } from '@tidings/http-edge';
import { isPageLanguage, type PageLanguage } from '@tidings/release-notes';
import { DomainError } from '@tidings/vocabulary';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { answerPage } from './answers/answer-page.js';
import { originOf } from './answers/origin-of.js';
import { ASSETS } from './assets/assets-token.js';
import type { Assets } from './assets/assets.js';
import { type PageContent, pageText } from './frame/page.js';
import { noEditionPage } from './pages/no-edition-page.js';
import { releasePage } from './pages/release-page.js';
import { releasesPage } from './pages/releases-page.js';
import { Published } from './reading/published.js';
import { nearestLanguage, readerLanguage } from './words/reader-language.js';

const SLUG = /^[a-z0-9][a-z0-9.-]{0,99}$/;

/** The public pages. Errors go to OwnerPageErrors, which answers with a page too. */
@Public()
@Controller()
export class OwnerPagesController {
  constructor(
    private readonly published: Published,
    @Inject(ASSETS) private readonly assets: Assets,
  ) {}

  @Get()
  home(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    void reply
      .header('vary', 'accept-language')
      .header('cache-control', 'no-cache')
      .redirect(`/${readerLanguage(request)}`, 302);
  }

  @Get(':language')
  async releases(
    @Param('language') language: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (!isPageLanguage(language)) return void toNearestLanguage(request, reply, language);
    this.show(request, reply, 200, releasesPage(language, await this.published.all()));
  }

  @Get(':language/releases')
  withoutName(@Param('language') language: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    if (!isPageLanguage(language)) return void toNearestLanguage(request, reply, language);
    void reply.redirect(`/${language}`, 302);
  }

  @Get(':language/releases/:slug')
  async release(
    @Param('language') language: string,
    @Param('slug') slug: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (!isPageLanguage(language)) return void toNearestLanguage(request, reply, language);
    const published = SLUG.test(slug) ? await this.published.one(slug) : undefined;
    if (!published) throw new DomainError('not-found', { what: 'release' });
    const note = published.notes.find((each) => each.language === language);
    if (note) this.show(request, reply, 200, releasePage(language, note, published));
    else this.show(request, reply, 404, noEditionPage(language, slug, published));
  }

  private show(request: FastifyRequest, reply: FastifyReply, status: number, content: PageContent): void {
    answerPage(request, reply, status, pageText(content, { assets: this.assets, origin: originOf(request) }));
  }
}

/** '/de/releases/x' is our '/de-DE/releases/x'. Errors: 'not-found' for what is no language of ours. */
function toNearestLanguage(request: FastifyRequest, reply: FastifyReply, asked: string): void {
  const nearest: PageLanguage | undefined = nearestLanguage(asked);
  if (!nearest) throw new DomainError('not-found', { what: 'page' });
  const rest = request.url.slice(1).replace(/^[^/?]*/, '');
  void reply.redirect(`/${nearest}${rest}`, 302);
}
