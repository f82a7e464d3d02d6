import { PackageRow, Records, ReleaseRow } from '@tidings/records';
import {
  type Actor,
  Clock,
  compareVersions,
  contentHash,
  dateOf,
  DomainError,
  IdSource,
  type PackageId,
  type ReleaseId,
  versionKey,
} from '@tidings/vocabulary';
import { type EcuRange, readRange } from '@tidings/rollout-engine';
import { In } from 'typeorm';
import { Injectable } from '@nestjs/common';
import { oneAtATime } from '../one-at-a-time.js';

interface DraftRelease {
  readonly name: string;
  /** What a vehicle runs, and reports, once it is installed. */
  readonly version: string;
  readonly packageIds: readonly PackageId[];
  /** Oldest version an update may start from; absent: any older one. */
  readonly minimumVersion?: string;
  /** Identifiers of the type-approved software before and after (UN R156). */
  readonly rxswin?: { readonly before?: string; readonly after: string };
  /** Its own version again: a recall may bring vehicles back to it. */
  readonly returnsTo?: string;
  /** What a vehicle's other ECUs must run, and must not. */
  readonly requires?: readonly EcuRange[];
  readonly conflicts?: readonly EcuRange[];
}

/** Puts packages together under a version. Nothing is offered before another person has approved it. */
@Injectable()
export class CreateRelease {
  constructor(
    private readonly records: Records,
    private readonly clock: Clock,
    private readonly ids: IdSource,
  ) {}

  /** The same draft again by the same person gives the same release. Errors: 'bad-version', 'bad-request', 'not-found' (package), 'name-taken'. */
  async run(actor: Actor, draft: DraftRelease): Promise<ReleaseId> {
    checkVersions(draft);
    const packageIds = [...new Set(draft.packageIds)].toSorted();
    return await this.records.write(async (tx) => {
      await oneAtATime(tx, 'release', `${draft.name} ${draft.version}`);
      const known = await tx.rows.findOneBy(ReleaseRow, { name: draft.name, version: draft.version });
      if (known) return sameAgain(known, actor, draft, packageIds);
      const found = await tx.rows.findBy(PackageRow, { id: In(packageIds) });
      const missing = packageIds.find((id) => !found.some((each) => each.id === id));
      if (missing !== undefined) throw new DomainError('not-found', { what: 'package', id: missing });
      const id = this.ids.next('rel');
      await tx.rows.insert(ReleaseRow, {
        id,
        name: draft.name,
        version: draft.version,
        minimumVersion: draft.minimumVersion ?? null,
        rxswin: draft.rxswin ?? null,
        returnsTo: draft.returnsTo ?? null,
        requires: [...(draft.requires ?? [])],
        conflicts: [...(draft.conflicts ?? [])],
        packageIds,
        state: 'draft',
        createdBy: actor.person,
        createdAt: dateOf(this.clock.now()),
      });
      await tx.journal.append({
        actor,
        act: 'release-created',
        subject: id,
        facts: {
          name: draft.name,
          version: draft.version,
          minimumVersion: draft.minimumVersion ?? null,
          rxswin: draft.rxswin ?? null,
          returnsTo: draft.returnsTo ?? null,
          requires: draft.requires ?? [],
          conflicts: draft.conflicts ?? [],
          packages: found.map((each) => ({ id: each.id, sha256: each.artifactSha256 })).toSorted(byId),
        },
      });
      return id;
    });
  }
}

const byId = (a: { readonly id: string }, b: { readonly id: string }): number => (a.id < b.id ? -1 : 1);

function checkVersions({ version, minimumVersion, returnsTo, requires = [], conflicts = [] }: DraftRelease): void {
  versionKey(version);
  // Said twice, so that a slip of the pen never takes a fleet back.
  if (returnsTo !== undefined && compareVersions(returnsTo, version) !== 0)
    throw new DomainError('bad-request', { fields: [{ field: 'returnsTo', must: [`must be ${version}, or absent`] }] });
  const unreadable = [...requires, ...conflicts].find(({ versions }) => readRange(versions) === undefined);
  if (unreadable !== undefined)
    throw new DomainError('bad-request', {
      fields: [{ field: 'versions', must: [`must be like ">=4.1 <5", which "${unreadable.versions}" is not`] }],
    });
  if (minimumVersion !== undefined && compareVersions(minimumVersion, version) >= 0)
    throw new DomainError('bad-request', {
      fields: [{ field: 'minimumVersion', must: [`must be older than ${version}`] }],
    });
}

function sameAgain(known: ReleaseRow, actor: Actor, draft: DraftRelease, packageIds: readonly PackageId[]): ReleaseId {
  const isSame =
    known.createdBy === actor.person &&
    known.minimumVersion === (draft.minimumVersion ?? null) &&
    known.rxswin?.before === draft.rxswin?.before &&
    known.rxswin?.after === draft.rxswin?.after &&
    known.returnsTo === (draft.returnsTo ?? null) &&
    isSameRange(known.requires, draft.requires) &&
    isSameRange(known.conflicts, draft.conflicts) &&
    known.packageIds.join() === packageIds.join();
  if (!isSame) throw new DomainError('name-taken', { what: 'release', name: `${draft.name} ${draft.version}` });
  return known.id as ReleaseId;
}

const isSameRange = (known: readonly EcuRange[], wanted: readonly EcuRange[] = []): boolean =>
  contentHash(known) === contentHash(wanted);
