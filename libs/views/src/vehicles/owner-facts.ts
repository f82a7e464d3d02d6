import type { OwnerChoice, OwnerDecision, VehicleFacts } from '@tidings/rollout-engine';
import { instant, type Instant, type ReleaseId } from '@tidings/vocabulary';

/** What people have said about `vehicle v`: a hold, its owner's latest decision for each release, and that nobody can be asked. */
export const OWNER_COLUMNS = `
  (SELECT jsonb_build_object('why', h.why, 'by', h.held_by, 'at', h.held_at) FROM vehicle_hold h WHERE h.vehicle_id = v.id) AS hold,
  (SELECT coalesce(jsonb_agg(to_jsonb(d)), '[]') FROM (
     SELECT DISTINCT ON (o.release_id) o.release_id, o.kind, o.edition, o.from_at, o.to_at, o.until_at, o.decided_at
       FROM owner_decision o WHERE o.vehicle_id = v.id ORDER BY o.release_id, o.decided_at DESC, o.id DESC) d) AS decisions,
  EXISTS (SELECT FROM nobody_to_ask n WHERE n.vehicle_id = v.id) AS has_nobody_to_ask`;

export interface OwnerColumns {
  readonly hold: { readonly why: string; readonly by: string; readonly at: string } | null;
  readonly decisions: readonly DecisionJson[];
  readonly has_nobody_to_ask: boolean;
}

interface DecisionJson {
  readonly release_id: string;
  readonly kind: OwnerChoice['kind'];
  readonly edition: string;
  readonly from_at: string | null;
  readonly to_at: string | null;
  readonly until_at: string | null;
  readonly decided_at: string;
}

export const ownerFactsOf = ({
  hold,
  decisions,
  has_nobody_to_ask: hasNobodyToAsk,
}: OwnerColumns): Pick<VehicleFacts, 'hold' | 'decisions' | 'hasNobodyToAsk'> => ({
  ...(hold && { hold: { ...hold, at: at(hold.at) } }),
  decisions: decisions.map(decisionOf),
  hasNobodyToAsk,
});

const decisionOf = (json: DecisionJson): OwnerDecision => ({
  releaseId: json.release_id as ReleaseId,
  edition: json.edition,
  at: at(json.decided_at),
  ...choiceOf(json),
});

function choiceOf({ kind, from_at: from, to_at: to, until_at: until }: DecisionJson): OwnerChoice {
  if (kind === 'accepted') return { kind, from: at(from!), to: at(to!) };
  return kind === 'deferred' ? { kind, until: at(until!) } : { kind };
}

const at = (text: string): Instant => instant(Date.parse(text));
