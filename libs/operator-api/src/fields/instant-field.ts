import { TextField } from './text-field.js';

/** An instant in a request, as ISO 8601 with its zone. */
export const InstantField = (options: {
  readonly description: string;
  readonly isOptional?: boolean;
}): PropertyDecorator =>
  TextField({
    ...options,
    longest: 40,
    example: '2026-12-01T22:00:00Z',
    form: { pattern: INSTANT, says: 'be an instant such as 2026-12-01T22:00:00Z' },
  });

const INSTANT =
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,3})?)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;
