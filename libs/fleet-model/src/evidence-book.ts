import {
  type AttemptState,
  FAILURE_CLASSES,
  type FailureClass,
  isOpen,
  type OpenStage,
  type Plan,
  type StageEvidence,
  STALLED_AFTER,
} from '@tidings/rollout-engine';
import { after, before, type Instant } from '@tidings/vocabulary';
import type { Trial } from './simulated-car.js';
import { Starts } from './starts.js';

/** What evidence needs of its rollout at a look. */
interface Looked {
  readonly plan: Plan;
  readonly stage: OpenStage;
  readonly now: Instant;
  /** When the car of a try was last heard. */
  readonly lastHeardOf: (trial: Trial) => Instant;
}

type Late = Pick<StageEvidence, 'unresolved' | 'silent'>;

type Counted = Pick<
  StageEvidence,
  | 'started'
  | 'installed'
  | 'failed'
  | 'contradicted'
  | 'segments'
  | 'failedAt'
  | 'answersInStage'
  | 'silent'
  | 'startedLongAgo'
  | 'unresolved'
  | 'inStage'
>;

/**
 * What the cars of a simulated rollout have shown so far, counted as it happens: the same counts that views/rollouts/stage-evidence takes with SQL
 * over all of it. A test holds it against the plain count (builders/plain-evidence).
 */
export class EvidenceBook {
  /** Tries without an outcome. */
  readonly open = new Set<Trial>();
  private readonly known = new Set<Trial>();
  private readonly starts = new Starts();
  /** In the order of their starts. */
  private readonly begunTrials: Trial[] = [];
  /** What was ended before it could succeed, though it had started. */
  private readonly without = new Set<Trial>();
  private readonly counts = new Map<string, number>();
  private longAgo = 0;

  offered(trial: Trial): void {
    this.open.add(trial);
    this.known.add(trial);
  }

  /** Restarts of the failure guardrail so far. */
  get segments(): number {
    return this.starts.evidence().segments.length;
  }

  begun(trial: Trial): void {
    this.begunTrials.push(trial);
    this.starts.begun(trial);
    this.add(trial.attempt.state, 1);
  }

  /** The state of a try has changed. One that was offered before this book was opened is not in it. */
  changed(trial: Trial, was: AttemptState): void {
    if (!this.known.has(trial)) return;
    const { attempt } = trial;
    if (!isOpen(attempt)) this.open.delete(trial);
    if (attempt.fetchedAt === undefined) return;
    this.add(was, -1);
    this.add(attempt.state, 1);
    if (WITHOUT_EVIDENCE.has(attempt.state.kind)) this.without.add(trial);
    else this.without.delete(trial);
    this.starts.changed(trial);
  }

  evidence({ plan, stage, now, lastHeardOf }: Looked): Counted {
    const longAgo = before(now, plan.silentAfter);
    while ((this.begunTrials[this.longAgo]?.attempt.fetchedAt ?? Number.POSITIVE_INFINITY) <= longAgo)
      this.longAgo += 1;
    const { inAll, inStage } = this.lookAtLate({ plan, stage, now, lastHeardOf }, longAgo);
    const { without, begunTrials } = this;
    const isLate = ({ attempt }: Trial): boolean => attempt.fetchedAt! <= longAgo;
    return {
      started: begunTrials.length - without.size,
      installed: this.countOf('installed'),
      contradicted: this.countOf('contradicted'),
      failed: Object.fromEntries(FAILURE_CLASSES.map((name) => [name, this.countOf(name)])) as Record<
        FailureClass,
        number
      >,
      answersInStage: this.answersSince(stage.openedAt),
      startedLongAgo: this.longAgo - [...without].filter(isLate).length,
      ...inAll,
      inStage: { startedLongAgo: this.lateSince(stage.openedAt), ...inStage },
      ...this.starts.evidence(),
    };
  }

  /** Also remembers who was silent or stalled: it stays a signal, whatever comes later. */
  private lookAtLate(
    { plan, stage, now, lastHeardOf }: Looked,
    longAgo: Instant,
  ): { readonly inAll: Late; readonly inStage: Late } {
    const inAll = { unresolved: 0, silent: 0 };
    const inStage = { unresolved: 0, silent: 0 };
    for (const trial of this.open) {
      const { fetchedAt } = trial.attempt;
      if (fetchedAt === undefined || fetchedAt > longAgo) continue;
      const counts = fetchedAt >= stage.openedAt ? [inAll, inStage] : [inAll];
      for (const late of counts) late.unresolved += 1;
      const [wasSilent, wasStalled] = [trial.wasSilent, trial.wasStalled];
      if (lastHeardOf(trial) <= longAgo) {
        for (const late of counts) late.silent += 1;
        trial.wasSilent = true;
      } else trial.wasStalled ||= now >= after(fetchedAt, plan.stalledAfter ?? STALLED_AFTER);
      if (wasSilent !== trial.wasSilent || wasStalled !== trial.wasStalled) this.starts.changed(trial);
    }
    return { inAll, inStage };
  }

  /** Verdicts of tries that started since then; these are the last in the order of starts. */
  private answersSince(openedAt: Instant): number {
    let answers = 0;
    for (let place = this.begunTrials.length - 1; place >= 0; place--) {
      const { fetchedAt, state } = this.begunTrials[place]!.attempt;
      if (fetchedAt! < openedAt) break;
      if (VERDICTS.has(state.kind)) answers += 1;
    }
    return answers;
  }

  /** Tries that started between then and `silentAfter` ago. */
  private lateSince(openedAt: Instant): number {
    let late = 0;
    for (let place = this.longAgo - 1; place >= 0; place--) {
      const trial = this.begunTrials[place]!;
      if (trial.attempt.fetchedAt! < openedAt) break;
      if (!this.without.has(trial)) late += 1;
    }
    return late;
  }

  private add(state: AttemptState, by: number): void {
    const name = state.kind === 'failed' ? state.failure : state.kind;
    this.counts.set(name, this.countOf(name) + by);
  }

  private countOf(name: string): number {
    return this.counts.get(name) ?? 0;
  }
}

/** What we or its owner ended before it could succeed. */
const WITHOUT_EVIDENCE: ReadonlySet<string> = new Set(['withdrawn', 'cancelled', 'superseded', 'declined', 'deferred']);
const VERDICTS: ReadonlySet<string> = new Set(['installed', 'failed', 'contradicted']);
