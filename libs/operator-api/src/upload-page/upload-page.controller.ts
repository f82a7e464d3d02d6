import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '@tidings/http-edge';
import { DomainError } from '@tidings/vocabulary';
import type { FastifyReply } from 'fastify';

/** Everything comes from here, nothing is inline, and the page talks to this origin only. */
const ALLOWS = [
  "default-src 'none'",
  ...["script-src 'self'", "style-src 'self'", "font-src 'self'", "connect-src 'self'", "form-action 'none'"],
  ...["base-uri 'none'", "frame-ancestors 'none'"],
].join(';');

/** A page for bringing a package in with a browser, until the console has one. It knows nobody: whoever uses it shows a token to the API. */
@Public()
@ApiExcludeController()
@Controller('console/upload')
export class UploadPageController {
  private readonly files = readFiles();

  @Get()
  page(@Res() reply: FastifyReply): void {
    this.answer(reply, 'upload.html');
  }

  @Get(':name')
  file(@Param('name') name: string, @Res() reply: FastifyReply): void {
    this.answer(reply, name);
  }

  private answer(reply: FastifyReply, name: string): void {
    const file = this.files.get(name);
    if (file === undefined) throw new DomainError('not-found');
    const kept = name === 'font.woff2' ? 'public, max-age=86400' : 'no-cache';
    void reply
      .header('content-security-policy', ALLOWS)
      .header('cache-control', kept)
      .header('content-type', file.type)
      .send(file.bytes);
  }
}

interface PageFile {
  readonly type: string;
  readonly bytes: Buffer;
}

function readFiles(): ReadonlyMap<string, PageFile> {
  const { resolve } = createRequire(import.meta.url);
  const [folder, script] = [pageFolder(), 'text/javascript; charset=utf-8'];
  return new Map<string, PageFile>([
    ['upload.html', { type: 'text/html; charset=utf-8', bytes: readFileSync(join(folder, 'upload.html')) }],
    ['upload.css', { type: 'text/css; charset=utf-8', bytes: readFileSync(join(folder, 'upload.css')) }],
    ['upload.js', { type: script, bytes: readFileSync(join(folder, 'upload.js')) }],
    ['tus.js', { type: script, bytes: readFileSync(resolve('tus-js-client/dist/tus.min.js')) }],
    ['font.woff2', { type: 'font/woff2', bytes: readFileSync(resolve(FONT)) }],
  ]);
}

const FONT = '@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2';

/** Files of pages are not compiled: a built door finds them where the sources are, some folders up. */
function pageFolder(): string {
  for (let folder = import.meta.dirname; folder !== dirname(folder); folder = dirname(folder)) {
    const page = join(folder, 'libs', 'operator-api', 'page');
    if (existsSync(page)) return page;
  }
  throw new Error(
    'The folder libs/operator-api/page is not there: it belongs beside the dist folder of this installation.',
  );
}
