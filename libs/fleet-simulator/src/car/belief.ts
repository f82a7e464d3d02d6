import type { Instant } from '@tidings/vocabulary';
import type { Report } from '../wire/report.js';

/** Where a car is with its update, now. */
export type CarPhase = 'parked' | 'driving' | 'downloading' | 'installing' | 'restarting' | 'reporting' | 'bricked';

export interface Beginning {
  readonly wireNumber: number;
  readonly step: 'fetch' | 'download' | 'install' | 'restart';
  readonly at: Instant;
}

export interface Ending {
  readonly wireNumber: number;
  /** 'gone': the server took the link or the package back. */
  readonly outcome: 'installed' | 'failed' | 'cancelled' | 'gone' | 'bricked';
  readonly at: Instant;
}

/** What a car itself knows: the oracle that the server's record is compared with. */
export interface VehicleBelief {
  readonly controllerId: string;
  readonly phase: CarPhase;
  /** Of the last poll: an HTTP status, 'unreached', or 'none' before the first. */
  readonly lastPoll: number | 'unreached' | 'none';
  readonly installedVersion: string;
  /** Wire numbers that a poll showed as deploymentBase, in that order. */
  readonly offered: readonly number[];
  readonly began: readonly Beginning[];
  readonly ended: readonly Ending[];
  /** Reports answered with exactly 200, in that order. */
  readonly acknowledged: readonly Report[];
  /** Reports still to be acknowledged, in that order. */
  readonly unacknowledged: readonly Report[];
}
