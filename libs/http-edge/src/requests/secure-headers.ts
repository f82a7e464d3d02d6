import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';

/** Who comes to a door: cars, programs that read JSON, or people with a browser. */
export type Visitors = 'vehicles' | 'programs' | 'browsers';

/** Headers that keep a browser from doing more with an answer than was meant. Call before the first route is registered. */
export async function addSecureHeaders(fastify: FastifyInstance, visitors: Visitors): Promise<void> {
  // A car is no browser, and a dozen headers on every poll cost more than the poll: it gets the one that matters if a person looks.
  if (visitors === 'vehicles') {
    fastify.addHook('onRequest', (_request, reply, done) => {
      reply.header('x-content-type-options', 'nosniff');
      done();
    });
    return;
  }
  const directives = visitors === 'browsers' ? PAGES : NOTHING;
  await fastify.register(helmet, { contentSecurityPolicy: { useDefaults: false, directives } });
}

/** JSON loads nothing and stands in no frame. */
const NOTHING = { 'default-src': ["'none'"], 'frame-ancestors': ["'none'"] };

/** Our pages bring everything along; nothing is inline, nothing comes from elsewhere. */
const PAGES = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'font-src': ["'self'"],
  'img-src': ["'self'"],
  'connect-src': ["'self'"],
  'form-action': ["'self'"],
  'base-uri': ["'none'"],
  'frame-ancestors': ["'none'"],
};
