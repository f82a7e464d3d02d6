import { PassThrough, Readable } from 'node:stream';
import { Controller, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiProduces, ApiTags } from '@nestjs/swagger';
import { Allow, CurrentActor, logFailure, problemOf } from '@tidings/http-edge';
import { type ImportNews, ImportVehicles } from '@tidings/operations';
import { type Actor, DomainError, Log } from '@tidings/vocabulary';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Describe } from '../../openapi/describe.js';
import { ImportNewsAnswer } from './import-news-answer.js';
import { readCsv } from './read-csv.js';
import type { ReadLines } from './read-lines.js';
import { readNdjson } from './read-ndjson.js';

/** Many vehicles at once, as a stream in and a stream of news out. */
@ApiTags('vehicles')
@Controller('api/vehicles/import')
export class VehicleImportsController {
  constructor(
    private readonly importVehicles: ImportVehicles,
    private readonly log: Log,
  ) {}

  @Post()
  @Allow('release-manager', 'administrator')
  @ApiConsumes('text/csv', 'application/x-ndjson')
  @ApiProduces('application/x-ndjson')
  @ApiBody({ required: true, schema: { type: 'string', format: 'binary' }, description: 'One vehicle a line.' })
  @Describe({
    id: 'importVehicles',
    summary: 'Files vehicles from CSV or NDJSON, streaming',
    description:
      'Answers NDJSON while it reads: progress, each refused line with its number and reason (the first 10,000; the others are counted), and at last "finished" or "failed". Lines before a failure stay filed; sending all again changes only what is missing.',
    answers: ImportNewsAnswer,
    problems: [415],
  })
  async import(
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Readable> {
    const news = this.importVehicles.run(actor, linesOf(request));
    // What is wrong with the whole of it, such as its columns, is known by now and gets a problem document.
    const first = await news.next();
    reply.header('content-type', 'application/x-ndjson');
    const answer = new PassThrough({ highWaterMark: NEWS_AT_MOST_BYTES });
    void this.tell(first, news, answer, request);
    return answer;
  }

  /** Never waits for the asker to read: one who sends everything first would wait for us. What is told is bounded. */
  private async tell(
    first: IteratorResult<ImportNews, void>,
    news: AsyncGenerator<ImportNews>,
    answer: PassThrough,
    request: FastifyRequest,
  ): Promise<void> {
    try {
      if (first.done !== true) answer.write(lineOf(first.value));
      for await (const each of news) answer.write(lineOf(each));
    } catch (error) {
      const { code, detail, facts, ...problem } = problemOf(error, request.id);
      // A body that was cut is nobody's failure here, and nobody listens any more.
      if (!request.raw.destroyed || request.raw.complete)
        logFailure(this.log, error, { code, detail, facts, ...problem }, request);
      answer.write(lineOf({ kind: 'failed', code, detail, facts }));
    } finally {
      answer.end();
    }
  }
}

// 10,000 refused lines of some 300 bytes, and as much again.
const NEWS_AT_MOST_BYTES = 8 * 1024 * 1024;

const lineOf = (news: object): string => `${JSON.stringify(news)}\n`;

function linesOf(request: FastifyRequest): AsyncIterable<ReadLines> {
  if (!(request.body instanceof Readable)) throw new DomainError('media-type-not-supported');
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (type === 'text/csv') return readCsv(request.body);
  if (type === 'application/x-ndjson') return readNdjson(request.body);
  throw new DomainError('media-type-not-supported');
}
