import type { Beginning, Ending } from '../car/belief.js';
import type { Report } from '../wire/report.js';

/** What happened to one car. */
export type FleetEvent = { readonly controllerId: string } & (
  | { readonly kind: 'polled'; readonly status: number | 'unreached' }
  | { readonly kind: 'described'; readonly attributes: Readonly<Record<string, string>> }
  | { readonly kind: 'began'; readonly beginning: Beginning }
  | { readonly kind: 'acknowledged'; readonly report: Report }
  | { readonly kind: 'ended'; readonly ending: Ending }
);

/** A promise holds the car at that moment until it is kept; what it throws is thrown again by Fleet.stop(). */
export type FleetObserver = (event: FleetEvent) => void | Promise<void>;
