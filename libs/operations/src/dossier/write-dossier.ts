import { createHash } from 'node:crypto';
import { ReadPool } from '@tidings/postgres';
import { Records } from '@tidings/records';
import { endLine, headLine, recordLine, targetLine } from '@tidings/update-trust';
import { type Actor, Clock, DomainError, isoOf, type RolloutId, type Sha256 } from '@tidings/vocabulary';
import {
  blocksFrom,
  dossierEntries,
  dossierRecords,
  laterLines,
  oneRollout,
  type TargetRegister,
  targetRegisters,
  type VersionedRollout,
} from '@tidings/views';
import { Injectable } from '@nestjs/common';
import { ReadRegister } from '../register/read-register.js';

/**
 * The UN R156 record of a rollout as one file that is checked offline: targets and compatibility, approvals, information shown, decisions,
 * results, RXSWIN, plan versions, steps with their evidence, and the journal's proof (docs/dossier.md). That it was taken is journalled
 * with its digest.
 */
@Injectable()
export class WriteDossier {
  constructor(
    private readonly records: Records,
    private readonly pool: ReadPool,
    private readonly readRegister: ReadRegister,
    private readonly clock: Clock,
  ) {}

  /** The file, some lines at a time. Errors: 'not-found' before the first. */
  async run(actor: Actor, rolloutId: RolloutId): Promise<AsyncGenerator<string>> {
    const seen = await oneRollout(this.pool, rolloutId);
    if (!seen) throw new DomainError('not-found', { what: 'rollout', id: rolloutId });
    return this.sealed(actor, seen);
  }

  private async *sealed(actor: Actor, seen: VersionedRollout): AsyncGenerator<string> {
    const digest = createHash('sha256');
    let lines = 0;
    for await (const line of this.lines(actor, seen)) {
      digest.update(line);
      lines += 1;
      yield line;
    }
    const sha256 = digest.digest('hex') as Sha256;
    const { rolloutId } = seen.facts;
    await this.records.write((tx) =>
      tx.journal.append({ actor, act: 'dossier-taken', subject: rolloutId, facts: { lines, sha256 } }),
    );
    yield endLine(lines, sha256);
  }

  private async *lines(actor: Actor, { facts }: VersionedRollout): AsyncGenerator<string> {
    const { rolloutId, name, release } = facts;
    const of = { rolloutId, releaseId: release.releaseId };
    yield headLine({ rollout: rolloutId, name, at: isoOf(this.clock.now()), by: actor.person });
    for await (const { kind, record } of dossierRecords(this.pool, of)) yield recordLine(kind, { record });
    yield* this.targets(rolloutId);
    yield* this.proof(of);
  }

  /** Every register by its digest; the lines of the one that counts; then the vehicles that came or changed afterwards. */
  private async *targets(rolloutId: RolloutId): AsyncGenerator<string> {
    const [newest, ...older] = await targetRegisters(this.pool, rolloutId);
    for (const one of older.toReversed()) yield registerLineOf(one, false);
    if (newest) {
      yield registerLineOf(newest, true);
      for await (const line of this.readRegister.run(newest.artifactSha256)) yield targetLine(line);
    }
    for await (const page of laterLines(this.pool, rolloutId))
      for (const { attemptId, at, line } of page)
        yield recordLine('later-target', { attempt: attemptId, at: isoOf(at), line });
  }

  private async *proof(of: Parameters<typeof dossierEntries>[1]): AsyncGenerator<string> {
    const entries = await dossierEntries(this.pool, of);
    for (const { sha256, block, bytes } of entries)
      yield recordLine('journal-entry', { block, sha256, entry: JSON.parse(bytes.toString('utf8')) as unknown });
    const sealed = entries.map(({ block }) => block).filter((block) => block !== null);
    if (sealed.length === 0) return;
    for await (const block of blocksFrom(this.pool, Math.min(...sealed)))
      yield recordLine('journal-block', { ...block });
  }
}

const registerLineOf = ({ asOf, ...register }: TargetRegister, isListed: boolean): string =>
  recordLine('register', { ...register, asOf: isoOf(asOf), isListed });
