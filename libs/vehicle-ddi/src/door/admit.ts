import type { DecisionSnapshot, Seat } from '@tidings/decision-snapshot';
import type { Clock, VehicleId } from '@tidings/vocabulary';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DdiRefusal } from './ddi-refusal.js';
import { NotHere } from './not-here.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks, once admitted. */
    vehicleSeat: Seat;
    vehicleId: VehicleId;
  }
}

const LONGEST_CONTROLLER_ID = 256;
/** hawkBit's limit; whatever is longer is not worth a digest. */
const LONGEST_TOKEN = 128;
const SCHEME = 'targettoken ';

/**
 * Lets a vehicle in that shows its own target token (DDI section 1), before its body is read. From memory; a name that memory
 * lacks costs one read. Unknown, retired, blocked and wrong token are answered alike: 401 without a body.
 */
export function admitVehicles(snapshot: DecisionSnapshot, clock: Clock, tenant: string) {
  return (request: FastifyRequest, reply: FastifyReply, done: (error?: Error) => void): void => {
    const asked = request.params as { readonly tenant: string; readonly controllerId: string };
    if (asked.controllerId === '') {
      done(new NotHere());
      return;
    }
    if (asked.controllerId.length > LONGEST_CONTROLLER_ID) {
      const message = `A controller id has at most ${LONGEST_CONTROLLER_ID} characters.`;
      done(new DdiRefusal('address-not-valid', message));
      return;
    }
    const token = targetTokenIn(request.headers.authorization);
    if (token === undefined || asked.tenant !== tenant) {
      turnAway(reply);
      return;
    }
    const seat = snapshot.seatAtTheDoor(asked.controllerId);
    if (typeof seat === 'object') seat.then((found) => decide(found), done);
    else decide(seat);

    function decide(found: Seat | undefined): void {
      if (found === undefined || !snapshot.fleet.accepts(found, token!)) {
        turnAway(reply);
        return;
      }
      request.vehicleSeat = found;
      request.vehicleId = snapshot.fleet.idAt(found);
      snapshot.fleet.saw(found, clock.now());
      done();
    }
  };
}

function targetTokenIn(authorization: string | undefined): string | undefined {
  if (authorization === undefined || authorization.length > SCHEME.length + LONGEST_TOKEN) return undefined;
  if (authorization.slice(0, SCHEME.length).toLowerCase() !== SCHEME) return undefined;
  return authorization.slice(SCHEME.length).trim();
}

/** RFC 9110, 11.6.1 wants a challenge with every 401. */
function turnAway(reply: FastifyReply): void {
  void reply.code(401).header('www-authenticate', 'TargetToken').send();
}
