import { TextField } from '../fields/text-field.js';
import { TextsField } from '../fields/texts-field.js';

/** Every condition that is there must hold; none at all means every vehicle. */
export class CohortRequest {
  @TextsField({
    description: 'Vehicle models.',
    longest: 64,
    atLeast: 1,
    atMost: 200,
    example: ['Vega'],
    isOptional: true,
  })
  readonly models?: readonly string[];

  @TextsField({
    description: 'Markets, ISO 3166-1 alpha-2.',
    longest: 2,
    atLeast: 1,
    atMost: 250,
    example: ['SE', 'DE'],
    isOptional: true,
  })
  readonly markets?: readonly string[];

  @TextsField({
    description: 'Controller ids of vehicles. Unknown ones are refused and named.',
    longest: 128,
    atLeast: 1,
    atMost: 20_000,
    isOptional: true,
  })
  readonly vehicles?: readonly string[];

  @TextField({
    description: 'A filter in RSQL: fields, operators and what a missing fact means are in docs/filters.md.',
    longest: 4000,
    example: 'softwareVersion=lt=4.2;equipment==tow-bar',
    isOptional: true,
  })
  readonly filter?: string;
}
