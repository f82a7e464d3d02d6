import { Readable } from 'node:stream';
import { Body, Controller, Post, Res } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import { Allow } from '@tidings/http-edge';
import { ReadPool } from '@tidings/postgres';
import { filedNames, filedVehicles } from '@tidings/views';
import type { FastifyReply } from 'fastify';
import { Describe } from '../../openapi/describe.js';
import { ExportVehiclesRequest } from './export-vehicles-request.js';
import { FiledVehicleAnswer } from './filed-vehicle-answer.js';
import { vehiclesAsCsv } from './vehicles-as-csv.js';
import { vehiclesAsNdjson } from './vehicles-as-ndjson.js';

/** What makers filed, as an import takes it. A POST because a filter may name vehicles, which belong in no address and no log. */
@ApiTags('vehicles')
@Controller('api/vehicles/export')
export class VehicleExportsController {
  constructor(private readonly pool: ReadPool) {}

  @Post()
  @Allow('release-manager', 'auditor', 'administrator')
  @ApiProduces('text/csv', 'application/x-ndjson')
  @Describe({
    id: 'exportVehicles',
    summary: 'Streams vehicles as CSV or NDJSON',
    description:
      'The columns of an import, without tokens. Importing an export changes nothing. A file that was cut misses its end: the connection breaks.',
    answers: FiledVehicleAnswer,
    problems: [422],
  })
  async export(
    @Body() { format = 'csv', filter }: ExportVehiclesRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Readable> {
    const pages = filedVehicles(this.pool, filter);
    // A filter that cannot be read, or a database that is away, is known with the first page.
    const first = await pages.next();
    const names = await filedNames(this.pool);
    const all = followedBy(first, pages);
    reply.header('content-type', format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson');
    return Readable.from(format === 'csv' ? vehiclesAsCsv(all, names) : vehiclesAsNdjson(all));
  }
}

async function* followedBy<T>(first: IteratorResult<T, void>, others: AsyncGenerator<T>): AsyncGenerator<T> {
  if (first.done === true) return;
  yield first.value;
  yield* others;
}
