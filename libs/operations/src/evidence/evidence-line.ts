import { EVIDENCE_KINDS, type EvidenceKind } from '@tidings/rollout-engine';
import { after, DomainError, type Instant, isoOf, minutes, parseInstant } from '@tidings/vocabulary';

/** What a system tells, as it came. */
export interface EvidenceLine {
  /** The system that tells. */
  readonly source: string;
  /** Controller id. */
  readonly vehicle: string;
  readonly kind: string;
  /** When it was, RFC 3339. */
  readonly at: string;
  readonly isBad: boolean;
  readonly words?: string;
}

/** Lines are counted from 1. */
export interface RefusedEvidence {
  readonly line: number;
  readonly field: string;
  readonly why: string;
}

/** A line that can be used. */
export interface GoodEvidence extends Omit<EvidenceLine, 'kind'> {
  readonly line: number;
  readonly kind: EvidenceKind;
}

/** Clocks of other systems are not ours. */
const AHEAD_AT_MOST = minutes(5);

export function sortEvidence(
  lines: readonly EvidenceLine[],
  now: Instant,
): { readonly good: readonly GoodEvidence[]; readonly refused: readonly RefusedEvidence[] } {
  const good: GoodEvidence[] = [];
  const refused: RefusedEvidence[] = [];
  for (const [index, told] of lines.entries()) {
    const line = index + 1;
    const kind = EVIDENCE_KINDS.find((one) => one === told.kind);
    const at = instantIn(told.at);
    if (kind === undefined) refused.push({ line, field: 'kind', why: `must be one of ${EVIDENCE_KINDS.join(', ')}` });
    else if (at === undefined)
      refused.push({ line, field: 'at', why: 'must be an instant such as 2026-03-10T12:00:00Z' });
    else if (at > after(now, AHEAD_AT_MOST)) refused.push({ line, field: 'at', why: 'must not be in the future' });
    else good.push({ ...told, line, kind, at: isoOf(at) });
  }
  return { good, refused };
}

function instantIn(text: string): Instant | undefined {
  try {
    return parseInstant(text);
  } catch (cause) {
    if (cause instanceof DomainError) return undefined;
    throw cause;
  }
}
