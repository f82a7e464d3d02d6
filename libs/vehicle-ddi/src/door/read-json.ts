import type { FastifyInstance } from 'fastify';
import { DdiRefusal } from './ddi-refusal.js';

/** Reports are 4 to 6 KB in the field. */
const BODY_AT_MOST_BYTES = 256 * 1024;

/**
 * Bodies are application/json and nothing else (415), plain JSON.parse: members nobody declared are normal, also a "__proto__",
 * which is only a member here. Errors: DdiRefusal 'body-not-readable'; swupdate may send a raw newline inside a string.
 */
export function readJson(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser(
    'application/json',
    { parseAs: 'string', bodyLimit: BODY_AT_MOST_BYTES },
    (_request, text, done) => {
      try {
        done(null, JSON.parse(text as string));
      } catch (cause) {
        done(new DdiRefusal('body-not-readable', `The body is not JSON: ${(cause as Error).message}.`));
      }
    },
  );
}
