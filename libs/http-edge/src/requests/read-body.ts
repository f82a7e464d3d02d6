import { type ArgumentMetadata, ValidationPipe } from '@nestjs/common';
import { DomainError } from '@tidings/vocabulary';
import type { ValidationError } from 'class-validator';
import type { FieldProblem } from '../problems/field-problem.js';

/** Deeper than anything that is asked for here, far from where the reading of it would run out of stack. */
const DEEPEST = 64;

class BodyReader extends ValidationPipe {
  override transform(body: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (isDeeperThan(DEEPEST, body))
      throw new DomainError('bad-request', { because: `The body has more than ${DEEPEST} levels: make it flatter` });
    return super.transform(body, metadata);
  }
}

const isDeeperThan = (levels: number, value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (levels === 0 || Object.values(value).some((part) => isDeeperThan(levels - 1, part)));

/**
 * Reads what came from outside into the handler's DTO class, strictly: a field nobody declared is an error, not ignored.
 * Errors: 'bad-request' { fields } with every field that does not fit and what it must be, or { because }.
 */
export const readBody = (): ValidationPipe =>
  new BodyReader({
    whitelist: true,
    forbidNonWhitelisted: true,
    transform: true,
    exceptionFactory: (errors) =>
      new DomainError('bad-request', { fields: errors.flatMap((error) => fieldsOf(error, '')) }),
  });

function fieldsOf(error: ValidationError, parent: string): readonly FieldProblem[] {
  const field = parent ? `${parent}.${error.property}` : error.property;
  const children = (error.children ?? []).flatMap((child) => fieldsOf(child, field));
  const must = Object.entries(error.constraints ?? {}).map(([rule, message]) =>
    demandOf(rule, message, error.property),
  );
  return must.length > 0 ? [{ field, must }, ...children] : children;
}

/** class-validator's messages begin with the property, or with "each value in" it: the field is named once, before them. */
function demandOf(rule: string, message: string, property: string): string {
  if (rule === 'whitelistValidation') return 'is not known here';
  if (rule === 'isObject') return 'must be an object';
  return message.replace(`each value in ${property} `, 'values each ').replace(`${property} `, '').replace(/\.$/, '');
}
