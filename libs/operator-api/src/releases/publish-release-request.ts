import { TextField } from '../fields/text-field.js';

export class PublishReleaseRequest {
  @TextField({
    description: 'Rollouts of it may start from then on; absent: now. RFC 3339, in UTC.',
    longest: 40,
    example: '2026-12-01T06:00:00.000Z',
    isOptional: true,
  })
  readonly from?: string;

  @TextField({
    description: 'Of the type approval that was sought and is now granted.',
    longest: 200,
    isOptional: true,
  })
  readonly approvalReference?: string;
}
