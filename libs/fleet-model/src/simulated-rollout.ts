import {
  compileCohort,
  growStage,
  inFlightLimit,
  membershipOf,
  openRings,
  openStage,
  POSITION_SPACE,
  positionOf,
  type RolloutFacts,
  type RolloutState,
  type StageEvidence,
  stageThresholds,
  type Step,
  watchedAgain,
} from '@tidings/rollout-engine';
import type { Instant } from '@tidings/vocabulary';
import { EvidenceBook } from './evidence-book.js';
import type { SimulatedCar, Trial } from './simulated-car.js';
import { sliceLookOf } from './slice-look-of.js';

/** A rollout in a simulation, as it is now; its tries in the order in which they were offered. */
export class SimulatedRollout {
  readonly trials: Trial[] = [];
  /** Of the cars that guardrails look at. */
  book = new EvidenceBook();
  /** Vehicles whose owner said no. */
  readonly saidNo = new Set<string>();
  /** By stage, counted when it was approved. */
  stageCounts: readonly number[] = [];
  /** A person said yes to the stage after this one. */
  isNextApproved = false;
  /** Looks of the sub-cohort finder so far. */
  sliceLooks = 0;
  /** What the conductor decided last, and by which reasons. */
  lastSaying = '';
  /** Segments of versions of its plan that were halted: their alpha is spent. */
  private spentBefore = 0;
  private readonly positions = new Map<string, number>();

  constructor(public facts: RolloutFacts) {}

  /** Counts the cohort, as an approval does: that binds thresholds and caps. */
  approve(cars: readonly SimulatedCar[], at: Instant, by: string): void {
    const { rolloutId, cohort, plan } = this.facts;
    const compiled = compileCohort(cohort);
    const members = cars
      .filter(({ facts }) => facts.standing === 'active' && membershipOf(compiled, facts) === 'in')
      .map(({ facts }) => ({ place: positionOf(rolloutId, facts.vehicleId), rings: facts.rings }));
    const places = members.map(({ place }) => place).sort((a, b) => a - b);
    // A stage by count opens up to just behind the last of so many; beyond the cohort: to everybody.
    const thresholds = stageThresholds(plan.stages, (count) => (places[count - 1] ?? POSITION_SPACE - 1) + 1);
    this.stageCounts = thresholds.map((threshold, index) => {
      const rings = openRings(plan.stages, index);
      const isExposed = (one: (typeof members)[number]): boolean =>
        one.place < threshold || one.rings.some((ring) => rings.includes(ring));
      return members.filter(isExposed).length;
    });
    this.facts = { ...this.facts, cohortCount: members.length, thresholds, state: { kind: 'approved', at, by } };
  }

  openStage(index: number, now: Instant): void {
    const { plan, thresholds, stage: before } = this.facts;
    const onPaper = { thresholds, stageCounts: this.stageCounts };
    const stage = openStage(plan, onPaper, index, before?.threshold ?? 0, now);
    this.isNextApproved = false;
    const { state } = this.facts;
    this.facts = { ...this.facts, state: state.kind === 'running' ? state : { kind: 'running', since: now }, stage };
  }

  /** What the conductor does with a step; a hold changes nothing. */
  apply(step: Step, now: Instant): void {
    const why = step.reasons.map(({ code, wants, has }) => `${code}: ${has} (${wants})`).join('; ');
    const by = 'tidings';
    switch (step.kind) {
      case 'hold':
        return;
      case 'hold-slice':
        this.facts = { ...this.facts, holds: [...this.facts.holds, { ...step.slice, since: now }] };
        return;
      case 'advance':
        return this.openStage(step.toStage, now);
      case 'grow':
        this.facts = { ...this.facts, stage: growStage(this.facts.stage!, step.toRampStep, now) };
        return;
      case 'continue':
        this.facts = { ...this.facts, stage: { ...this.facts.stage!, doneAt: now } };
        return;
      case 'complete':
        return this.become({ kind: 'completed', at: now });
      case 'pause':
        return this.stop({ kind: 'paused', at: now, by, why });
      case 'halt':
        return this.stop({ kind: 'halted', at: now, by, why });
    }
  }

  /** The conductor is back. `lastLookAt`: absent when it never was away. */
  watchedAgain(lastLookAt: Instant | undefined, now: Instant): void {
    const { state, stage } = this.facts;
    if (state.kind === 'running' && stage) this.facts = { ...this.facts, stage: watchedAgain(stage, lastLookAt, now) };
  }

  /** Raises the epoch; a halt ends what was permitted before it, a pause does not. */
  stop(state: Extract<RolloutState, { kind: 'paused' | 'halted' }>): void {
    const epoch = this.facts.epoch + 1;
    const validFromEpoch = state.kind === 'halted' ? epoch : this.facts.validFromEpoch;
    this.facts = { ...this.facts, state, epoch, validFromEpoch };
  }

  /** Another version of its plan, after a halt: the open stage begins anew, and guardrails see whoever is offered it from now on. */
  goOn(now: Instant): void {
    const { stage, planVersion } = this.facts;
    const number = planVersion.number + 1;
    this.spentBefore += this.book.segments;
    this.book = new EvidenceBook();
    this.facts = {
      ...this.facts,
      state: { kind: 'running', since: now },
      stage: { ...stage!, openedAt: now },
      planVersion: { number, since: now, evidenceFrom: number },
    };
  }

  become(state: RolloutState): void {
    this.facts = { ...this.facts, state };
  }

  count(change: Partial<Readonly<Record<'offered' | 'open' | 'outcomes', number>>>): void {
    const { offered, open, outcomes } = this.facts.tally;
    const tally = {
      ...this.facts.tally,
      offered: offered + (change.offered ?? 0),
      open: open + (change.open ?? 0),
      outcomes: outcomes + (change.outcomes ?? 0),
    };
    this.facts = { ...this.facts, tally };
  }

  /** Without control group and without intakes: what owners and cars tell after the installation is not simulated. */
  evidence(now: Instant, lastHeardOf: (trial: Trial) => Instant): StageEvidence {
    const { plan, stage, tally } = this.facts;
    const sliceLook = sliceLookOf(this);
    const lastOfferedAt = this.trials.at(-1)?.attempt.offeredAt;
    return {
      ...this.book.evidence({ plan, stage: stage!, now, lastHeardOf }),
      stageIndex: stage!.index,
      openedAt: stage!.openedAt,
      ...(this.spentBefore > 0 && { spentBefore: this.spentBefore }),
      isNextApproved: this.isNextApproved,
      cohortCount: this.facts.cohortCount,
      asked: { of: tally.offered, bad: this.saidNo.size },
      ...(lastOfferedAt !== undefined && { lastOfferedAt }),
      ...(sliceLook && { sliceLook }),
    };
  }

  /** Is the rollout open as far as this car? */
  reaches({ facts: { vehicleId, rings } }: SimulatedCar): boolean {
    const { state, stage, plan, rolloutId } = this.facts;
    if (state.kind !== 'running' || stage === undefined) return false;
    let position = this.positions.get(vehicleId);
    if (position === undefined) this.positions.set(vehicleId, (position = positionOf(rolloutId, vehicleId)));
    return position < stage.threshold || openRings(plan.stages, stage.index).some((ring) => rings.includes(ring));
  }

  /** This release is on board of the car, by this rollout. */
  hasBrought({ trials }: SimulatedCar): boolean {
    const { rolloutId } = this.facts;
    return trials.some(({ attempt }) => attempt.rolloutId === rolloutId && attempt.state.kind === 'installed');
  }

  /** Would the counts let one more in? */
  get hasRoom(): boolean {
    const { state, stage, tally } = this.facts;
    return (
      state.kind === 'running' &&
      stage !== undefined &&
      tally.open < inFlightLimit(this.facts) &&
      tally.offered < stage.cap
    );
  }
}
