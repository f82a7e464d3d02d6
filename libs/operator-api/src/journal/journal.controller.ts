import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow } from '@tidings/http-edge';
import { ReadPool } from '@tidings/postgres';
import { sealedBlocks } from '@tidings/views';
import { Describe } from '../openapi/describe.js';
import { blockAnswer, BlockPage } from './block-answer.js';
import { BlockPageRequest } from './block-page-request.js';

/** Who did what, sealed. */
@ApiTags('journal')
@Controller('api/journal')
export class JournalController {
  constructor(private readonly pool: ReadPool) {}

  @Get('blocks')
  @Allow('auditor', 'release-manager', 'approver', 'administrator')
  @Describe({
    id: 'listJournalBlocks',
    summary: 'Reads sealed blocks in order, for verification',
    description:
      'Entries are sealed by the conductor moments after they were written; what is not sealed yet is not here.',
    answers: BlockPage,
  })
  async blocks(@Query() { after, limit }: BlockPageRequest): Promise<BlockPage> {
    return { items: (await sealedBlocks(this.pool, after, limit)).map(blockAnswer) };
  }
}
