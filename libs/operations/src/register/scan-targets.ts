import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { ArtifactStore } from '@tidings/artifact-store';
import { ReadPool } from '@tidings/postgres';
import { Records } from '@tidings/records';
import {
  COMPATIBILITY_RULE,
  type RegisterLine,
  registerLine,
  type RolloutFacts,
  stonesOf,
} from '@tidings/rollout-engine';
import {
  Clock,
  DomainError,
  IdSource,
  type Instant,
  type RegisterScanId,
  type RolloutId,
  type Sha256,
} from '@tidings/vocabulary';
import { cohortVehicles, liveRollouts, oneRollout, watermark } from '@tidings/views';
import { Injectable } from '@nestjs/common';
import { CountedTargets } from './counted-targets.js';
import { RefusedTargets } from './refused-targets.js';

/** What a scan wrote, ready to be put on record. */
export interface ScannedTargets {
  readonly artifactSha256: Sha256;
  readonly linesSha256: Sha256;
  /** Of the artifact. */
  readonly bytes: number;
  readonly vehicles: number;
  readonly compatible: number;
  readonly refused: Readonly<Record<string, number>>;
  readonly rule: string;
  readonly asOf: Instant;
  readonly mark: string;
  readonly scan: RegisterScanId;
}

/** Level 1 writes 1,000,000 lines in half the time of the default, and a third larger: the scan waits for it, the disk does not. */
const QUICKLY = 1;

/** Reads every vehicle of a cohort once and files a line for each, gzipped NDJSON, in the artifact store. Memory stays flat: a page at a time. */
@Injectable()
export class ScanTargets {
  constructor(
    private readonly pool: ReadPool,
    private readonly store: ArtifactStore,
    private readonly records: Records,
    private readonly clock: Clock,
    private readonly ids: IdSource,
  ) {}

  /** Errors: 'not-found'; those of ArtifactStore.put. */
  async run(rolloutId: RolloutId): Promise<ScannedTargets> {
    const seen = await oneRollout(this.pool, rolloutId);
    if (!seen) throw new DomainError('not-found', { what: 'rollout', id: rolloutId });
    const [asOf, mark] = [this.clock.now(), await watermark(this.pool)];
    const scan = this.ids.next('scn');
    const refusedTargets = new RefusedTargets(this.records, rolloutId, scan, asOf);
    // The store files under a digest it is told before: so the bytes are written beside it first.
    const folder = await mkdtemp(join(tmpdir(), 'tidings-register-'));
    try {
      const path = join(folder, 'lines.ndjson.gz');
      const counts = new CountedTargets();
      const [lines, artifact] = [createHash('sha256'), createHash('sha256')];
      const source = Readable.from(this.linesOf(seen.facts, asOf, [counts, refusedTargets]), { objectMode: false });
      await pipeline(source, hashed(lines), createGzip({ level: QUICKLY }), hashed(artifact), createWriteStream(path));
      const { size: bytes } = await stat(path);
      const artifactSha256 = artifact.digest('hex') as Sha256;
      await this.store.put(createReadStream(path), { sha256: artifactSha256, size: bytes });
      const linesSha256 = lines.digest('hex') as Sha256;
      const { vehicles, compatible, refused } = counts;
      const counted = { vehicles, compatible, refused, rule: COMPATIBILITY_RULE };
      return { artifactSha256, linesSha256, bytes, ...counted, asOf, mark, scan };
    } catch (cause) {
      await refusedTargets.forget();
      throw cause;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  private async *linesOf(facts: RolloutFacts, asOf: Instant, books: readonly Book[]): AsyncGenerator<string> {
    const stones = stonesOf((await liveRollouts(this.pool)).map((live) => live.facts));
    for await (const page of cohortVehicles(this.pool, facts.cohort)) {
      const lines = page.map((vehicle) => registerLine(facts, vehicle, asOf, stones));
      for (const book of books) await book.add(lines);
      yield lines.map((line) => `${JSON.stringify(line)}\n`).join('');
    }
  }
}

/** Kept beside the lines while they are written. */
interface Book {
  readonly add: (lines: readonly RegisterLine[]) => void | Promise<void>;
}

const hashed = (hash: ReturnType<typeof createHash>): Transform =>
  new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
