import { decode } from 'cborg';
import type { FastifyInstance } from 'fastify';
import { CBOR, JSON_TYPE } from './answer-type.js';
import { DdiRefusal } from './ddi-refusal.js';

/** Reports are 4 to 6 KB in the field. */
const BODY_AT_MOST_BYTES = 256 * 1024;

/**
 * Bodies are application/json or application/cbor and nothing else (415). JSON by plain JSON.parse: members nobody declared are normal, also a
 * "__proto__", which is only a member here. Errors: DdiRefusal 'body-not-readable'; swupdate may send a raw newline inside a string.
 */
export function readBodies(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers();
  const read = (type: string, parse: (bytes: Buffer) => unknown): void => {
    scope.addContentTypeParser(
      type,
      { parseAs: 'buffer', bodyLimit: BODY_AT_MOST_BYTES },
      (_request, bytes: Buffer, done) => {
        try {
          done(null, parse(bytes));
        } catch (cause) {
          done(new DdiRefusal('body-not-readable', `The body is not ${type}: ${(cause as Error).message}.`));
        }
      },
    );
  };
  read(JSON_TYPE, (bytes) => JSON.parse(bytes.toString()));
  // What JSON cannot say is refused here, so that nobody behind has to know it.
  read(CBOR, (bytes) => decode(bytes, { allowBigInt: false }));
}
