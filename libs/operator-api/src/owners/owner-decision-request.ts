import { ApiProperty } from '@nestjs/swagger';
import type { OwnerChoice } from '@tidings/rollout-engine';
import { DomainError, type Instant, parseInstant } from '@tidings/vocabulary';
import { IsIn } from 'class-validator';
import { InstantField } from '../fields/instant-field.js';
import { TextField } from '../fields/text-field.js';

const CHOICES = ['accepted', 'every-night', 'deferred', 'declined', 'nobody-to-ask'] as const;

export class OwnerDecisionRequest {
  @TextField({ description: 'Controller id of the vehicle.', longest: 128, example: 'ast-000017' })
  readonly vehicle!: string;

  @TextField({
    description: 'Id of the release it is about; absent only with nobody-to-ask.',
    longest: 44,
    isOptional: true,
  })
  readonly releaseId?: string;

  @ApiProperty({ enum: CHOICES, enumName: 'OwnerChoice' })
  @IsIn(CHOICES)
  readonly choice!: (typeof CHOICES)[number];

  @InstantField({ description: 'With accepted: from when.', isOptional: true })
  readonly from?: string;

  @InstantField({ description: 'With accepted: until when. A missed span does not slide.', isOptional: true })
  readonly to?: string;

  @InstantField({ description: 'With deferred: not before.', isOptional: true })
  readonly until?: string;

  @TextField({
    description: 'Hash of the text that was shown; absent, it is kept as "text not proven".',
    longest: 64,
    isOptional: true,
  })
  readonly edition?: string;
}

/** Errors: 'bad-request' when an instant is missing. */
export function choiceOf({ choice, from, to, until }: OwnerDecisionRequest): OwnerChoice | undefined {
  switch (choice) {
    case 'accepted':
      return { kind: 'accepted', from: needed('from', from), to: needed('to', to) };
    case 'deferred':
      return { kind: 'deferred', until: needed('until', until) };
    case 'nobody-to-ask':
      return undefined;
    default:
      return { kind: choice };
  }
}

function needed(field: string, text: string | undefined): Instant {
  if (text === undefined) throw new DomainError('bad-request', { fields: [{ field, must: ['must be given'] }] });
  return parseInstant(text);
}
