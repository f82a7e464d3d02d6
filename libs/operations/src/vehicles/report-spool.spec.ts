import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Clock, type Id, IdSource, type Instant, instant, Log, type VehicleId } from '@tidings/vocabulary';
import { ReportSpool } from './report-spool.js';
import { type SpooledReport, spoolLine } from './spooled-report.js';

const NODE = ['--import', '@swc-node/register/esm-register', '--input-type=module'];

class StillClock extends Clock {
  now = (): Instant => instant(1_000);
}
class CountingIds extends IdSource {
  private count = 0;
  next<Prefix extends string>(prefix: Prefix): Id<Prefix> {
    return `${prefix}_${process.hrtime.bigint()}${++this.count}` as Id<Prefix>;
  }
}
class KeptLog extends Log {
  readonly said: string[] = [];
  private readonly keep = (level: string) => (): void => void this.said.push(level);
  override error = this.keep('error');
  override warn = this.keep('warn');
  override info = this.keep('info');
  override debug = this.keep('debug');
}

const said = (n: number, vehicle = 'veh_1'): SpooledReport => ({
  vehicleId: vehicle as VehicleId,
  wireNumber: n,
  report: {
    door: 'deployment',
    execution: 'closed',
    finished: 'success',
    code: undefined,
    details: [`räksmörgås\n${n}`],
  },
  heardAt: instant(n),
});

describe('the spool of reports', () => {
  let directory: string;
  let log: KeptLog;
  const open = (bytesAtMost?: number): Promise<ReportSpool> =>
    ReportSpool.open({
      ...{ directory, log, clock: new StillClock(), ids: new CountingIds() },
      ...(bytesAtMost !== undefined && { bytesAtMost }),
    });
  const replayed = async (spool: ReportSpool): Promise<SpooledReport[]> => {
    const heard: SpooledReport[] = [];
    await spool.replay((one) => Promise.resolve(void heard.push(one)));
    return heard;
  };
  const files = async (): Promise<string[]> =>
    (await readdir(directory)).toSorted().map((name) => join(directory, name));

  beforeEach(async () => {
    directory = join(await mkdtemp(join(tmpdir(), 'tidings-spool-')), 'a folder', 'spool');
    log = new KeptLog();
  });
  afterEach(() => rm(join(directory, '../..'), { recursive: true }));

  it('gives back what it was given, in order and once, and then leaves no file', async () => {
    const spool = await open();
    await Promise.all([spool.append(said(1)), spool.append(said(2, 'veh_2'))]);
    await spool.append(said(3));
    expect(await replayed(spool)).toEqual([said(1), said(2, 'veh_2'), said(3)]);
    expect(await replayed(spool)).toEqual([]);
    expect(await files()).toEqual([]);
  });

  it('holds a vehicle from its report until the report is recorded', async () => {
    const spool = await open();
    const appended = spool.append(said(1));
    expect(spool.holds(said(1).vehicleId)).toBe(true);
    await appended;
    expect(spool.holds('veh_2' as VehicleId)).toBe(false);
    await spool.replay(() => {
      expect(spool.holds(said(1).vehicleId)).toBe(true);
      return Promise.resolve();
    });
    expect(spool.holds(said(1).vehicleId)).toBe(false);
  });

  it('goes on where the database went away again, and takes new reports meanwhile', async () => {
    const spool = await open();
    for (const n of [1, 2, 3]) await spool.append(said(n));
    const heard: number[] = [];
    const record = async ({ wireNumber }: SpooledReport): Promise<void> => {
      if (wireNumber === 2 && heard.length === 1) {
        heard.push(0);
        await spool.append(said(4));
        throw new Error('away');
      }
      heard.push(wireNumber);
    };
    await expect(spool.replay(record)).rejects.toThrow('away');
    await spool.replay(record);
    expect(heard).toEqual([1, 0, 2, 3, 4]);
    expect(await files()).toEqual([]);
  });

  it('keeps the file of a replay that did not come to its end for the next process', async () => {
    const killed = await open();
    for (const n of [1, 2]) await killed.append(said(n));
    await expect(
      killed.replay(({ wireNumber }) => (wireNumber === 2 ? Promise.reject(new Error('away')) : Promise.resolve())),
    ).rejects.toThrow();
    const next = await open();
    expect(next.holds(said(1).vehicleId)).toBe(true);
    expect(await replayed(next)).toEqual([said(1), said(2)]);
  });

  it.each([1, 40, 70, 100])(
    'leaves out a last line that was torn after %i bytes: nobody was told that it is kept',
    async (bytes) => {
      await (await open()).append(said(1));
      const [file] = await files();
      await appendFile(file!, spoolLine(said(2)).subarray(0, bytes));
      expect(await replayed(await open())).toEqual([said(1)]);
    },
  );

  it('leaves out a line whose bytes changed on the disk, keeps the others, and says so to a person', async () => {
    const spool = await open();
    for (const n of [1, 2, 3]) await spool.append(said(n));
    const [file] = await files();
    await writeFile(file!, (await readFile(file!, 'utf8')).replace('"wireNumber":2', '"wireNumber":7'));
    expect(await replayed(spool)).toEqual([said(1), said(3)]);
    expect(log.said).toContain('error');
  });

  it('acknowledges nothing into a file that another process has taken over', async () => {
    const spool = await open();
    await spool.append(said(1));
    const [file] = await files();
    await rename(file!, `${file!}.taken`);
    await spool.append(said(2));
    expect(await replayed(spool)).toEqual([said(2)]);
    await rename(`${file!}.taken`, file!);
    expect((await replayed(await open()))[0]).toEqual(said(1));
  });

  it('refuses what would make it larger than its share of the disk, and takes reports again when there is room', async () => {
    const spool = await open(spoolLine(said(1)).length * 2);
    for (const n of [1, 2]) await spool.append(said(n));
    await expect(spool.append(said(3, 'veh_3'))).rejects.toMatchObject({ code: 'spool-not-writable' });
    expect(spool.holds('veh_3' as VehicleId)).toBe(false);
    expect(await replayed(spool)).toEqual([said(1), said(2)]);
    await spool.append(said(4));
    expect(await replayed(spool)).toEqual([said(4)]);
  });

  it('says which directory it cannot use', async () => {
    await writeFile(join(directory, '..'), 'a file');
    await expect(open()).rejects.toMatchObject({ code: 'spool-not-writable', facts: { directory, reason: 'ENOTDIR' } });
  });

  /** A process of its own that appends until it is killed or has asked 400 times; a line for each report that is kept. */
  const appending = (before: string) => {
    const child = spawn('/bin/sh', ['-c', `${before} exec "$@"`, 'sh', process.execPath, ...NODE], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    child.stdin.end(`
      import { ReportSpool } from ${JSON.stringify(join(import.meta.dirname, 'report-spool.ts'))};
      const log = { warn() {}, error() {} };
      let count = 0;
      const ids = { next: (prefix) => prefix + '_' + process.pid + '_' + ++count };
      const spool = await ReportSpool.open({ directory: ${JSON.stringify(directory)}, log, ids, clock: { now: () => 1000 + count } });
      const report = { door: 'deployment', execution: 'progress', finished: 'none', details: ['x'.repeat(5000)] };
      for (let wireNumber = 1; wireNumber <= 400; wireNumber++) {
        const appended = spool.append({ vehicleId: 'veh_1', wireNumber, report, heardAt: 1 });
        await appended.then(() => console.log(wireNumber), ({ facts }) => console.log(facts.reason));
      }`);
    return child;
  };
  const numbers = async (): Promise<number[]> => (await replayed(await open())).map(({ wireNumber }) => wireNumber);

  it('keeps every acknowledged report of a process that is killed', async () => {
    const child = appending('');
    let acknowledged = '';
    child.stdout.setEncoding('utf8').on('data', (said: string) => {
      acknowledged += said;
      if (acknowledged.length > 200) child.kill('SIGKILL');
    });
    await once(child, 'close');
    const last = Number(acknowledged.split('\n').at(-2));
    expect(last).toBeGreaterThan(10);
    expect((await numbers()).slice(0, last)).toEqual(Array.from({ length: last }, (_, n) => n + 1));
  });

  it('acknowledges nothing that did not fit on the disk, and keeps what it acknowledged before and after', async () => {
    const child = appending('ulimit -f 100;');
    const answers = (await text(child.stdout)).trim().split('\n');
    expect(answers).toHaveLength(400);
    expect(answers).toContain('EFBIG');
    expect(await numbers()).toEqual(answers.filter((one) => one !== 'EFBIG').map(Number));
  });
});
