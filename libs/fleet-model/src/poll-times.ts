import type { Decision, GateName } from '@tidings/rollout-engine';
import { instant, type Instant } from '@tidings/vocabulary';
import { nextPoll } from './contacts.js';
import type { SimulatedCar } from './simulated-car.js';

/** Gates whose refusal ends when another car makes room. */
const COUNTING_GATES: ReadonlySet<GateName> = new Set<GateName>(['pace-allows', 'stage-has-room']);

/**
 * When cars poll next, without the polls that cannot be answered otherwise than the one before: a refused car sleeps until the refusal
 * can end, as it does in production (holdsUntil), and one refused by counts alone is asked again, at one of its own polls, only once the
 * counts have changed. A test holds this against every car polling every time.
 */
export class PollTimes {
  private readonly waiting = new Set<SimulatedCar>();
  /** The one that is asked next because there is room. */
  private next: SimulatedCar | undefined;

  constructor(
    private readonly beginning: Instant,
    private readonly put: (at: Instant, car: SimulatedCar, plan: number) => void,
    private readonly skipsIdlePolls: boolean,
  ) {}

  /** At its next poll from that instant on; an earlier plan is void. */
  plan(car: SimulatedCar, from: Instant): void {
    this.waiting.delete(car);
    if (this.next === car) this.next = undefined;
    this.put(nextPoll(car.behaviour, this.beginning, from), car, ++car.plannedPoll);
  }

  wake(cars: readonly SimulatedCar[], now: Instant): void {
    for (const car of cars) this.plan(car, now);
  }

  refused(car: SimulatedCar, decision: Extract<Decision, { kind: 'nothing' }>, now: Instant): void {
    const { refusals, holdsUntil } = decision;
    if (!this.skipsIdlePolls) return this.plan(car, instant(now + 1));
    if (holdsUntil === undefined) return;
    const endsBeforeNextPoll = holdsUntil <= now + car.behaviour.pollEvery;
    const isByCounts = refusals.some(({ answer: { gate } }) => COUNTING_GATES.has(gate));
    if (isByCounts && endsBeforeNextPoll) this.waiting.add(car);
    else this.plan(car, instant(Math.max(holdsUntil, now + 1)));
  }

  /** There is room: of those who wait for it, the one that polls next is asked. */
  letNextIn(now: Instant): void {
    if (this.next !== undefined) return;
    const from = instant(now + 1);
    let [first, firstAt]: [SimulatedCar | undefined, number] = [undefined, Number.POSITIVE_INFINITY];
    for (const car of this.waiting) {
      const at = nextPoll(car.behaviour, this.beginning, from);
      if (at < firstAt) [first, firstAt] = [car, at];
    }
    if (first === undefined) return;
    this.plan(first, from);
    this.next = first;
  }

  /** A car that was let in is asked now. */
  asked(car: SimulatedCar): void {
    if (this.next === car) this.next = undefined;
  }
}
