import { Controller, Get, Inject, Param, Res } from '@nestjs/common';
import { Public } from '@tidings/http-edge';
import { DomainError } from '@tidings/vocabulary';
import type { FastifyReply } from 'fastify';
import { ASSETS } from './assets-token.js';
import type { Assets } from './assets.js';

/** Style sheet, fonts and mark: named after their content, so a browser asks for each only once. */
@Public()
@Controller('assets')
export class AssetsController {
  constructor(@Inject(ASSETS) private readonly assets: Assets) {}

  @Get(':name')
  one(@Param('name') name: string, @Res() reply: FastifyReply): void {
    const asset = this.assets.byName.get(name);
    if (!asset) throw new DomainError('not-found', { what: 'asset' });
    void reply
      .header('content-type', asset.type)
      .header('cache-control', 'public, max-age=31536000, immutable')
      .send(asset.bytes);
  }
}
