import { Body, Controller, Get, Injectable, Param, type PipeTransform, Post } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { Allow, CurrentActor } from '@tidings/http-edge';
import { ChangeRing, CreateRing } from '@tidings/operations';
import { ReadPool } from '@tidings/postgres';
import { type Actor, DomainError, ROLES } from '@tidings/vocabulary';
import { ringExists, ringMembers, rings } from '@tidings/views';
import { Describe } from '../openapi/describe.js';
import { found } from '../openapi/found.js';
import { cohortOf } from './cohort-of.js';
import { RingAnswer, ringAnswer, RingList, RingMemberPage, ringMemberAnswer, RingMovedAnswer } from './ring-answer.js';
import { RING_NAME } from './ring-name.js';
import { CreateRingRequest, MoveRingRequest, RingMembersRequest } from './ring-requests.js';

const MEMBERS_AT_ONCE = 500;
const NAME = { name: 'name', type: 'string', example: 'early-access' } as const;

@Injectable()
class RingName implements PipeTransform<string, string> {
  transform(name: string): string {
    if (RING_NAME.pattern.test(name)) return name;
    throw new DomainError('not-found', { what: 'ring', id: name.slice(0, 40) });
  }
}

/** Groups of vehicles that join by their own wish. */
@ApiTags('cohorts')
@Controller('api/rings')
export class RingsController {
  constructor(
    private readonly createRing: CreateRing,
    private readonly changeRing: ChangeRing,
    private readonly pool: ReadPool,
  ) {}

  @Post()
  @Allow('release-manager')
  @Describe({ id: 'createRing', summary: 'Opens a ring', answers: RingAnswer, status: 201, problems: [409] })
  async create(@CurrentActor() actor: Actor, @Body() ring: CreateRingRequest): Promise<RingAnswer> {
    await this.createRing.run(actor, ring.name, ring.description);
    const all = await rings(this.pool);
    return ringAnswer(
      found(
        all.find(({ name }) => name === ring.name),
        'ring',
        ring.name,
      ),
    );
  }

  @Get()
  @Allow(...ROLES)
  @Describe({ id: 'listRings', summary: 'Lists the rings with how many are in each', answers: RingList })
  async list(): Promise<RingList> {
    return { items: (await rings(this.pool)).map(ringAnswer) };
  }

  @Post(':name/members')
  @Allow('release-manager', 'support', 'auditor', 'administrator')
  @ApiParam(NAME)
  @Describe({
    id: 'listRingMembers',
    summary: 'Lists the vehicles in a ring, by name',
    description: 'A question, asked as a POST because the place to go on from is a vehicle’s name.',
    answers: RingMemberPage,
    problems: [404],
  })
  async members(
    @Param('name', new RingName()) name: string,
    @Body() { after }: RingMembersRequest,
  ): Promise<RingMemberPage> {
    if (!(await ringExists(this.pool, name))) throw new DomainError('not-found', { what: 'ring', id: name });
    const items = (await ringMembers(this.pool, name, { limit: MEMBERS_AT_ONCE, after })).map(ringMemberAnswer);
    const next = items.length === MEMBERS_AT_ONCE ? items.at(-1)!.controllerId : undefined;
    return { items, ...(next !== undefined && { next }) };
  }

  @Post(':name/join')
  @Allow('release-manager', 'support')
  @ApiParam(NAME)
  @Describe({
    id: 'joinRing',
    summary: 'Lets vehicles join a ring',
    description: 'All of them or none. Joining again is harmless.',
    answers: RingMovedAnswer,
    problems: [404, 422],
  })
  join(
    @CurrentActor() actor: Actor,
    @Param('name', new RingName()) name: string,
    @Body() { vehicles }: MoveRingRequest,
  ): Promise<RingMovedAnswer> {
    return this.move(actor, 'join', name, vehicles);
  }

  @Post(':name/leave')
  @Allow('release-manager', 'support')
  @ApiParam(NAME)
  @Describe({
    id: 'leaveRing',
    summary: 'Lets vehicles leave a ring',
    description: 'What is under way for them goes on; new offers do not count them. Leaving again is harmless.',
    answers: RingMovedAnswer,
    problems: [404, 422],
  })
  leave(
    @CurrentActor() actor: Actor,
    @Param('name', new RingName()) name: string,
    @Body() { vehicles }: MoveRingRequest,
  ): Promise<RingMovedAnswer> {
    return this.move(actor, 'leave', name, vehicles);
  }

  private async move(
    actor: Actor,
    move: 'join' | 'leave',
    name: string,
    names: readonly string[],
  ): Promise<RingMovedAnswer> {
    const { vehicles = [] } = await cohortOf(this.pool, { vehicles: names });
    return { moved: await this.changeRing.run(actor, move, name, vehicles) };
  }
}
