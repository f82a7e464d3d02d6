import { ArtifactStore } from '@tidings/artifact-store';
import { ReadPool } from '@tidings/postgres';
import { type EvidenceFault, SEALED_KINDS, type SealedKindName, type SealedRow } from '@tidings/update-trust';
import { DomainError, type PackageId, type ReleaseId, type Sha256 } from '@tidings/vocabulary';
import {
  artifactsReferredTo,
  contentOf,
  type RowOnRecord,
  rowsOfPackage,
  rowsOfRelease,
  sealedRows,
} from '@tidings/views';
import { Injectable } from '@nestjs/common';
import { ArtifactCheck } from './artifact-check.js';
import { JournalReading } from './journal-reading.js';
import { RowCheck } from './row-check.js';
import type { VerificationLine } from './verification-line.js';

export type VerificationScope =
  | { readonly kind: 'store' }
  | { readonly kind: 'package'; readonly id: PackageId }
  | { readonly kind: 'release'; readonly id: ReleaseId };

/** So many rows between two words of progress. */
const ROWS_AT_ONCE = 500;

type RowToCheck = Pick<RowOnRecord, 'row'> & Partial<RowOnRecord>;

/**
 * Proves that what is on record is what was written: the chain of the journal, rows by their content in it, publishers' signatures, and every
 * byte of the artifacts. It may run for hours; it takes no lock, and as little memory for a terabyte as for a byte.
 */
@Injectable()
export class VerifyEvidence {
  constructor(
    private readonly pool: ReadPool,
    private readonly store: ArtifactStore,
  ) {}

  /** Lines as things are found. Errors: 'not-found' before the first. */
  async run(scope: VerificationScope): Promise<AsyncGenerator<VerificationLine>> {
    const rows = await this.rowsIn(scope);
    if (rows?.length === 0) throw new DomainError('not-found', { what: scope.kind, id: 'id' in scope ? scope.id : '' });
    return this.stoppable(this.lines(rows));
  }

  /** undefined: all. */
  private async rowsIn(scope: VerificationScope): Promise<readonly SealedRow[] | undefined> {
    if (scope.kind === 'store') return undefined;
    return scope.kind === 'package'
      ? await rowsOfPackage(this.pool, scope.id)
      : await rowsOfRelease(this.pool, scope.id);
  }

  private async *stoppable(lines: AsyncGenerator<VerificationLine>): AsyncGenerator<VerificationLine> {
    try {
      yield* lines;
    } catch (cause) {
      if (!(cause instanceof DomainError)) throw cause;
      yield { kind: 'stopped', because: cause.code };
    }
  }

  private async *lines(wanted: readonly SealedRow[] | undefined): AsyncGenerator<VerificationLine> {
    let count = 0;
    const told = (faults: readonly (EvidenceFault | undefined)[]): readonly VerificationLine[] => {
      const found = faults.filter((fault) => fault !== undefined);
      count += found.length;
      return found.map((fault) => ({ kind: 'fault', ...fault }));
    };
    const journal = new JournalReading(this.pool);
    for await (const faults of journal.read()) {
      yield* told(faults);
      yield { kind: 'progress', of: 'journal', done: journal.entries };
    }
    const check = new RowCheck(this.pool, journal);
    const seen = new Set<string>();
    for await (const { row, content } of this.rows(wanted)) {
      seen.add(row.join(' '));
      yield* told(await check.faults(row, content));
      if (seen.size % ROWS_AT_ONCE === 0) yield { kind: 'progress', of: 'rows', done: seen.size };
    }
    if (!wanted)
      for (const row of journal.book.rows())
        if (!seen.has(row.join(' '))) yield* told(await check.faults(row, await contentOf(this.pool, row)));
    yield { kind: 'progress', of: 'rows', done: seen.size };
    const artifacts = new ArtifactCheck(this.store);
    for await (const fault of wanted ? this.artifactsOf(artifacts, wanted) : this.allArtifacts(artifacts)) {
      yield* told([fault]);
      yield { kind: 'progress', of: 'artifacts', done: artifacts.artifacts, bytes: artifacts.bytes };
    }
    yield {
      ...{ kind: 'end', faults: count, entries: journal.entries, blocks: journal.blocks, rows: seen.size },
      ...{ artifacts: artifacts.artifacts, bytes: artifacts.bytes },
      ...(journal.lastHash !== undefined && { lastHash: journal.lastHash }),
    };
  }

  private async *rows(wanted: readonly SealedRow[] | undefined): AsyncGenerator<RowToCheck> {
    if (!wanted) for (const kind of Object.keys(SEALED_KINDS) as SealedKindName[]) yield* sealedRows(this.pool, kind);
    for (const row of wanted ?? []) {
      const content = await contentOf(this.pool, row);
      yield { row, ...(content && { content }) };
    }
  }

  /** What the rows of a package or release need. */
  private async *artifactsOf(
    check: ArtifactCheck,
    rows: readonly SealedRow[],
  ): AsyncGenerator<EvidenceFault | undefined> {
    const names = new Set(rows.map((row) => row.slice(1).join(' ')));
    const done = new Set<Sha256>();
    for await (const { sha256, by } of artifactsReferredTo(this.pool)) {
      if (!names.has(by.name) || done.has(sha256)) continue;
      done.add(sha256);
      yield* check.read(sha256, by.text);
    }
  }

  /** What is needed, and then what lies there besides: its name is its digest too. */
  private async *allArtifacts(check: ArtifactCheck): AsyncGenerator<EvidenceFault | undefined> {
    const needed = new Set<Sha256>();
    for await (const { sha256, by } of artifactsReferredTo(this.pool)) {
      if (needed.has(sha256)) continue;
      needed.add(sha256);
      yield* check.read(sha256, by.text);
    }
    for await (const { sha256 } of this.store.list()) if (!needed.has(sha256)) yield* check.read(sha256);
  }
}
