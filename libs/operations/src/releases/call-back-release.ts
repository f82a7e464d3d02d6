import { ReadPool } from '@tidings/postgres';
import { PackageRow, RecallRow, Records, ReleaseRow } from '@tidings/records';
import type { Plan } from '@tidings/rollout-engine';
import {
  type Actor,
  Clock,
  dateOf,
  DomainError,
  IdSource,
  type RecallId,
  type ReleaseId,
  type RolloutId,
} from '@tidings/vocabulary';
import { recallOf } from '@tidings/views';
import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { CreateRollout } from '../rollouts/create-rollout.js';
import { KeepRecalls } from './keep-recalls.js';
import { WithdrawRelease } from './withdraw-release.js';

interface DraftRecall {
  readonly releaseId: ReleaseId;
  readonly fixReleaseId: ReleaseId;
  readonly why: string;
  /** Of the rollout that brings the fix. */
  readonly name: string;
  readonly plan: Plan;
}

/**
 * Calls a release back: it is withdrawn, every vehicle that has it is marked, and a rollout of class recall of its fix is drafted for whoever
 * runs it, now or found out later. Another person approves and starts that, as any rollout.
 */
@Injectable()
export class CallBackRelease {
  constructor(
    private readonly records: Records,
    private readonly pool: ReadPool,
    private readonly clock: Clock,
    private readonly ids: IdSource,
    private readonly withdraw: WithdrawRelease,
    private readonly createRollout: CreateRollout,
    private readonly keepRecalls: KeepRecalls,
  ) {}

  /**
   * The same recall again gives the same. Errors: 'not-found' (release, fix), 'wrong-state' (the fix is not approved), 'bad-request' (the fix is
   * the release itself, or takes none of its hardware), those of CreateRollout.
   */
  async run(actor: Actor, draft: DraftRecall): Promise<RecallId> {
    const known = await recallOf(this.pool, draft.releaseId, draft.fixReleaseId);
    if (known) return known;
    const { version, hardwareIds } = await this.check(draft);
    await this.withdraw.run(actor, draft.releaseId, draft.why);
    const rolloutId = await this.createRollout.run(actor, {
      name: draft.name,
      releaseId: draft.fixReleaseId,
      cohort: { filter: `softwareVersion==${quoted(version)};hardwareId=in=(${hardwareIds.map(quoted).join(',')})` },
      plan: { ...draft.plan, purpose: 'recall' },
    });
    const recallId = await this.write(actor, draft, rolloutId);
    await this.keepRecalls.mark(recallId, version);
    return recallId;
  }

  private async check({ releaseId, fixReleaseId }: DraftRecall): Promise<{ version: string; hardwareIds: string[] }> {
    return await this.records.write(async (tx) => {
      const release = await tx.rows.findOneBy(ReleaseRow, { id: releaseId });
      if (!release) throw new DomainError('not-found', { what: 'release', id: releaseId });
      const fix = await tx.rows.findOneBy(ReleaseRow, { id: fixReleaseId });
      if (!fix) throw new DomainError('not-found', { what: 'release', id: fixReleaseId });
      if (releaseId === fixReleaseId || fix.version === release.version)
        throw notAFix('must be another version than the one that is called back');
      const name = `${fix.name} ${fix.version}`;
      if (fix.state !== 'approved' && fix.state !== 'available')
        throw new DomainError('wrong-state', {
          ...{ what: 'release', name, verb: 'mend another', is: fix.state, mustBe: ['approved', 'available'] },
        });
      const hardwareOf = async ({ packageIds }: ReleaseRow): Promise<readonly string[]> =>
        (await tx.rows.findBy(PackageRow, { id: In(packageIds) })).flatMap(({ hardwareIds }) => hardwareIds);
      const fixed = new Set(await hardwareOf(fix));
      const hardwareIds = [...new Set(await hardwareOf(release))].toSorted();
      if (!hardwareIds.some((id) => fixed.has(id)))
        throw notAFix('must have a package for some hardware of the release that is called back');
      return { version: release.version, hardwareIds };
    });
  }

  private async write(actor: Actor, draft: DraftRecall, rolloutId: RolloutId): Promise<RecallId> {
    const { releaseId, fixReleaseId, why } = draft;
    const id = this.ids.next('rcl');
    await this.records.write(async (tx) => {
      const calledAt = dateOf(this.clock.now());
      await tx.rows.insert(RecallRow, {
        id,
        releaseId,
        fixReleaseId,
        rolloutId,
        why,
        calledBy: actor.person,
        calledAt,
      });
      const facts = { fix: fixReleaseId, why, rollout: rolloutId, recall: id };
      await tx.journal.append({ actor, act: 'release-recalled', subject: releaseId, facts });
    });
    return id;
  }
}

const notAFix = (must: string): DomainError =>
  new DomainError('bad-request', { fields: [{ field: 'fixReleaseId', must: [must] }] });

/** As a value of a filter (docs/filters.md): it may hold a space. */
const quoted = (text: string): string => `"${text}"`;
