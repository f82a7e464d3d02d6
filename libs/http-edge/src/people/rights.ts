import { SetMetadata } from '@nestjs/common';
import type { Role } from '@tidings/vocabulary';

/** Who may call a handler: anybody, or whoever has one of these roles. */
export type Rights = 'anybody' | readonly [Role, ...Role[]];

export const RIGHTS = 'tidings:rights';

/** Opens a handler, or every handler of a controller, to whoever has one of the roles. The handler's own word goes first. */
export const Allow = (...roles: readonly [Role, ...Role[]]): ClassDecorator & MethodDecorator =>
  SetMetadata(RIGHTS, roles satisfies Rights);

/** Opens a handler to anybody, signed in or not. */
export const Public = (): ClassDecorator & MethodDecorator => SetMetadata(RIGHTS, 'anybody' satisfies Rights);
