import type { HttpException } from '@nestjs/common';
import { DomainError, type ErrorCode } from '@tidings/vocabulary';

/** A refusal by Nest or Fastify in our words; undefined when it is not the asker's fault. */
export function requestErrorOf(refusal: HttpException): DomainError | undefined {
  const status = refusal.getStatus();
  if (status >= 500) return undefined;
  const code = CODE_OF_STATUS[status];
  if (code) return new DomainError(code, {}, { cause: refusal });
  return new DomainError('bad-request', { because: reasonFor(refusal) }, { cause: refusal });
}

const CODE_OF_STATUS: Readonly<Record<number, ErrorCode>> = {
  401: 'not-signed-in',
  403: 'role-missing',
  404: 'not-found',
  413: 'body-too-large',
  415: 'media-type-not-supported',
};

/** Fastify's codes whose own message does not say what to do. */
const REASONS: Readonly<Record<string, string>> = {
  FST_ERR_CTP_INVALID_JSON_BODY: 'The body is not JSON: check quotes, commas and brackets',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'The body is empty although its content type says JSON: send a JSON object',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH:
    'The body is not as long as its Content-Length says: it was cut on its way, send it again',
  FST_ERR_BAD_URL: 'The address contains a % sign that starts no valid escape: write %25 for a percent sign',
  FST_ERR_MAX_PARAM_LENGTH: 'A part of the address is longer than any id: check the id in it',
};

function reasonFor(refusal: HttpException): string {
  const { cause } = refusal;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (cause instanceof SyntaxError) return REASONS['FST_ERR_CTP_INVALID_JSON_BODY']!;
  return REASONS[code] ?? refusal.message.replace(/\.$/, '');
}
