import { contentHash } from './digest.js';
import { type Instant, instantOf, isoOf } from './instant.js';
import type { StopAllId } from './ids.js';

/** "Nothing begins any more": from the moment a gateway sees it until it is lifted (rollouts.md, "Stopping"). */
export interface StopAllOrder {
  readonly orderId: StopAllId;
  /** Who says so. A file and a shared key prove no person: a claim, and told as one. */
  readonly who: string;
  readonly why: string;
  /** By the clock of whoever wrote it. */
  readonly at: Instant;
}

/** The same words at the same moment are the same order, on however many gateways they are written. */
export function stopAllOrder({ who, why, at }: Omit<StopAllOrder, 'orderId'>): StopAllOrder {
  const tail = contentHash({ who, why, at: isoOf(at) })
    .slice(0, 26)
    .toUpperCase();
  return { orderId: `stp_${tail}` as StopAllId, who, why, at };
}

/** What the file of an order says: one line of JSON. */
export const stopAllText = ({ who, why, at }: StopAllOrder): string =>
  `${JSON.stringify({ who, why, at: isoOf(at) })}\n`;

/**
 * The order in a file. Whoever is in a hurry may write a word into it, or nothing at all: that the file is there is the order,
 * and then the time is that of the file.
 */
export function readStopAll(text: string, modifiedAt: Instant): StopAllOrder {
  const written = objectIn(text);
  const at = typeof written?.at === 'string' ? Date.parse(written.at) : Number.NaN;
  if (typeof written?.who === 'string' && typeof written.why === 'string' && !Number.isNaN(at))
    return stopAllOrder({ who: cut(written.who), why: cut(written.why), at: instantOf(new Date(at)) });
  const why = cut(text).trim() || 'the file says no reason';
  return stopAllOrder({ who: 'whoever wrote the file', why, at: modifiedAt });
}

function objectIn(text: string): { readonly who?: unknown; readonly why?: unknown; readonly at?: unknown } | undefined {
  try {
    const value = JSON.parse(text) as unknown;
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** As long as any reason of a stop may be, and nothing a database refuses. */
const cut = (text: string): string => text.slice(0, 1000).replace(/[\p{Cc}\p{Cs}]+/gu, ' ');
