import { type BasisPoints, basisPoints, days, type Duration, seconds } from '@tidings/vocabulary';

/** A length of time drawn evenly between two. */
export interface Span {
  readonly shortest: Duration;
  readonly longest: Duration;
}

/** How the cars with one kind of hardware fare. Shares are chances per update, except `parked`: a share of the cars. */
export interface HardwareBehaviour {
  readonly installFails: BasisPoints;
  /** What a failed installation reports: a status code of ours and a line of text. */
  readonly failure: { readonly code: number; readonly text: string };
  /** Never heard of again after the installation. */
  readonly bricks: BasisPoints;
  /** Loses the connection once, half-way through the package, and resumes. */
  readonly downloadCut: BasisPoints;
  readonly slowDownload: BasisPoints;
  readonly slowBytesPerSecond: number;
  readonly parked: BasisPoints;
  /** A parked car makes its first contact only after this. */
  readonly parkedFor: Duration;
  readonly installTakes: Span;
  /** Away: neither polls nor reports. */
  readonly restartTakes: Span;
}

export interface FleetBehaviour extends HardwareBehaviour {
  readonly perHardware?: Readonly<Record<string, Partial<HardwareBehaviour>>>;
}

/** The demo's: a rollout that moves before one's eyes, with a few failures to look at. */
export const DEMO_BEHAVIOUR: FleetBehaviour = {
  installFails: basisPoints(60),
  failure: { code: 9002, text: 'the new software did not start; back on the previous one' },
  bricks: basisPoints(0),
  downloadCut: basisPoints(300),
  slowDownload: basisPoints(500),
  slowBytesPerSecond: 64 * 1024,
  parked: basisPoints(200),
  parkedFor: days(7),
  installTakes: { shortest: seconds(3), longest: seconds(20) },
  restartTakes: { shortest: seconds(2), longest: seconds(6) },
};

export const behaviourOf = (behaviour: FleetBehaviour, hardwareId: string): HardwareBehaviour => ({
  ...behaviour,
  ...behaviour.perHardware?.[hardwareId],
});
