import { ReadPool } from '@tidings/postgres';
import { Records, type Tx } from '@tidings/records';
import {
  asksPerson,
  type LookedAt,
  planNextStep,
  type StageEvidence,
  type Step,
  watchedAgain,
} from '@tidings/rollout-engine';
import { type Actor, Clock, dateOf, DomainError, type Instant, type RolloutId } from '@tidings/vocabulary';
import { oneRollout, sliceLook, stageEvidence, stopAllsInForce, type VersionedRollout } from '@tidings/views';
import { Injectable } from '@nestjs/common';
import { requireOtherPerson } from '../people/require-other-person.js';
import { grownStage, openedStage } from './opened-stage.js';

/** Moves a running rollout one step, if the evidence says so: for the conductor on its beat, and for a person who says yes. */
@Injectable()
export class AdvanceRollout {
  constructor(
    private readonly records: Records,
    private readonly pool: ReadPool,
    private readonly clock: Clock,
  ) {}

  /** The conductor's look. Returns what was decided; a hold is applied by doing nothing. */
  async run(actor: Actor, rolloutId: RolloutId): Promise<Step> {
    const now = this.clock.now();
    const { seen, evidence: counted } = await this.look(rolloutId, now);
    // The finder's looks are the conductor's: a person's yes is about the stage.
    const slices = await sliceLook(this.pool, seen.facts);
    const evidence: StageEvidence = { ...counted, ...(slices && { sliceLook: slices }) };
    const step = planNextStep(seen.facts, evidence, now);
    // Nobody may begin, so nothing opens; a guardrail still halts.
    if ((step.kind === 'advance' || step.kind === 'grow') && (await stopAllsInForce(this.pool)).length > 0)
      return { kind: 'hold', reasons: step.reasons };
    // A question to a person is recorded once, with all that led to it.
    if (step.kind !== 'hold' || (asksPerson(step) && !seen.isPersonAsked))
      await this.apply(actor, seen, step, { rollout: seen.facts, evidence, now });
    else if (evidence.sliceLook) {
      const { look } = evidence.sliceLook;
      await this.records.write((tx) => tx.rollouts.sliceLooked(rolloutId, look));
    }
    return step;
  }

  /**
   * A person opens the next stage. Without `early`, only what waits for a person is answered, and everything else must
   * hold; with `early`, a named reason replaces soak and answers, and cars without an outcome once patience with them is over,
   * which loosens the plan and so takes somebody who is not its author. Of the last stage, that ends the rollout. A breached guardrail is never passed this way.
   * Errors: 'wrong-state', 'stage-not-ready' (facts: reasons), 'author-is-approver', 'machine-may-not-approve'.
   */
  async byPerson(actor: Actor, rolloutId: RolloutId, early: string | undefined): Promise<Step> {
    const now = this.clock.now();
    const { seen, author, ...looked } = await this.look(rolloutId, now);
    const evidence: StageEvidence = { ...looked.evidence, isNextApproved: true };
    if (seen.facts.state.kind !== 'running')
      throw new DomainError('wrong-state', {
        what: 'rollout',
        name: seen.facts.name,
        verb: 'advance',
        is: seen.facts.state.kind,
        mustBe: ['running'],
      });
    if (early !== undefined) requireOtherPerson(actor, author);
    const step = planNextStep(seen.facts, evidence, now);
    const toStage = (seen.facts.stage?.index ?? 0) + 1;
    const next: Step =
      early !== undefined && isPersonsToDecide(step)
        ? toStage < seen.facts.plan.stages.length
          ? { kind: 'advance', toStage, reasons: step.reasons }
          : { kind: 'complete', reasons: step.reasons }
        : step;
    if (next.kind !== 'advance' && next.kind !== 'complete')
      throw new DomainError('stage-not-ready', { reasons: next.reasons, step: next.kind });
    await this.apply(actor, seen, next, { rollout: seen.facts, evidence, now }, early);
    return next;
  }

  private async look(
    rolloutId: RolloutId,
    now: Instant,
  ): Promise<{ seen: VersionedRollout; evidence: StageEvidence; author: string }> {
    const seen = await oneRollout(this.pool, rolloutId);
    if (!seen) throw new DomainError('not-found', { what: 'rollout', id: rolloutId });
    if (!seen.facts.stage)
      throw new DomainError('wrong-state', {
        what: 'rollout',
        name: seen.facts.name,
        verb: 'advance',
        is: seen.facts.state.kind,
        mustBe: ['running'],
      });
    const stage = watchedAgain(seen.facts.stage, seen.facts.evaluatedAt, now);
    const facts = seen.facts.state.kind === 'running' ? { ...seen.facts, stage } : seen.facts;
    return { seen: { ...seen, facts }, evidence: await stageEvidence(this.pool, facts, now), author: seen.author };
  }

  private async apply(
    actor: Actor,
    { revision, facts }: VersionedRollout,
    step: Step,
    lookedAt: LookedAt,
    early?: string,
  ): Promise<void> {
    await this.records.write(async (tx) => {
      await tx.rollouts.apply(
        facts.rolloutId,
        {
          kind: step.kind,
          by: actor.person,
          evidence: kept(lookedAt),
          reasons: early === undefined ? step.reasons : [...step.reasons, { code: 'person', wants: early, has: '' }],
          set: {
            ...(await columnsOf(tx, facts.rolloutId, step, actor, lookedAt)),
            ...(lookedAt.evidence.sliceLook && { sliceLooks: lookedAt.evidence.sliceLook.look + 1 }),
          },
        },
        { ifRevision: revision },
      );
      if (step.kind === 'hold-slice')
        await tx.rollouts.holdSlice(facts.rolloutId, step.slice, revision + 1, step.reasons);
      await tx.journal.append({
        actor,
        act: ACT[step.kind],
        subject: facts.rolloutId,
        facts: { step, ...(early !== undefined && { early }) },
      });
      tx.nudges.look('rollouts');
    });
  }
}

/** Time and answers, and cars without an outcome once patience with them is over; never a guardrail, never a cohort nobody counted. */
function isPersonsToDecide({ kind, reasons }: Step): boolean {
  const codes: ReadonlySet<string> = new Set(reasons.map(({ code }) => code));
  const may = codes.has('patience') ? [...EARLY, 'unresolved', 'silent', 'patience'] : EARLY;
  return kind === 'hold' && codes.size > 0 && [...codes].every((code) => may.includes(code));
}

const EARLY: readonly string[] = ['soak', 'answers'];

/** Nothing beside what decided: cohorts may be lists of a million vehicles. */
function kept({ rollout: { state, stage, plan, planVersion, tally, release }, evidence, now }: LookedAt): LookedAt {
  return { rollout: { state, stage, plan, planVersion, tally, release: { state: release.state } }, evidence, now };
}

const ACT = {
  hold: 'rollout-asks-person',
  advance: 'rollout-advanced',
  grow: 'rollout-grew',
  continue: 'rollout-open-for-late-joiners',
  pause: 'rollout-paused',
  'hold-slice': 'rollout-slice-held',
  halt: 'rollout-halted',
  complete: 'rollout-completed',
} as const;

async function columnsOf(tx: Tx, rolloutId: RolloutId, step: Step, actor: Actor, looked: LookedAt) {
  const { now } = looked;
  const row = await tx.rollouts.lock(rolloutId);
  const moved = { stateAt: dateOf(now), stateBy: actor.person };
  const why = step.reasons.map(({ code, wants, has }) => `${code}: ${has} (${wants})`).join('; ');
  switch (step.kind) {
    case 'advance':
      return { ...openedStage(row, step.toStage, now), evaluatedAt: dateOf(now) };
    case 'hold':
      return { askedAt: dateOf(now), waitsFor: step.reasons };
    case 'hold-slice':
      return {};
    case 'grow':
      return { ...grownStage(looked.rollout.stage!, step.toRampStep, now), evaluatedAt: dateOf(now) };
    case 'continue':
      return { doneAt: dateOf(now), evaluatedAt: dateOf(now) };
    case 'complete':
      return { ...moved, state: 'completed' as const };
    case 'pause':
      return { ...moved, state: 'paused' as const, stateWhy: why, epoch: row.epoch + 1 };
    case 'halt':
      return { ...moved, state: 'halted' as const, stateWhy: why, epoch: row.epoch + 1, validFromEpoch: row.epoch + 1 };
  }
}
