import type { AttributeMode } from '@tidings/operations';
import { DdiRefusal } from '../door/ddi-refusal.js';
import { isRecord } from '../door/json-record.js';

const MODES = ['merge', 'replace', 'remove'] as const satisfies readonly AttributeMode[];
const LONGEST = 128;
/** hawkBit's set of characters. */
const CHARACTERS = /^[a-zA-Z0-9_\-!@#$%^&*()+=[\]{}|;:'",.<>/\\?\s]*$/;

/** What a configData body says (DDI section 7). */
export interface SaidAttributes {
  readonly mode: AttributeMode;
  /** null: forget it. */
  readonly attributes: Readonly<Record<string, string | null>>;
}

/** Errors: DdiRefusal 'body-not-readable' without data or with an unknown mode, 'bad-attributes' for keys and values out of bounds. */
export function readAttributes(body: unknown): SaidAttributes {
  const data = isRecord(body) ? body['data'] : undefined;
  if (!isRecord(data) || Object.keys(data).length === 0)
    throw new DdiRefusal('body-not-readable', 'The body must have "data" with at least one attribute.');
  const mode = modeIn((body as { readonly mode?: unknown }).mode);
  const attributes = Object.fromEntries(Object.entries(data).map(([key, value]) => [keyOf(key), valueOf(key, value)]));
  return { mode, attributes };
}

function modeIn(said: unknown): AttributeMode {
  const mode = said === undefined || said === null ? 'merge' : MODES.find((one) => one === said);
  if (mode === undefined) throw new DdiRefusal('body-not-readable', `"mode" must be one of: ${MODES.join(', ')}.`);
  return mode;
}

function keyOf(key: string): string {
  if (key.length === 0 || key.length > LONGEST || !CHARACTERS.test(key))
    throw new DdiRefusal('bad-attributes', `A key has 1 to ${LONGEST} plain ASCII characters.`);
  return key;
}

function valueOf(key: string, said: unknown): string | null {
  if (said === null) return null;
  // Written as numbers and truth values by some clients; hawkBit takes them as text.
  const value = typeof said === 'number' || typeof said === 'boolean' ? String(said) : said;
  if (typeof value !== 'string') throw new DdiRefusal('body-not-readable', `The value of "${key}" must be a text.`);
  if (value.length > LONGEST || !CHARACTERS.test(value))
    throw new DdiRefusal(
      'bad-attributes',
      `The value of "${key}" must have at most ${LONGEST} plain ASCII characters.`,
    );
  return value;
}
