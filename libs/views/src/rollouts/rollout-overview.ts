import type { ReadPool } from '@tidings/postgres';
import { FAILURE_CLASSES, type FailureClass, type RolloutFacts } from '@tidings/rollout-engine';
import { type Instant, instantOf, type RolloutId, type StopAllOrder } from '@tidings/vocabulary';
import { mapPage, type Page, type PageOf, pageOf } from '../page.js';
import { type AfterStop, afterStop } from './rollout-overview-after-stop.js';
import { type MarketOverview, marketOverviews } from './rollout-overview-markets.js';
import { type RolloutPaper, rolloutPaper } from './rollout-overview-paper.js';
import { type RolloutStep, rolloutSteps } from './rollout-overview-steps.js';
import { oneRollout } from './snapshot-source.js';
import { type RecordedStopAll, stopAllsInForce } from './stop-all-on-record.js';

export type { MarketOverview };

/** A rollout in a list. */
export interface RolloutSummary {
  readonly rolloutId: RolloutId;
  readonly name: string;
  readonly release: string;
  readonly state: RolloutFacts['state']['kind'];
  readonly stateAt: Instant;
  readonly author: string;
  readonly createdAt: Instant;
}

/** How far a rollout is, what came of it, and what it waits for. */
export interface RolloutOverview extends RolloutPaper {
  readonly facts: RolloutFacts;
  readonly author: string;
  readonly revision: number;
  readonly attempts: AttemptCounts;
  /** The order to stop all under which it stands. */
  readonly stopAll?: StopAllOrder;
  /** While paused or halted, or while all is stopped. */
  readonly afterStop?: AfterStop;
  readonly markets: readonly MarketOverview[];
  /** Newest first. */
  readonly steps: readonly RolloutStep[];
}

interface AttemptCounts {
  readonly offered: number;
  readonly open: number;
  /** Fetched the link. */
  readonly started: number;
  readonly installed: number;
  readonly failed: Readonly<Record<FailureClass, number>>;
  readonly contradicted: number;
  /** The vehicle acknowledged our cancel. */
  readonly cancelled: number;
  /** We closed it before the vehicle had begun, or without an answer to our cancel. */
  readonly withdrawn: number;
  /** Gave way to a rollout of a higher class. */
  readonly superseded: number;
  /** The owner said no, or not yet, after the offer. */
  readonly declined: number;
  readonly deferred: number;
  /** Of the installed ones: through their soak without a bad signal. */
  readonly healthy: number;
  /** Installed, and run their old version again. */
  readonly rolledBack: number;
  /** Of the open ones. */
  readonly silent: number;
  readonly stalled: number;
}

export async function rollouts(pool: ReadPool, page: PageOf): Promise<Page<RolloutSummary>> {
  type Row = Omit<RolloutSummary, 'stateAt' | 'createdAt'> & { readonly stateAt: Date; readonly createdAt: Date };
  const list = {
    name: 'rollouts',
    columns: `t.id AS "rolloutId", t.name, e.name || ' ' || e.version AS release, t.state, t.state_at AS "stateAt", t.author,
              t.created_at AS "createdAt"`,
    from: 'rollout t JOIN release e ON e.id = t.release_id',
    table: 'rollout',
    at: 'created_at',
    id: 'id',
  };
  return mapPage(await pageOf<Row>(pool, list, page), (row) => ({
    ...row,
    stateAt: instantOf(row.stateAt),
    createdAt: instantOf(row.createdAt),
  }));
}

export async function rolloutOverview(pool: ReadPool, rolloutId: RolloutId): Promise<RolloutOverview | undefined> {
  const seen = await oneRollout(pool, rolloutId);
  if (!seen) return undefined;
  const { facts, author, revision } = seen;
  const [stopAll] = await stopAllsInForce(pool);
  const [paper, attempts, markets, steps, stopped] = await Promise.all([
    rolloutPaper(pool, rolloutId),
    attemptCounts(pool, rolloutId),
    marketOverviews(pool, facts),
    rolloutSteps(pool, rolloutId),
    sinceItsStop(pool, facts, stopAll),
  ]);
  return {
    ...{ ...paper, facts, author, revision, attempts, markets, steps },
    ...(stopAll && { stopAll }),
    ...(stopped && { afterStop: stopped }),
  };
}

/** A rollout that was stopped itself counts from there, the others from the order to stop all. */
function sinceItsStop(
  pool: ReadPool,
  { rolloutId, state }: RolloutFacts,
  stopAll: RecordedStopAll | undefined,
): Promise<AfterStop> | undefined {
  if (state.kind === 'paused' || state.kind === 'halted') return afterStop(pool, rolloutId);
  const isUnderWay = state.kind === 'running' || state.kind === 'completed';
  return stopAll && isUnderWay ? afterStop(pool, rolloutId, stopAll.since) : undefined;
}

async function attemptCounts(pool: ReadPool, rolloutId: RolloutId): Promise<AttemptCounts> {
  const row = await pool.one<Readonly<Record<Exclude<keyof AttemptCounts, 'failed'> | FailureClass, number>>>(
    {
      name: 'attempt-counts',
      text: `SELECT count(DISTINCT vehicle_id)::int AS offered, count(*) FILTER (WHERE closed_at IS NULL)::int AS open,
                    count(*) FILTER (WHERE fetched_at IS NOT NULL)::int AS started,
                    count(*) FILTER (WHERE state IN ('installed', 'healthy'))::int AS installed,
                    count(*) FILTER (WHERE state = 'rolled-back')::int AS "rolledBack",
                    ${['healthy', 'silent', 'stalled', 'contradicted', 'cancelled', 'withdrawn', 'superseded', 'declined', 'deferred'].map((state) => countOf('state', state)).join(', ')},
                    ${FAILURE_CLASSES.map((name) => countOf('failure', name)).join(', ')}
               FROM attempt WHERE rollout_id = $1`,
    },
    [rolloutId],
  );
  const {
    offered,
    open,
    started,
    installed,
    contradicted,
    cancelled,
    withdrawn,
    superseded,
    declined,
    deferred,
    healthy,
    rolledBack,
    silent,
    stalled,
    ...failed
  } = row!;
  return {
    offered,
    open,
    started,
    installed,
    contradicted,
    cancelled,
    withdrawn,
    superseded,
    declined,
    deferred,
    healthy,
    rolledBack,
    silent,
    stalled,
    failed,
  };
}

const countOf = (column: 'state' | 'failure', value: string): string =>
  `count(*) FILTER (WHERE ${column} = '${value}')::int AS "${value}"`;
