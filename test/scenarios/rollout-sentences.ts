import {
  type FailureClass,
  type Plan,
  PURPOSES,
  type Purpose,
  type RolloutFacts,
  type Stage,
  type StageExposure,
} from '@tidings/rollout-engine';
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

/** '5%', '500 cars', 'ring staff', '100% over 5d', and then the terms. */
function stage(rollout: Described, whom: string, soak: string, answers: string, needsApproval: boolean): void {
  const ramp = / over (\d+[mhd])$/.exec(whom)?.[1];
  const terms = { soak: parseDuration(soak), minimumAnswers: Number(answers), needsApproval };
  const exposure = exposureOf(whom.replace(/ over .*$/, ''));
  rollout.stages = [
    ...rollout.stages,
    { ...exposure, ...terms, ...(ramp !== undefined && { ramp: parseDuration(ramp) }) },
  ];
}

function exposureOf(words: string): StageExposure {
  const ring = /^ring ([\w-]+)$/.exec(words)?.[1];
  if (ring !== undefined) return { ring };
  const count = /^(\d+) cars$/.exec(words)?.[1];
  return count === undefined ? { share: parseShare(words) } : { count: Number(count) };
}

/** What may stand below "rollout NAME brings VERSION". */
const ROLLOUT_SENTENCES: readonly Sentence<Described>[] = [
  {
    pattern: 'stage {whom}, soak {length}, {count} answers',
    does: (rollout, [whom, soak, answers]) => stage(rollout, whom!, soak!, answers!, false),
  },
  {
    pattern: 'stage {whom}, soak {length}, {count} answers, approval',
    does: (rollout, [whom, soak, answers]) => stage(rollout, whom!, soak!, answers!, true),
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
    pattern: 'frozen from {date} to {date}: {text}',
    does: (rollout, [from, to, why]) => plan(rollout, { freezes: [{ from: from!, to: to!, why: why! }] }),
  },
  {
    pattern: 'open for late joiners until nobody came for {length}',
    does: (rollout, [lasts]) =>
      plan(rollout, { continuous: { until: { kind: 'quiet', lasts: parseDuration(lasts!) } } }),
  },
  {
    pattern: '{count} tries, {length} apart, after {names}',
    does: (rollout, [attempts, apart, classes]) =>
      plan(rollout, {
        retry: {
          attempts: Number(attempts),
          after: parseDuration(apart!),
          classes: classes!.split(', ') as FailureClass[],
        },
      }),
  },
  {
    pattern: 'no note in {names}',
    does: (rollout, [markets]) => withoutNote(rollout, markets!.split(', ')),
  },
  {
    pattern: 'needs brakes {text}',
    does: (rollout, [versions]) =>
      facts(rollout, { release: { ...rollout.facts.release, requires: [{ ecu: 'brakes', versions: versions! }] } }),
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
    cohortCount: 0,
    plan: aPlan(),
    stage: 'none',
    thresholds: [],
    release: {
      releaseId: `rel_${version}` as ReleaseId,
      version,
      packages: [
        { packageId: `pkg_${version}` as PackageId, hardwareIds: ['vega-a', 'vega-b', 'lyra-a'], isKeyValid: true },
      ],
    },
    readiness: new Map(['SE', 'FR', 'DE', 'GB', 'US'].map((market) => [market, { kind: 'ready' }])),
  });
