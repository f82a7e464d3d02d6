import { isOpen, type OpenStage, type Plan, type RolloutFacts, watchedFor } from '@tidings/rollout-engine';
import { after, type Duration, type Instant, seconds } from '@tidings/vocabulary';
import type { Trial } from './simulated-car.js';

/** From a report to the conductor's next look: its beat. */
export const LOOKS_AFTER = seconds(1);

/** Of a look that is never void. */
const ALWAYS = 0;

/** When the conductor looks next: a beat after something was heard, when a stage has soaked, and now and then anyway. */
export class LookTimes {
  private latest = ALWAYS;
  private nextAt: Instant | undefined;

  constructor(
    private readonly put: (at: Instant, number: number) => void,
    private readonly skipsIdleLooks: boolean,
  ) {}

  /** Unless a look comes before that anyway. */
  plan(now: Instant, delay: Duration): void {
    const at = after(now, delay);
    if (this.nextAt !== undefined && this.nextAt <= at) return;
    this.nextAt = at;
    this.put(at, ++this.latest);
  }

  planWhenSoaked({ state, stage, plan }: RolloutFacts, now: Instant): void {
    if (state.kind !== 'running' || stage === undefined) return;
    const at = soakedAt(stage, plan);
    if (at > now) this.put(at, ALWAYS);
  }

  /** Something was said about this try. */
  heard(trial: Trial, rollout: RolloutFacts, now: Instant): void {
    if (!this.skipsIdleLooks || mayDecide(trial, rollout, now)) this.plan(now, LOOKS_AFTER);
  }

  /** False: a look that was planned later came earlier. */
  isDue(number: number): boolean {
    return number === ALWAYS || number === this.latest;
  }

  looked(): void {
    this.nextAt = undefined;
  }
}

/** Can this report stop its rollout, or open the next stage? */
function mayDecide({ attempt }: Trial, { stage, plan }: RolloutFacts, now: Instant): boolean {
  if (isOpen(attempt)) return false;
  if (attempt.state.kind !== 'installed') return true;
  return stage !== undefined && stage.index < plan.stages.length - 1 && now >= soakedAt(stage, plan);
}

const soakedAt = (stage: OpenStage, { stages }: Plan): Instant =>
  watchedFor(stage.ramp?.steppedAt ?? stage.openedAt, stages[stage.index]!.soak, stage);
