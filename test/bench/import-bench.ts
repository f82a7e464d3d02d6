import { statSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import type { BenchSection, Findings, Ground } from './bench-section.js';
import { deskDatabase, TOKEN } from './desk-database.js';
import { postgresCpuSeconds } from './postgres-cpu.js';
import { openQuietIssuer } from './quiet-issuer.js';
import { sendLines } from './send-lines.js';
import { ServerProcess } from './server-process.js';
import { writeVehicles } from './vehicle-files.js';

const DESK = join(import.meta.dirname, '../../dist/apps/release-desk/src/main.js');
const GATEWAY = join(import.meta.dirname, '../../dist/apps/vehicle-gateway/src/main.js');
const WITHIN_SECONDS = 60;

interface Imported {
  readonly what: string;
  readonly megabytes: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly postgresCpuSeconds: number;
  readonly rssBefore: number;
  readonly rssMost: number;
  readonly registered: number;
  readonly changed: number;
  readonly unchanged: number;
}

/** A million vehicles through the release desk as it is started in production. */
export const bench: BenchSection = {
  heading: 'Import of vehicles',
  // A desk that reads and a database that writes work at the same time: what an import takes is what both take on the machine.
  usesAllCores: true,
  measure: async (ground) => {
    const size = ground.options.fleetSize;
    const files = await writeVehicles(ground.folder, size);
    const rows: Imported[] = [];
    const { issuer, close } = await openQuietIssuer();
    for (const format of ['csv', 'ndjson'] as const) {
      const url = await deskDatabase(ground.postgres, `import_${format}`);
      const desk = await start(ground, DESK, { DATABASE_URL: url, OIDC_ISSUER: issuer });
      const look = (what: string, file: string): Promise<Imported> => imported(ground, desk, what, file);
      rows.push(await look(`${format.toUpperCase()}, all new`, files[format]));
      rows.push(await look(`${format.toUpperCase()}, the same again`, files[format]));
      if (format === 'csv') {
        const gateway = await start(ground, GATEWAY, { DATABASE_URL: url });
        const answers = watched(gateway);
        rows.push(await look('CSV of two columns, a gateway beside', files.tags));
        await wait(5_000);
        const longest = await answers.end();
        rows.push({ ...rows.at(-1)!, what: `(longest answer of that gateway: ${Math.round(longest)} ms)` });
        await gateway.stop();
      }
      await desk.stop();
    }
    close();
    check(rows, size);
    return findings(rows, size);
  },
};

const start = (ground: Ground, script: string, environment: Readonly<Record<string, string>>): Promise<ServerProcess> =>
  ServerProcess.start(ground.cores, script, '/healthz', {
    ...environment,
    TIDINGS_DATA: join(ground.folder, 'data'),
    LOG_LEVEL: 'error',
  });

async function imported({ say, postgres }: Ground, desk: ServerProcess, what: string, file: string): Promise<Imported> {
  const before = await desk.usage();
  let rssMost = before.rssBytes;
  const timer = setInterval(
    () => void desk.usage().then(({ rssBytes }) => (rssMost = Math.max(rssMost, rssBytes))),
    250,
  );
  const [startedAt, postgresBefore] = [performance.now(), postgresCpuSeconds(postgres)];
  const counts = await sendLines(`http://127.0.0.1:${desk.port}/api/vehicles/import`, TOKEN, file);
  const seconds = (performance.now() - startedAt) / 1_000;
  clearInterval(timer);
  const after = await desk.usage();
  const cpuSeconds = (after.cpuMicroseconds - before.cpuMicroseconds) / 1e6;
  const postgresCpu = postgresCpuSeconds(postgres) - postgresBefore;
  say(
    `  ${what}: ${seconds.toFixed(1)} s (CPU: server ${cpuSeconds.toFixed(1)} s, PostgreSQL ${postgresCpu.toFixed(1)} s)`,
  );
  return {
    what,
    megabytes: statSync(file).size / 1e6,
    seconds,
    cpuSeconds,
    postgresCpuSeconds: postgresCpu,
    rssBefore: before.rssBytes,
    rssMost,
    ...counts,
  };
}

/** Asks every 50 ms whether it is alive; `end` tells the longest it took to say so, in ms. */
function watched({ port }: ServerProcess): { readonly end: () => Promise<number> } {
  let [longest, isOver] = [0, false];
  const asking = (async () => {
    while (!isOver) {
      const askedAt = performance.now();
      await (await fetch(`http://127.0.0.1:${port}/healthz`)).text();
      longest = Math.max(longest, performance.now() - askedAt);
      await wait(50);
    }
  })();
  return {
    end: async () => {
      isOver = true;
      await asking;
      return longest;
    },
  };
}

/** What was measured is what it is said to be. */
function check(rows: readonly Imported[], size: number): void {
  const wrong = rows.find(({ what, registered, unchanged, changed }) =>
    what.endsWith('new') ? registered !== size : what.endsWith('again') ? unchanged !== size : changed !== size,
  );
  if (wrong) throw new Error(`${wrong.what}: not all vehicles went as they should: ${JSON.stringify(wrong)}`);
}

function findings(rows: readonly Imported[], size: number): Findings {
  const told = size.toLocaleString('en-GB');
  const line = ({
    what,
    megabytes,
    seconds,
    cpuSeconds,
    postgresCpuSeconds: postgresCpu,
    rssBefore,
    rssMost,
  }: Imported): string =>
    what.startsWith('(')
      ? `| ${what} | | | | | |`
      : `| ${what} | ${megabytes.toFixed(0)} MB | **${seconds.toFixed(1)} s** | ${cpuSeconds.toFixed(1)} s | ${postgresCpu.toFixed(1)} s | ${mebibytes(rssBefore)} to ${mebibytes(rssMost)} |`;
  return {
    words: `The release desk as it is started in production, on a private PostgreSQL; ${told} vehicles in one streaming request, each with hardware, version,
equipment, a tag, an attribute of the maker and one more ECU; the journal and every index written, nothing forced to the disk (fsync off; memory as docs/production.md advises). A vehicle that is there already is locked, compared
and left. The last file changes a column of every vehicle while a vehicle gateway that holds all of them reads the changes.

| what | file | took | server CPU | PostgreSQL CPU | server RSS, before and most |
|---|---|---|---|---|---|
${rows.map(line).join('\n')}`,
    goals: rows
      .filter(({ what }) => what.endsWith('new'))
      .map(({ what, seconds }) => ({
        goal: `import of ${told} vehicles by ${what}`,
        measured: `${seconds.toFixed(1)} s`,
        wanted: 'under 60 s',
        holds: seconds < WITHIN_SECONDS,
      })),
  };
}

const mebibytes = (bytes: number): string => `${Math.round(bytes / 2 ** 20)} MiB`;
