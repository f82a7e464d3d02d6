import type { EntityManager } from 'typeorm';

/** What a nudge is about. It says only "look"; readers fetch by watermark. */
export type NudgeKind = 'rollouts' | 'vehicles' | 'people';

export const NUDGE_CHANNEL = 'tidings';

/**
 * NOTIFY once per kind and transaction, and only from the rare transactions of people and the conductor: a NOTIFY in every
 * transaction cuts commits to a quarter (measured), so reports and offers send none.
 */
export class Nudges {
  private readonly kinds = new Set<NudgeKind>();

  look(kind: NudgeKind): void {
    this.kinds.add(kind);
  }

  async send(rows: EntityManager): Promise<void> {
    for (const kind of this.kinds) await rows.query('SELECT pg_notify($1, $2)', [NUDGE_CHANNEL, kind]);
  }
}
