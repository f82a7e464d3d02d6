import { type CarKind, type Ending, type Spread } from '@tidings/fleet-model';
import { FAILURE_CLASSES, type FailureClass } from '@tidings/rollout-engine';
import { milliseconds, parseDuration, parseInstant, parseShare } from '@tidings/vocabulary';
import { exactly, someCars } from '../../libs/fleet-model/builders/some-cars.js';
import type { ScriptLine } from './script-lines.js';
import { say, type Sentence } from './sentence.js';

/** A kind of car while it is described. */
interface Described {
  kind: CarKind;
}

const spread = (from: string, to: string): Spread => ({ atLeast: parseDuration(from), atMost: parseDuration(to) });
const add = <Key extends keyof CarKind>(car: Described, key: Key, value: CarKind[Key]): void => {
  car.kind = { ...car.kind, [key]: value };
};
const facts = (car: Described, changed: Partial<CarKind['facts']>): void => {
  car.kind = { ...car.kind, facts: { ...car.kind.facts, ...changed } };
};
const otherwise = (car: Described, how: { count: number } | { share: number }, words: string): void =>
  add(car, 'otherwise', [...car.kind.otherwise, { ...how, endings: endingsOf(words) }]);

/** What may stand below "fleet of 100 cars" and "100 cars join". */
const FLEET_SENTENCES: readonly Sentence<Described>[] = [
  { pattern: 'model {name}', does: (car, [model]) => facts(car, { model: model! }) },
  { pattern: 'market {name}', does: (car, [market]) => facts(car, { market: market! }) },
  { pattern: 'zone {text}', does: (car, [timeZone]) => facts(car, { timeZone: timeZone! }) },
  { pattern: 'hardware {name}', does: (car, [hardwareId]) => facts(car, { hardwareId: hardwareId! }) },
  {
    pattern: 'runs {name}',
    does: (car, [version]) =>
      facts(car, { software: { ...car.kind.facts.software, kind: 'known', version: version! } }),
  },
  { pattern: 'ring {name}', does: (car, [ring]) => facts(car, { rings: [ring!] }) },
  { pattern: 'known since {instant}', does: (car, [at]) => facts(car, { memberSince: parseInstant(at!) }) },
  { pattern: 'polls every {length}', does: (car, [length]) => add(car, 'pollEvery', parseDuration(length!)) },
  {
    pattern: 'begins within {length}',
    does: (car, [most]) => add(car, 'beginsAfter', { atLeast: milliseconds(0), atMost: parseDuration(most!) }),
  },
  {
    pattern: 'downloads in {length}',
    does: (car, [length]) => add(car, 'downloadsFor', exactly(parseDuration(length!))),
  },
  {
    pattern: 'downloads in {length} to {length}',
    does: (car, [from, to]) => add(car, 'downloadsFor', spread(from!, to!)),
  },
  {
    pattern: 'installs in {length}',
    does: (car, [length]) => add(car, 'installsFor', exactly(parseDuration(length!))),
  },
  {
    pattern: 'installs in {length} to {length}',
    does: (car, [from, to]) => add(car, 'installsFor', spread(from!, to!)),
  },
  {
    pattern: 'away from {length} to {length}',
    does: (car, [from, to]) =>
      add(car, 'absences', [...car.kind.absences, { from: parseDuration(from!), to: parseDuration(to!) }]),
  },
  { pattern: 'never acknowledge a cancel', does: (car) => add(car, 'acknowledgesCancel', false) },
  { pattern: 'all of them {text}', does: (car, [words]) => otherwise(car, { share: 1 }, words!) },
  {
    pattern: '{count} of them {text}',
    does: (car, [count, words]) => otherwise(car, { count: Number(count) }, words!),
  },
  {
    pattern: '{share} of them {text}',
    does: (car, [share, words]) => otherwise(car, { share: parseShare(share!) / 10_000 }, words!),
  },
];

/** 'fail (degraded), then install': one ending for every try. */
function endingsOf(words: string): readonly [Ending, ...Ending[]] {
  const [first, ...others] = words.split(', then ').map(endingOf);
  return [first!, ...others];
}

function endingOf(words: string): Ending {
  const kind = ENDINGS[words];
  if (kind) return { kind };
  const failure = /^fail \(([\w-]+)\)$/.exec(words)?.[1];
  if (!FAILURE_CLASSES.includes(failure as FailureClass))
    throw new Error(
      `"${words}" is no ending: install, go silent, stall, decline, fail (${FAILURE_CLASSES.join(' | ')})`,
    );
  return { kind: 'fails', failure: failure as FailureClass };
}

const ENDINGS: Readonly<Record<string, Exclude<Ending['kind'], 'fails'>>> = {
  install: 'installs',
  'go silent': 'goes-silent',
  stall: 'stalls',
  decline: 'declines',
};

export function carKind(
  count: number,
  below: ScriptLine['below'],
  memberSince?: CarKind['facts']['memberSince'],
): CarKind {
  const described: Described = { kind: someCars({ count }) };
  if (memberSince !== undefined) facts(described, { memberSince });
  for (const line of below) say(FLEET_SENTENCES, described, line);
  return described.kind;
}
