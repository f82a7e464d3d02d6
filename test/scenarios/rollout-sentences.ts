import { type Plan, PURPOSES, type Purpose, type RolloutFacts, type Stage } from '@tidings/rollout-engine';
import {
  type Instant,
  parseDuration,
  parseShare,
  type PackageId,
  type ReleaseId,
  type RolloutId,
} from '@tidings/vocabulary';
import { aPlan, aRollout } from '../../libs/rollout-engine/builders/a-rollout.js';
import type { ScriptLine } from './script-lines.js';
import { say, type Sentence } from './sentence.js';

/** A rollout while it is described. */
interface Described {
  facts: RolloutFacts;
  stages: readonly Stage[];
}

const plan = (rollout: Described, changed: Partial<Plan>): void => {
  rollout.facts = { ...rollout.facts, plan: { ...rollout.facts.plan, ...changed } };
};
const facts = (rollout: Described, changed: Partial<RolloutFacts>): void => {
  rollout.facts = { ...rollout.facts, ...changed };
};
const stage = (rollout: Described, share: string, soak: string, answers: string, needsApproval: boolean): void => {
  const terms = { soak: parseDuration(soak), minimumAnswers: Number(answers), needsApproval };
  rollout.stages = [...rollout.stages, { share: parseShare(share), ...terms }];
};

/** What may stand below "rollout NAME brings VERSION". */
export const ROLLOUT_SENTENCES: readonly Sentence<Described>[] = [
  {
    pattern: 'stage {share}, soak {length}, {count} answers',
    does: (rollout, [a, b, c]) => stage(rollout, a!, b!, c!, false),
  },
  {
    pattern: 'stage {share}, soak {length}, {count} answers, approval',
    does: (rollout, [a, b, c]) => stage(rollout, a!, b!, c!, true),
  },
  { pattern: 'for model {name}', does: (rollout, [model]) => facts(rollout, { cohort: { models: [model!] } }) },
  { pattern: 'for filter {text}', does: (rollout, [filter]) => facts(rollout, { cohort: { filter: filter! } }) },
  { pattern: 'purpose {name}', does: (rollout, [purpose]) => plan(rollout, { purpose: purposeOf(purpose!) }) },
  { pattern: 'priority {count}', does: (rollout, [priority]) => plan(rollout, { priority: Number(priority) }) },
  { pattern: 'at most {share} fail', does: (rollout, [share]) => plan(rollout, { failureLimit: parseShare(share!) }) },
  { pattern: '{count} at a time', does: (rollout, [count]) => plan(rollout, { inFlightAtFirst: Number(count) }) },
  {
    pattern: 'window {time} to {time}',
    does: (rollout, [opens, closes]) => plan(rollout, { window: { opens: opens!, closes: closes! } }),
  },
  {
    pattern: 'no note in {names}',
    does: (rollout, [markets]) => withoutNote(rollout, markets!.split(', ')),
  },
  {
    pattern: 'not below {name}',
    does: (rollout, [minimumVersion]) =>
      facts(rollout, { release: { ...rollout.facts.release, minimumVersion: minimumVersion! } }),
  },
];

function purposeOf(word: string): Purpose {
  if (!(PURPOSES as readonly string[]).includes(word)) throw new Error(`a purpose is one of ${PURPOSES.join(', ')}`);
  return word as Purpose;
}

const withoutNote = (rollout: Described, markets: readonly string[]): void =>
  facts(rollout, {
    readiness: new Map([
      ...rollout.facts.readiness,
      ...markets.map((market) => [market, { kind: 'missing', languages: ['every language'] }] as const),
    ]),
  });

/** A draft over every car of the script, with the plan of the house unless it says otherwise. */
export function rolloutNamed(name: string, version: string, below: ScriptLine['below'], now: Instant): RolloutFacts {
  const described: Described = { facts: draft(name, version, now), stages: [] };
  for (const line of below) say(ROLLOUT_SENTENCES, described, line);
  if (described.stages.length > 0) plan(described, { stages: described.stages });
  return described.facts;
}

const draft = (name: string, version: string, now: Instant): RolloutFacts =>
  aRollout({
    rolloutId: `rol_${name}` as RolloutId,
    name,
    state: { kind: 'draft' },
    createdAt: now,
    cohort: {},
    plan: aPlan(),
    stage: 'none',
    release: {
      releaseId: `rel_${version}` as ReleaseId,
      version,
      packages: [
        { packageId: `pkg_${version}` as PackageId, hardwareIds: ['vega-a', 'vega-b', 'lyra-a'], isKeyValid: true },
      ],
    },
    readiness: new Map(['SE', 'FR', 'DE', 'GB', 'US'].map((market) => [market, { kind: 'ready' }])),
  });
