import { Controller, Post, Query, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Allow, CurrentActor } from '@tidings/http-edge';
import { FileList } from '@tidings/operations';
import type { Actor } from '@tidings/vocabulary';
import { IsIn, IsOptional } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { Describe } from '../openapi/describe.js';
import { bytesOf } from '../packages/bytes-of.js';
import { FiledListAnswer, filedListAnswer } from './filed-list-answer.js';

class FileListRequest {
  @ApiProperty({
    enum: ['refuse', 'leave-out'],
    default: 'refuse',
    required: false,
    description: 'Names nobody is registered under.',
  })
  @IsOptional()
  @IsIn(['refuse', 'leave-out'])
  readonly unknown?: 'refuse' | 'leave-out';
}

/** Lists of vehicles, for cohorts. */
@ApiTags('cohorts')
@Controller('api/vehicle-lists')
export class VehicleListsController {
  constructor(private readonly fileList: FileList) {}

  @Post()
  @Allow('release-manager', 'approver', 'safety-approver', 'support', 'auditor', 'administrator')
  @ApiConsumes('application/octet-stream')
  @ApiBody({
    required: true,
    schema: { type: 'string', format: 'binary' },
    description:
      'Text, one controller id a line, at most 100,000; empty lines and lines that begin with # are left out.',
  })
  @Describe({
    id: 'fileVehicleList',
    summary: 'Files a list of vehicles',
    description: 'Resolved now, and never changed. The same vehicles again are the same list.',
    answers: FiledListAnswer,
    problems: [415, 422],
  })
  async file(
    @CurrentActor() actor: Actor,
    @Query() { unknown }: FileListRequest,
    @Req() request: FastifyRequest,
  ): Promise<FiledListAnswer> {
    const options = { leavesOutUnknown: unknown === 'leave-out' };
    return filedListAnswer(await this.fileList.run(actor, bytesOf(request), options));
  }
}
