import type { Handler } from '@tidings/http-edge';

/** The doors of one process. */
export interface Doors {
  readonly vehicles: Handler;
  readonly desk: Handler;
  readonly owners: Handler;
  /** The local identity provider; absent where people sign in elsewhere. */
  readonly signIn?: Handler;
}

const DESK = /^\/(api|console|openapi\.json|healthz|readyz)(\/|\?|$)/;
const STOP_ALL = /^\/stop-all(\?|$)/;
const SIGN_IN = /^\/sign-in(\/|\?|$)/;

/** Which door a path belongs to: the vehicles' by its DDI tail or the gateway's own address, the desk's by name, everything else is for owners. */
export function dispatch(doors: Doors, tenant: string): Handler {
  const vehicles = `/${tenant}/controller/`;
  return (request, response) => {
    const path = request.url ?? '/';
    if (path.startsWith(vehicles) || STOP_ALL.test(path)) doors.vehicles(request, response);
    else if (DESK.test(path)) doors.desk(request, response);
    else if (doors.signIn && SIGN_IN.test(path)) doors.signIn(request, response);
    else doors.owners(request, response);
  };
}
