import { DdiRefusal } from './ddi-refusal.js';

const HAL = 'application/hal+json';
export const JSON_TYPE = 'application/json';
export const CBOR = 'application/cbor';
const SERVED: Readonly<Record<string, string>> = {
  [HAL]: HAL,
  [JSON_TYPE]: JSON_TYPE,
  [CBOR]: CBOR,
  'application/*': HAL,
  '*/*': HAL,
};

/**
 * The content type of an answer to this Accept header (DDI section 0): HAL unless plain JSON or CBOR is preferred; JSON with the charset the
 * client named. Errors: DdiRefusal 'accept-not-served' (406).
 */
export function answerTypeFor(accept: string | undefined): string {
  if (accept === undefined || accept === '*/*' || accept === '') return HAL;
  if (accept === JSON_TYPE) return JSON_TYPE;
  let best: { readonly type: string; readonly weight: number } | undefined;
  for (const range of accept.split(',')) {
    const [name = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    const served = Object.hasOwn(SERVED, name) ? SERVED[name] : undefined;
    const weight = weightIn(parameters);
    if (served === undefined || weight === 0 || (best && best.weight >= weight)) continue;
    const hasCharset = served !== CBOR && parameters.includes('charset=utf-8');
    best = { type: hasCharset ? `${served};charset=UTF-8` : served, weight };
  }
  if (!best)
    throw new DdiRefusal('accept-not-served', `Answers are ${HAL}, ${JSON_TYPE} or ${CBOR}: ask for one of these.`);
  return best.type;
}

/** Errors are plain JSON, also to who accepts nothing that is served, and CBOR to who prefers it. */
export function errorTypeFor(accept: string | undefined): string {
  try {
    return answerTypeFor(accept) === CBOR ? CBOR : JSON_TYPE;
  } catch {
    return JSON_TYPE;
  }
}

/** RFC 9110, 12.4.2; what is no number counts as 1. */
function weightIn(parameters: readonly string[]): number {
  const text = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
  const weight = text === undefined ? 1 : Number(text);
  return Number.isNaN(weight) ? 1 : weight;
}
