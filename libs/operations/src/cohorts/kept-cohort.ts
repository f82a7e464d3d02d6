import type { Tx } from '@tidings/records';
import type { Cohort } from '@tidings/rollout-engine';

/** The cohort as it is kept: every list in it on file, so that its size no longer depends on how many vehicles it names. */
export async function keptCohort(tx: Tx, { vehicles, ...cohort }: Cohort, by: string): Promise<Cohort> {
  const { saved, all, any, not } = cohort;
  const filed = vehicles && { list: await tx.lists.file(vehicles, by) };
  const parts = all && (await keptParts(tx, all, by));
  return {
    ...cohort,
    ...(saved && { saved: { ...saved, cohort: await keptCohort(tx, saved.cohort, by) } }),
    ...(any && { any: await keptParts(tx, any, by) }),
    ...(not && { not: await keptCohort(tx, not, by) }),
    ...(parts && { all: parts }),
    // Two lists at once: a vehicle must be on both.
    ...(filed && (cohort.list ? { all: [...(parts ?? []), filed] } : filed)),
  };
}

async function keptParts(tx: Tx, parts: readonly Cohort[], by: string): Promise<readonly Cohort[]> {
  const kept: Cohort[] = [];
  for (const part of parts) kept.push(await keptCohort(tx, part, by));
  return kept;
}
