import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, CurrentActor } from '@tidings/http-edge';
import { AddEvidence } from '@tidings/operations';
import type { Actor } from '@tidings/vocabulary';
import { Describe } from '../openapi/describe.js';
import { AddedEvidenceAnswer } from './added-evidence-answer.js';
import { AddEvidenceRequest } from './add-evidence-request.js';

/** What other systems know of cars and owners: guardrails live of it. */
@ApiTags('evidence')
@Controller('api/evidence')
export class EvidenceController {
  constructor(private readonly addEvidence: AddEvidence) {}

  @Post()
  @Allow('insight-lead', 'support', 'release-manager', 'administrator')
  @Describe({
    id: 'addEvidence',
    summary: 'Takes in evidence about vehicles, up to 1,000 lines at a time',
    description:
      'For machines, with an API token. Telling again is harmless: a line is known by its source, vehicle, kind and instant. A line that cannot be used is refused with its reason; the others go in.',
    answers: AddedEvidenceAnswer,
  })
  async add(@CurrentActor() actor: Actor, @Body() { evidence }: AddEvidenceRequest): Promise<AddedEvidenceAnswer> {
    return await this.addEvidence.run(actor, evidence);
  }
}
