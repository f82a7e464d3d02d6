import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, CurrentActor } from '@tidings/http-edge';
import { GiveStopAll, LiftStopAll } from '@tidings/operations';
import { ReadPool } from '@tidings/postgres';
import { type Actor, ROLES } from '@tidings/vocabulary';
import { stopAllsInForce } from '@tidings/views';
import { Describe } from '../openapi/describe.js';
import { StopRequest } from '../rollouts/stop-request.js';
import { stopAllAnswer, StopAllsAnswer } from './stop-all-answer.js';

/** Everything at once. Without a database a gateway is stopped by its file or its own address. */
@ApiTags('stop all')
@Controller('api/stop-all')
export class StopAllController {
  constructor(
    private readonly giveStopAll: GiveStopAll,
    private readonly liftStopAll: LiftStopAll,
    private readonly pool: ReadPool,
  ) {}

  @Get()
  @Allow(...ROLES)
  @Describe({ id: 'getStopAll', summary: 'Tells whether all is stopped', answers: StopAllsAnswer })
  async inForce(): Promise<StopAllsAnswer> {
    return { inForce: (await stopAllsInForce(this.pool)).map(stopAllAnswer) };
  }

  @Post()
  @Allow('release-manager', 'approver', 'safety-approver', 'administrator')
  @Describe({
    id: 'stopAll',
    summary: 'Stops all: no gateway lets any vehicle begin or go on',
    description: 'One person is enough. `afterStop` of each rollout names the vehicles that are past stopping.',
    answers: StopAllsAnswer,
  })
  async stop(@CurrentActor() actor: Actor, @Body() { why }: StopRequest): Promise<StopAllsAnswer> {
    await this.giveStopAll.run(actor, why);
    return await this.inForce();
  }

  @Post('lift')
  @Allow('release-manager')
  @Describe({
    id: 'liftStopAll',
    summary: 'Lifts every order to stop all',
    description: 'Rollouts that were paused or halted stay so.',
    answers: StopAllsAnswer,
    problems: [409],
  })
  async lift(@CurrentActor() actor: Actor, @Body() { why }: StopRequest): Promise<StopAllsAnswer> {
    await this.liftStopAll.run(actor, why);
    return await this.inForce();
  }
}
