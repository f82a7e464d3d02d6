import type { ErrorCode } from '@tidings/vocabulary';

export type Facts = Readonly<Record<string, unknown>>;

/** What an error code means to the person who meets it. */
export interface ProblemKind {
  readonly status: number;
  readonly title: string;
  /** The facts a stranger may see. No other fact reaches the sentence or the document. */
  readonly shows: readonly string[];
  /** What is wrong and what to do. It is given the shown facts only. */
  readonly sentence: (facts: Facts) => string;
}

export type ProblemKinds = Readonly<Partial<Record<ErrorCode, ProblemKind>>>;

/** A text from outside is repeated up to here: enough to recognise it, too little to fill a screen. */
const LONGEST_FACT = 200;

/** A fact as people read it: lists with commas, anything structured as JSON; `otherwise` when the fact is not there. */
export function factText(facts: Facts, name: string, otherwise: string): string {
  const fact = facts[name];
  if (fact === undefined || fact === null || fact === '') return otherwise;
  const text = Array.isArray(fact) ? fact.map(wordOf).join(', ') : wordOf(fact);
  return text.length > LONGEST_FACT ? `${text.slice(0, LONGEST_FACT)}...` : text;
}

const wordOf = (fact: unknown): string => (typeof fact === 'string' ? fact : JSON.stringify(fact));

/** A fact that is a list of things, one sentence each; undefined when it is no such list. */
export function eachOf<Name extends string>(
  facts: Facts,
  list: string,
  names: readonly Name[],
  sentence: (texts: Readonly<Record<Name, string>>) => string,
): string | undefined {
  const things = facts[list];
  if (!Array.isArray(things) || things.length === 0) return undefined;
  const textsOf = (thing: Facts) => Object.fromEntries(names.map((name) => [name, factText(thing, name, 'unknown')]));
  return (things as readonly Facts[]).map((thing) => sentence(textsOf(thing) as Record<Name, string>)).join(' ');
}
