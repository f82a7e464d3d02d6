import { TextField } from '../fields/text-field.js';

export class AdvanceRequest {
  @TextField({
    description:
      'A reason to go on before soak and answers are there; takes somebody who is not the author. A breached guardrail is never passed this way.',
    longest: 1000,
    hasLines: true,
    isOptional: true,
  })
  readonly early?: string;
}
