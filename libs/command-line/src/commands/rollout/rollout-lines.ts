import { countText, instantText, numberText, shareOfText } from '../../printing/amounts.js';
import { type Fact, facts } from '../../printing/facts.js';
import { planFacts } from './plan-facts.js';
import { table } from '../../printing/table.js';
import type { Rollout } from './all-rollouts.js';

/** What is on paper: release, cohort and plan. */
export const rolloutPaper = (rollout: Rollout): readonly string[] => facts(paperFacts(rollout));

/** Everything that can be said of a rollout in one screen. */
export function rolloutLines(rollout: Rollout): readonly string[] {
  return [
    rollout.name,
    '',
    ...facts([...stateFacts(rollout), ...paperFacts(rollout)]),
    ...section(
      rollout.asksPersonSince === undefined
        ? 'Waits for'
        : `Waits for a person since ${instantText(rollout.asksPersonSince)}; whom it waits for: tidings rollout vehicles ${rollout.id}`,
      waitLines(rollout),
    ),
    ...section('Vehicles', facts(vehicleFacts(rollout))),
    ...section('Since the stop', facts(stopFacts(rollout))),
    ...section('Markets', marketLines(rollout)),
    ...section('Last step', stepLines(rollout)),
  ];
}

/** '2 of 4, 10%: 424 of 4,097 (10.3%) of the cohort'; undefined until it is started. */
export const stageText = ({ stage, plan, cohort }: Rollout): string | undefined =>
  stage &&
  `${stage.number} of ${stage.of}, ${stage.exposes}: ${shareOfText(
    plan.stages[stage.number - 1]?.vehicles ?? 0,
    cohort.vehicles ?? 0,
  )} of the cohort`;

const section = (head: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : ['', head, ...lines.map((line) => `  ${line}`)];

const stateFacts = (rollout: Rollout): readonly Fact[] => [
  ['Id', rollout.id],
  ['State', `${rollout.state} since ${instantText(rollout.stateAt)}, by ${rollout.stateBy}`],
  ['Why', rollout.why],
  [
    'All stopped',
    rollout.stopAll && `since ${instantText(rollout.stopAll.at)}, by ${rollout.stopAll.who}: ${rollout.stopAll.why}`,
  ],
  ['Stage', stageText(rollout)],
  [
    'Ramp',
    rollout.stage?.ramp &&
      `part ${rollout.stage.ramp.step} of ${rollout.stage.ramp.of}, since ${instantText(rollout.stage.ramp.steppedAt)}`,
  ],
  [
    'Late joiners',
    rollout.stage?.doneAt && `offered it since the last stage was over ${instantText(rollout.stage.doneAt)}`,
  ],
  [
    'Open since',
    rollout.stage && `${instantText(rollout.stage.openedAt)}, for at most ${countText(rollout.stage.cap, 'vehicle')}`,
  ],
];

function paperFacts({
  id,
  release,
  cohort,
  plan,
  planVersion,
  proposedPlan,
  author,
  approvedBy,
}: Rollout): readonly Fact[] {
  const size =
    cohort.vehicles === undefined ? 'counted at approval' : `${countText(cohort.vehicles, 'vehicle')} at approval`;
  return [
    ['Release', `${release.name} ${release.version} (${release.state})`],
    ['Cohort', `${cohort.text}; ${size}`],
    ...planFacts(plan),
    ['Plan version', planVersion > 1 ? String(planVersion) : undefined],
    [
      'Proposed',
      proposedPlan === undefined || proposedPlan === planVersion
        ? undefined
        : `version ${proposedPlan} of the plan waits for another person: tidings rollout diff ${id}`,
    ],
    ['Author', author],
    ['Approved by', approvedBy],
  ];
}

function vehicleFacts({ attempts, cohort, approvedBy }: Rollout): readonly Fact[] {
  if (approvedBy === undefined || attempts.offered === 0)
    return approvedBy === undefined ? [] : [['Offered', 'to none yet']];
  const { started } = attempts;
  const failed = Object.entries<number>(attempts.failed ?? {}).filter(([, count]) => count > 0);
  return [
    ['Offered', `${shareOfText(attempts.offered, cohort.vehicles ?? 0)} of the cohort`],
    ['Started', countText(started, 'attempt')],
    ['Installed', shareOfText(attempts.installed, started)],
    ['Healthy', attempts.healthy > 0 ? shareOfText(attempts.healthy, started) : undefined],
    ['Rolled back', attempts.rolledBack > 0 ? shareOfText(attempts.rolledBack, started) : undefined],
    ['Silent', attempts.silent > 0 ? numberText(attempts.silent) : undefined],
    ['Stalled', attempts.stalled > 0 ? numberText(attempts.stalled) : undefined],
    ...failed.map(([kind, count]): Fact => [`Failed`, `${shareOfText(count, started)}, ${kind}`]),
    ['Contradicted', attempts.contradicted > 0 ? shareOfText(attempts.contradicted, started) : undefined],
    ['Cancelled', attempts.cancelled > 0 ? numberText(attempts.cancelled) : undefined],
    ['Withdrawn', attempts.withdrawn > 0 ? numberText(attempts.withdrawn) : undefined],
    ...(['superseded', 'declined', 'deferred'] as const).map((kind): Fact => [
      titled(kind),
      attempts[kind] > 0 ? numberText(attempts[kind]) : undefined,
    ]),
    ['Under way', numberText(attempts.open)],
  ];
}

/** Every vehicle that was under way at the stop is in exactly one place; those that cannot be stopped are named. */
function stopFacts({ afterStop }: Rollout): readonly Fact[] {
  if (!afterStop) return [];
  const named = afterStop.pastStoppingVehicles;
  const more = afterStop.pastStopping - named.length;
  return [
    ['Not heard from', numberText(afterStop.notHeardFrom)],
    ['Told', `${numberText(afterStop.told)}, no answer yet`],
    ['Acknowledged', numberText(afterStop.acknowledged)],
    ['No answer', afterStop.unanswered > 0 ? `${numberText(afterStop.unanswered)}, closed by us` : undefined],
    ['Ended', afterStop.endedMeanwhile > 0 ? `${numberText(afterStop.endedMeanwhile)}, by themselves` : undefined],
    [
      'Past stopping',
      afterStop.pastStopping === 0
        ? '0'
        : `${numberText(afterStop.pastStopping)}, they have everything: ${named.join(', ')}${more > 0 ? ` and ${numberText(more)} more` : ''}`,
    ],
  ];
}

const READY = {
  ready: 'ready: the note is live in every language',
  'unknown-market': 'waits: its languages are not known to Tidings',
} as const;

function marketLines({ markets }: Rollout): readonly string[] {
  if (markets.length === 0) return [];
  return table(
    [
      { head: 'MARKET', cell: ({ market }) => market },
      { head: 'VEHICLES NOW', cell: ({ vehicles }) => numberText(vehicles), align: 'right' },
      {
        head: 'NOTE',
        cell: ({ readiness, waitsForLanguages }) =>
          readiness === 'missing' ? `waits for ${waitsForLanguages.join(', ')}` : READY[readiness],
      },
    ],
    markets,
  );
}

const waitLines = ({ waitsFor }: Rollout): readonly string[] =>
  waitsFor.map(({ code, wants, has }) => `${code}: ${has} (wanted: ${wants})`);

function stepLines({ steps }: Rollout): readonly string[] {
  const [last] = steps;
  if (!last) return [];
  return [
    `${last.kind}, ${instantText(last.at)}, by ${last.by}`,
    ...last.reasons.map(({ code, wants, has }) => `${code}: ${has === '' ? wants : `${has} (wanted: ${wants})`}`),
  ];
}

const titled = (kind: string): string => `${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
