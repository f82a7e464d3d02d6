import { basisPoints, type Instant, shareText } from '@tidings/vocabulary';
import type { StageEvidence } from '../steps/evidence.js';
import type { Force, GuardrailName } from './guardrail-verdict.js';
import { guardrailVerdicts } from './guardrail-verdicts.js';
import { guiltySlice } from './guilty-slice.js';
import type { MovingRollout } from '../offers/rollout.js';
import type { Slice } from './slice-hold.js';
import type { StepReason } from '../steps/step.js';

/** Breached guardrails by what they do, in the order of force. A halt ends the rollout for this version of its plan. */
export function breaches(
  rollout: MovingRollout,
  evidence: StageEvidence,
  now: Instant,
): Readonly<Record<Force, readonly StepReason[]>> {
  const breached = guardrailVerdicts(rollout, evidence, now).filter(({ verdict }) => verdict === 'breached');
  const reasonsOf = (wanted: Force): readonly StepReason[] =>
    breached
      .filter(({ force }) => force === wanted)
      .map(({ guardrail, wants, has }) => ({ code: codeOf(guardrail), wants, has }));
  return {
    halt: reasonsOf('halt'),
    pause: reasonsOf('pause'),
    hold: [...reasonsOf('hold'), ...withoutOutcome(evidence)],
  };
}

/** The part of the cohort that fails more than the rest, when it is time to look; it waits while the rest goes on. */
export function sliceToHold(
  { plan }: MovingRollout,
  { sliceLook }: StageEvidence,
): { readonly slice: Slice; readonly reasons: readonly StepReason[] } | undefined {
  if (!sliceLook) return undefined;
  const guilty = guiltySlice(sliceLook, plan.failureLimit / 10_000);
  if (!guilty) return undefined;
  const { attribute, value, answers, failed, chance, line } = guilty;
  const rest = `${sliceLook.failed - failed} of ${sliceLook.answers - answers} of the rest`;
  return {
    slice: { attribute, value },
    reasons: [
      {
        code: 'guilty-slice',
        wants: `${attribute} ${value} fails like the rest (chance of such counts above ${line.toExponential(1)})`,
        has: `${failed} of ${answers} failed, and ${rest} (chance ${chance.toExponential(1)})`,
      },
    ],
  };
}

const codeOf = (guardrail: GuardrailName): StepReason['code'] =>
  guardrail === 'download' ? 'download-failures' : guardrail;

/** Cars started long ago that may be without an outcome, or silent, when a stage opens the next: 2 % above the vehicles not exposed. */
const UNRESOLVED_LIMIT = basisPoints(200);

/** More background than this cannot be told from cars that died: a person decides. */
const BACKGROUND_AT_MOST = 0.1;

function withoutOutcome(evidence: StageEvidence): readonly StepReason[] {
  const background = Math.min(BACKGROUND_AT_MOST, evidence.control?.silent?.aboveShare ?? 0);
  const share = UNRESOLVED_LIMIT / 10_000 + background;
  const above =
    background > 0
      ? ` above the ${shareText(basisPoints(Math.round(background * 10_000)))} of vehicles not exposed`
      : '';
  const counts = [
    { ...evidence, of: '' },
    ...(evidence.inStage ? [{ ...evidence.inStage, of: ' in this stage' }] : []),
  ];
  return (['unresolved', 'silent'] as const).flatMap((code) => {
    const worst = counts.find((count) => count[code] > share * count.startedLongAgo);
    if (!worst) return [];
    const wants = `at most ${shareText(UNRESOLVED_LIMIT)} ${code} of the vehicles started long ago${worst.of}${above}`;
    return [{ code, wants, has: `${worst[code]} of ${worst.startedLongAgo}` }];
  });
}
