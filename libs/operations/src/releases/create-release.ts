import { PackageRow, Records, ReleaseRow } from '@tidings/records';
import {
  type Actor,
  Clock,
  contentHash,
  dateOf,
  DomainError,
  IdSource,
  type PackageId,
  type ReleaseId,
} from '@tidings/vocabulary';
import { In } from 'typeorm';
import { Injectable } from '@nestjs/common';
import { oneAtATime } from '../one-at-a-time.js';
import { checkAgainstRecord, checkDraft, type DraftRelease } from './check-release.js';

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
    checkDraft(draft);
    const wishes = wishesOf(draft);
    const packageIds = [...new Set(draft.packageIds)].toSorted();
    return await this.records.write(async (tx) => {
      await oneAtATime(tx, 'release', `${draft.name} ${draft.version}`);
      const known = await tx.rows.findOneBy(ReleaseRow, { name: draft.name, version: draft.version });
      if (known) return sameAgain(known, actor, wishes, packageIds);
      const found = await tx.rows.findBy(PackageRow, { id: In(packageIds) });
      const missing = packageIds.find((id) => !found.some((each) => each.id === id));
      if (missing !== undefined) throw new DomainError('not-found', { what: 'package', id: missing });
      const warnings = await checkAgainstRecord(tx, draft, found);
      const id = this.ids.next('rel');
      await tx.rows.insert(ReleaseRow, {
        id,
        name: draft.name,
        version: draft.version,
        ...wishes,
        warnings: [...warnings],
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
          ...wishes,
          packages: found.map((each) => ({ id: each.id, sha256: each.artifactSha256 })).toSorted(byId),
        },
      });
      return id;
    });
  }
}

const byId = (a: { readonly id: string }, b: { readonly id: string }): number => (a.id < b.id ? -1 : 1);

/** What a draft says, in the columns of its row. */
const wishesOf = (draft: DraftRelease) => ({
  minimumVersion: draft.minimumVersion ?? null,
  rxswin: draft.rxswin ?? null,
  returnsTo: draft.returnsTo ?? null,
  requires: [...(draft.requires ?? [])],
  conflicts: [...(draft.conflicts ?? [])],
  models: [...(draft.models ?? [])].toSorted(),
  versionScheme: draft.versionScheme ?? null,
  rollbackTo: draft.rollbackTo ?? null,
  preconditions: [...(draft.preconditions ?? [])],
  typeApproval: draft.typeApproval ?? null,
});

type Wishes = ReturnType<typeof wishesOf>;

function sameAgain(known: ReleaseRow, actor: Actor, wishes: Wishes, packageIds: readonly PackageId[]): ReleaseId {
  const kept = Object.fromEntries(Object.keys(wishes).map((column) => [column, known[column as keyof Wishes]]));
  const isSame =
    known.createdBy === actor.person &&
    contentHash(kept) === contentHash(wishes) &&
    known.packageIds.join() === packageIds.join();
  if (!isSame) throw new DomainError('name-taken', { what: 'release', name: `${known.name} ${known.version}` });
  return known.id as ReleaseId;
}
