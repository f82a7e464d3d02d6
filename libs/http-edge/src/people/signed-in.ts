import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { DomainError } from '@tidings/vocabulary';
import type { FastifyRequest } from 'fastify';
import { rememberActor } from './current-actor.js';
import { RIGHTS, type Rights } from './rights.js';
import type { WhoIsAsking } from './who-is-asking.js';

/**
 * Lets a request through when the handler is @Public or the asker has a role it @Allows. Refuses by default: a handler
 * that says neither is open to nobody.
 */
export class SignedIn implements CanActivate {
  private readonly reflector = new Reflector();

  /** Without `whoIsAsking` the door knows nobody and only what is @Public opens. */
  constructor(private readonly whoIsAsking: WhoIsAsking | undefined) {}

  /** Errors: 'not-signed-in', 'token-not-valid', 'identity-provider-away', 'role-missing' { needs, has }. */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const rights = this.reflector.getAllAndOverride<Rights | undefined>(RIGHTS, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (rights === 'anybody') return true;
    if (!this.whoIsAsking) throw new DomainError('not-signed-in');
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const actor = await this.whoIsAsking.actorFor(request.headers.authorization);
    if (!rights?.some((role) => actor.roles.includes(role)))
      throw new DomainError('role-missing', { needs: rights ?? [], has: actor.roles });
    rememberActor(request, actor);
    return true;
  }
}
