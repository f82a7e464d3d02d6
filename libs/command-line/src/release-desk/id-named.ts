import { refuse } from '../refusal.js';

/** Something people call by a name, and Tidings by an id. */
export interface Named {
  readonly id: string;
  /** Everything it may be called by: 'Asterion', 'Asterion 4.2'. */
  readonly names: readonly string[];
}

/**
 * The id that was meant: an id is taken as it is, a name must be that of exactly one thing.
 * Errors: Refusal that lists what there is.
 */
export async function idNamed(
  text: string,
  {
    what,
    prefix,
    all,
  }: { readonly what: string; readonly prefix: string; readonly all: () => Promise<readonly Named[]> },
): Promise<string> {
  if (new RegExp(`^${prefix}_[0-9A-Za-z]+$`).test(text)) return text;
  const known = await all();
  const wanted = text.trim().toLowerCase();
  const meant = known.filter(({ names }) => names.some((name) => name.toLowerCase() === wanted));
  if (meant.length === 1) return meant[0]!.id;
  if (meant.length > 1)
    throw refuse(`"${text}" is the name of more than one ${what}: give one of these ids.`, ...meant.map(lineOf));
  if (known.length === 0) throw refuse(`There is no ${what} "${text}": there is none at all yet.`);
  throw refuse(`There is no ${what} "${text}". There is:`, ...known.slice(0, SHOWN).map(lineOf));
}

/** Newest first: whoever mistypes a name means one of the last. */
const SHOWN = 10;

const lineOf = ({ id, names }: Named): string => `  ${id}  ${names.at(-1)!}`;
