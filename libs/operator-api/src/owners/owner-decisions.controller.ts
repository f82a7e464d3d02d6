import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, CurrentActor } from '@tidings/http-edge';
import { RecordNobodyToAsk, RecordOwnerDecision } from '@tidings/operations';
import { type Actor, DomainError, isoOf, parseId, type ReleaseId } from '@tidings/vocabulary';
import { Describe } from '../openapi/describe.js';
import { OwnerDecisionAnswer } from './owner-decision-answer.js';
import { choiceOf, OwnerDecisionRequest } from './owner-decision-request.js';

/** What owners decide, as support hears it. */
@ApiTags('owners')
@Controller('api/owner-decisions')
export class OwnerDecisionsController {
  constructor(
    private readonly recordDecision: RecordOwnerDecision,
    private readonly recordNobody: RecordNobodyToAsk,
  ) {}

  @Post()
  @Allow('support', 'administrator')
  @Describe({
    id: 'recordOwnerDecision',
    summary: 'Keeps what the owner of a vehicle decided about a release',
    description:
      'The latest decision counts. It is for the text that is live and for one span or every night; it ends with the span, with a correction of facts, or with another decision.',
    answers: OwnerDecisionAnswer,
    status: 201,
    problems: [404, 409],
  })
  async record(@CurrentActor() actor: Actor, @Body() request: OwnerDecisionRequest): Promise<OwnerDecisionAnswer> {
    const choice = choiceOf(request);
    if (choice === undefined) {
      await this.recordNobody.run(actor, request.vehicle);
      return { choice: request.choice, isTextProven: false };
    }
    const kept = await this.recordDecision.run(actor, {
      controllerId: request.vehicle,
      releaseId: releaseIdOf(request),
      choice,
      ...(request.edition !== undefined && { edition: request.edition }),
    });
    return { choice: choice.kind, ...kept, decidedAt: isoOf(kept.decidedAt) };
  }
}

function releaseIdOf({ releaseId }: OwnerDecisionRequest): ReleaseId {
  if (releaseId === undefined)
    throw new DomainError('bad-request', { fields: [{ field: 'releaseId', must: ['must be given'] }] });
  return parseId('rel', releaseId);
}
