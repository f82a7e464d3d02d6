import { TextField } from '../fields/text-field.js';

export class StopRequest {
  @TextField({
    description: 'Why; release managers, auditors and owners may read it.',
    longest: 1000,
    hasLines: true,
    example: 'Charging stops early on three cars',
  })
  readonly why!: string;
}
