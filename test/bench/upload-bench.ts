import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { signDeclaration } from '@tidings/update-trust';
import { parseSha256 } from '@tidings/vocabulary';
import type { BenchSection, Findings, Ground } from './bench-section.js';
import { deskDatabase, TOKEN } from './desk-database.js';
import { CAR, downloadAddress, offerPackage } from './offer-package.js';
import { openUnusedIssuer } from '../processes/unused-issuer.js';
import { ServerProcess } from './server-process.js';
import { digestOf, readAway, sendBytes } from './stream-bytes.js';

const app = (name: string): string => join(import.meta.dirname, `../../dist/apps/${name}/src/main.js`);
const SIZE = 5_000_000_000;
const QUICK_SIZE = 300_000_000;
const AT_LEAST = 0.7;
const MEMORY_MORE = 64 << 20;

interface Timed {
  readonly seconds: number;
  readonly cpuSeconds: number;
  /** Most resident memory while it ran, above what it was before. Bytes. */
  readonly memoryMore: number;
}

/** A large package in through the release desk and out through the vehicle gateway, each beside a plain stream to and from the same disk. */
export const bench: BenchSection = {
  heading: 'A large package in and out',
  // Digests have a thread of their own, which is meant to use another core.
  usesAllCores: true,
  measure: async (ground) => {
    const size = ground.options.isQuick ? QUICK_SIZE : SIZE;
    const data = join(ground.folder, 'data');
    mkdirSync(data);
    const identity = await openUnusedIssuer();
    const databaseUrl = await deskDatabase(ground.postgres, 'upload');
    const environment = {
      ...{ DATABASE_URL: databaseUrl, TIDINGS_DATA: data, OIDC_ISSUER: identity.issuer, LOG_LEVEL: 'error' },
    };
    const start = (script: string, more: object = {}): Promise<ServerProcess> =>
      ServerProcess.start(ground.cores, script, '/healthz', { ...environment, ...more });

    const sha256 = digestOf(size);
    const desk = await start(app('release-desk'));
    const packages = await begun(desk, size, sha256);
    const taken = await timed(ground, 'in: release desk', desk, async () => {
      await sendBytes(packages.address, 'PATCH', packages.headers, size);
    });
    const finished = await timed(ground, 'in: digests compared, filed', desk, packages.finish);
    await desk.stop();

    const plain = await start(join(import.meta.dirname, 'plain-stream.mjs'), { FOLDER: data });
    const plainAddress = `http://127.0.0.1:${plain.port}/file`;
    const plainIn = await timed(ground, 'in: plain stream', plain, () => sendBytes(plainAddress, 'PUT', {}, size));

    await offerPackage(databaseUrl, join(data, 'artifacts'), packages.id());
    const gateway = await start(app('vehicle-gateway'));
    const address = await downloadAddress(`http://127.0.0.1:${gateway.port}`);
    const token = { authorization: `TargetToken ${CAR.token}` };
    const given = await timed(ground, 'out: vehicle gateway', gateway, () => whole(address, token, size));
    await gateway.stop();
    const plainOut = await timed(ground, 'out: plain stream', plain, () => whole(plainAddress, {}, size));
    await plain.stop();
    identity.close();
    return findings(size, { taken, finished, plainIn, given, plainOut });
  },
};

async function whole(address: string, headers: Readonly<Record<string, string>>, size: number): Promise<void> {
  const length = await readAway(address, headers);
  if (length !== size) throw new Error(`${length} of ${size} bytes came`);
}

/** An upload of so many bytes, signed by a publisher that was registered for it. */
async function begun({ port }: ServerProcess, size: number, sha256: string) {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const authorization = `Bearer ${TOKEN}`;
  const post = async (path: string, body: object = {}): Promise<Record<string, string>> => {
    const headers = { authorization, 'content-type': 'application/json' };
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
    const said = (await answer.json()) as Record<string, string>;
    if (!answer.ok) throw new Error(`${path}: ${JSON.stringify(said)}`);
    return said;
  };
  await post('/api/publishers', { name: 'Bench', jwk: publicKey.export({ format: 'jwk' }) });
  const named = { name: 'large', version: '9', fileName: 'large.bin', hardwareIds: ['vega-a'] };
  const declared = { ...named, size, sha256: parseSha256(sha256) };
  const declaration = await signDeclaration(declared, privateKey.export({ format: 'jwk' }));
  const { uploadId } = await post('/api/uploads', { declaration });
  let id = '';
  return {
    address: `http://127.0.0.1:${port}/api/uploads/${uploadId}`,
    headers: {
      authorization,
      'tus-resumable': '1.0.0',
      'upload-offset': 0,
      'content-type': 'application/offset+octet-stream',
    },
    finish: async () => void (id = (await post(`/api/uploads/${uploadId}/finish`))['id']!),
    id: () => id,
  };
}

async function timed({ say }: Ground, what: string, server: ServerProcess, act: () => Promise<void>): Promise<Timed> {
  const before = await server.usage();
  let most = before.rssBytes;
  const timer = setInterval(() => void server.usage().then(({ rssBytes }) => (most = Math.max(most, rssBytes))), 250);
  const startedAt = performance.now();
  await act();
  const seconds = (performance.now() - startedAt) / 1_000;
  clearInterval(timer);
  const after = await server.usage();
  const cpuSeconds = (after.cpuMicroseconds - before.cpuMicroseconds) / 1e6;
  say(`  ${what}: ${seconds.toFixed(1)} s (CPU ${cpuSeconds.toFixed(1)} s)`);
  return { seconds, cpuSeconds, memoryMore: Math.max(most, after.rssBytes) - before.rssBytes };
}

type Runs = Readonly<Record<'taken' | 'finished' | 'plainIn' | 'given' | 'plainOut', Timed>>;

function findings(size: number, { taken, finished, plainIn, given, plainOut }: Runs): Findings {
  const line = (what: string, { seconds, cpuSeconds, memoryMore }: Timed): string =>
    `| ${what} | ${seconds.toFixed(1)} s | ${(size / 1e6 / seconds).toFixed(0)} MB/s | ${cpuSeconds.toFixed(1)} s | ${Math.round(memoryMore / 2 ** 20)} MiB |`;
  const ratios = { in: plainIn.seconds / (taken.seconds + finished.seconds), out: plainOut.seconds / given.seconds };
  const more = Math.max(taken.memoryMore, finished.memoryMore, given.memoryMore);
  const told = `${(size / 1e9).toFixed(1)} GB`;
  return {
    words: `${told} by tus into the release desk (folder store) and out of the vehicle gateway by DDI, each as it is started in production; beside it a plain
\`node:http\` server that pipes the same bytes to and from a file of the same disk. Both sync before they answer. In: SHA-256 on the desk's own thread, SHA-1 and MD5
beside it in a worker; the difference in CPU between the first and the third line is what they cost, with sign-in, declaration and journal. Out is read from the page cache where it fits.

| what | took | | server CPU | server memory more |
|---|---|---|---|---|
${line('in: release desk, bytes', taken)}
${line('in: release desk, finish', finished)}
${line('in: plain stream', plainIn)}
${line('out: vehicle gateway', given)}
${line('out: plain stream', plainOut)}`,
    goals: [
      ...(['in', 'out'] as const).map((way) => ({
        goal: `${told} ${way}, against a plain stream`,
        measured: ratios[way].toFixed(2),
        wanted: `at least ${AT_LEAST}`,
        holds: ratios[way] >= AT_LEAST,
      })),
      {
        goal: 'memory of the server meanwhile',
        measured: `+${Math.round(more / 2 ** 20)} MiB`,
        wanted: 'at most +64 MiB',
        holds: more <= MEMORY_MORE,
      },
    ],
  };
}
