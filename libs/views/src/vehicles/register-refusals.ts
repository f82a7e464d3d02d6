import type { VehicleFacts } from '@tidings/rollout-engine';
import { instant, type RolloutId } from '@tidings/vocabulary';

/**
 * Which newest target registers refuse `vehicle v`, as long as it has not changed since they were written. By an index on the vehicle: a
 * vehicle that none refuses costs one look.
 */
export const REGISTER_COLUMN = `
  (SELECT jsonb_agg(jsonb_build_object('rolloutId', f.rollout_id, 'asOf', t.as_of, 'refusals', f.refusals))
     FROM register_refusal f JOIN target_register t ON t.rollout_id = f.rollout_id AND t.scan = f.scan
    WHERE f.vehicle_id = v.id AND v.changed_in < t.mark
      AND t.number = (SELECT max(n.number) FROM target_register n WHERE n.rollout_id = f.rollout_id)) AS register_refusals`;

export interface RegisterColumn {
  readonly register_refusals:
    | readonly {
        readonly rolloutId: RolloutId;
        readonly asOf: string;
        readonly refusals: readonly { readonly rule: string }[];
      }[]
    | null;
}

export const registerFactsOf = ({
  register_refusals: refusals,
}: RegisterColumn): Pick<VehicleFacts, 'registerRefusals'> =>
  refusals === null ? {} : { registerRefusals: Object.fromEntries(refusals.map(refusalOf)) };

const refusalOf = ({ rolloutId, asOf, refusals }: NonNullable<RegisterColumn['register_refusals']>[number]) =>
  [rolloutId, { asOf: instant(Date.parse(asOf)), rules: refusals.map(({ rule }) => rule) }] as const;
