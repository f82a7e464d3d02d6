import { appendFile, type FileHandle, mkdir, open, readdir, readFile, rename, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { type Clock, DomainError, type IdSource, type Log, type VehicleId } from '@tidings/vocabulary';
import { readSpool, type SpooledReport, spoolLine } from './spooled-report.js';

/** Some 50,000 of the longest reports seen in the field: an hour of a great outage, and no disk is filled by it. */
const BYTES_AT_MOST = 256 * 1024 * 1024;
/** A file is read whole, and its vehicles wait until all of it is recorded: a second or two. */
const BYTES_PER_FILE = 1024 * 1024;

interface SpoolFile {
  readonly path: string;
  bytes: number;
  /** Whose reports in it were acknowledged, by line. */
  readonly vehicles: VehicleId[];
  /** Lines that the database has by now. */
  recorded: number;
}
type WritableFile = SpoolFile & { readonly handle: FileHandle };

export interface SpoolGround {
  readonly directory: string;
  readonly log: Log;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly bytesAtMost?: number;
}

/**
 * Reports that were acknowledged while the database was away, on a local disk until the database has them (quality.md, "Reliability").
 * A process appends to files of its own only. What it finds at its start, left by one that was killed, it takes over by renaming; whoever still
 * appends to such a file notices before it acknowledges. Two processes that replay the same line do no harm: a report has a key.
 */
export class ReportSpool {
  private readonly files: SpoolFile[] = [];
  private current: WritableFile | undefined;
  private readonly held = new Map<VehicleId, number>();
  private waiting: SpooledReport[] = [];
  private nextWrite: Promise<void> | undefined;
  /** Writing and sealing, one after the other. */
  private line: Promise<unknown> = Promise.resolve();

  private constructor(private readonly ground: SpoolGround) {}

  /** Errors: 'spool-not-writable' { directory, reason }. */
  static async open(ground: SpoolGround): Promise<ReportSpool> {
    const spool = new ReportSpool(ground);
    try {
      await mkdir(ground.directory, { recursive: true, mode: 0o700 });
      for (const name of (await readdir(ground.directory)).filter((one) => one.endsWith(SUFFIX)).toSorted())
        await spool.takeOver(name);
    } catch (cause) {
      throw spool.notWritable(cause);
    }
    return spool;
  }

  /** Is there a report of this vehicle that the database does not have yet? */
  holds(vehicleId: VehicleId): boolean {
    return this.held.size > 0 && this.held.has(vehicleId);
  }

  /** Returns when the report is on the disk: those that come at once share one write. Errors: 'spool-not-writable', and nothing is kept. */
  append(spooled: SpooledReport): Promise<void> {
    this.hold(spooled.vehicleId);
    this.waiting.push(spooled);
    this.nextWrite ??= this.inLine(() => this.write());
    return this.nextWrite;
  }

  /** Gives each report to `record`, oldest first, and deletes a file when all of it is recorded. Stops at the first that fails. */
  async replay(record: (spooled: SpooledReport) => Promise<void>): Promise<void> {
    for (;;) {
      if (this.files.length === 0) await this.inLine(() => this.seal());
      const file = this.files[0];
      if (!file) return;
      await this.replayFile(file, record);
      this.files.shift();
      for (const vehicleId of file.vehicles) this.release(vehicleId);
    }
  }

  /** Writes a report beside the spool, where it is in nobody's way; under a name that ends in '.reports' the next start takes it up again. */
  async setAside(spooled: SpooledReport): Promise<string> {
    const path = join(this.ground.directory, 'set-aside');
    await appendFile(path, spoolLine(spooled), { mode: 0o600, flush: true });
    return path;
  }

  async close(): Promise<void> {
    await this.inLine(() => this.seal());
  }

  private async replayFile(file: SpoolFile, record: (spooled: SpooledReport) => Promise<void>): Promise<void> {
    const bytes = await readFile(file.path).catch(ignoreMissing);
    // Taken over by a process that started meanwhile: its lines are there.
    if (!bytes) return;
    const { reports, damaged } = readSpool(bytes);
    for (const spooled of reports.slice(file.recorded)) {
      await record(spooled);
      file.recorded += 1;
    }
    if (reports.length < file.vehicles.length)
      this.ground.log.error('acknowledged reports are lost: the disk of the spool does not keep what is written', {
        directory: this.ground.directory,
        damaged,
      });
    await unlink(file.path).catch(ignoreMissing);
  }

  private inLine<T>(job: () => Promise<T>): Promise<T> {
    const done = this.line.then(job);
    this.line = done.catch(() => undefined);
    return done;
  }

  private async write(): Promise<void> {
    const batch = this.waiting;
    this.waiting = [];
    this.nextWrite = undefined;
    try {
      await this.writeDown(batch);
    } catch (cause) {
      for (const { vehicleId } of batch) this.release(vehicleId);
      // Whatever was torn stays at the end of its file.
      await this.seal();
      throw this.notWritable(cause);
    }
  }

  private async writeDown(batch: readonly SpooledReport[]): Promise<void> {
    const bytes = Buffer.concat(batch.map(spoolLine));
    const used = this.files.reduce((sum, file) => sum + file.bytes, this.current?.bytes ?? 0);
    if (used + bytes.length > (this.ground.bytesAtMost ?? BYTES_AT_MOST))
      throw new Error(`the spool holds ${used} bytes`);
    for (;;) {
      const file = (this.current ??= await this.create());
      await file.handle.appendFile(bytes);
      await file.handle.datasync();
      file.bytes += bytes.length;
      if (await isAt(file.path, file.handle)) {
        for (const { vehicleId } of batch) file.vehicles.push(vehicleId);
        if (file.bytes >= BYTES_PER_FILE) await this.seal();
        return;
      }
      // Taken over by a process that started meanwhile, perhaps before these lines were in it.
      await this.seal();
    }
  }

  private async create(): Promise<WritableFile> {
    const path = this.newPath(String(this.ground.clock.now()));
    const handle = await open(path, 'ax', 0o600);
    await syncDirectory(this.ground.directory);
    this.ground.log.warn('the database is away: reports are kept on this disk', { directory: this.ground.directory });
    return { path, handle, bytes: 0, vehicles: [], recorded: 0 };
  }

  private async seal(): Promise<void> {
    const file = this.current;
    if (!file) return;
    this.current = undefined;
    this.files.push(file);
    await file.handle.close().catch(() => undefined);
  }

  private async takeOver(name: string): Promise<void> {
    const path = this.newPath(name.split('-', 1)[0]!);
    await rename(join(this.ground.directory, name), path);
    const bytes = await readFile(path);
    const { reports, damaged } = readSpool(bytes);
    const facts = { directory: this.ground.directory, reports: reports.length, damaged };
    this.ground.log.warn('reports were left by a process that ended: they are recorded now', facts);
    const vehicles = reports.map(({ vehicleId }) => vehicleId);
    for (const vehicleId of vehicles) this.hold(vehicleId);
    this.files.push({ path, bytes: bytes.length, vehicles, recorded: 0 });
  }

  /** Names sort by the time of the first line, so that what is taken over keeps its order. */
  private newPath(since: string): string {
    return join(this.ground.directory, `${since}-${this.ground.ids.next('spl')}${SUFFIX}`);
  }

  private hold(vehicleId: VehicleId): void {
    this.held.set(vehicleId, (this.held.get(vehicleId) ?? 0) + 1);
  }

  private release(vehicleId: VehicleId): void {
    const left = (this.held.get(vehicleId) ?? 0) - 1;
    if (left > 0) this.held.set(vehicleId, left);
    else this.held.delete(vehicleId);
  }

  private notWritable(cause: unknown): DomainError {
    const { code, message } = cause as NodeJS.ErrnoException;
    return new DomainError(
      'spool-not-writable',
      { directory: this.ground.directory, reason: code ?? message },
      { cause },
    );
  }
}

const SUFFIX = '.reports';

async function isAt(path: string, handle: FileHandle): Promise<boolean> {
  const there = await stat(path).catch(ignoreMissing);
  return there?.ino === (await handle.stat()).ino;
}

/** A name is durable with its directory (fsync(2)). */
async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory, 'r');
  await handle.sync().finally(() => handle.close());
}

function ignoreMissing(cause: NodeJS.ErrnoException): undefined {
  if (cause.code !== 'ENOENT') throw cause;
  return undefined;
}
