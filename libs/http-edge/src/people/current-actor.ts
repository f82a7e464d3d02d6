import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Actor } from '@tidings/vocabulary';
import type { FastifyRequest } from 'fastify';

/** The actor of this request, as a handler's parameter. A @Public handler has none and must not ask. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const actor = ACTORS.get(context.switchToHttp().getRequest<FastifyRequest>());
  if (!actor)
    throw new Error(`${context.getClass().name}.${context.getHandler().name} is @Public: nobody is signed in there`);
  return actor;
});

/** SignedIn says who asks; known as long as the request lives. */
export const rememberActor = (request: FastifyRequest, actor: Actor): void => void ACTORS.set(request, actor);

const ACTORS = new WeakMap<FastifyRequest, Actor>();
