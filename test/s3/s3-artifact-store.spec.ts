import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import https from 'node:https';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline, Readable, Transform } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { createServer as createTlsServer } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { S3ArtifactStore, s3Client } from '@tidings/artifact-store';
import { before, days, type Instant, instant, isoOf, milliseconds, minutes, sha256Of } from '@tidings/vocabulary';
import { whenInstalled } from '../tools/required-tool.js';
import { ObjectStoreServer } from './object-store-server.js';

const NOWHERE = {
  accessKey: 'a',
  secretKey: 'secret-of-eight',
  bucket: 'tidings',
  region: 'us-east-1',
  pathStyle: true,
};

whenInstalled(['radosgw', 'openssl'], 'an S3 store and its server', () => {
  let server: ObjectStoreServer;
  beforeAll(async () => {
    server = await ObjectStoreServer.start();
  }, 90_000);
  afterAll(() => server.stop());

  it('aborts at its start what was left unfinished, and nothing that may still be on its way', async () => {
    const settings = server.settings('tidings-stale');
    await S3ArtifactStore.open(settings);
    const client = s3Client(settings);
    await client.initiateNewMultipartUpload(settings.bucket, `objects/${'a'.repeat(64)}`, {});
    await client.initiateNewMultipartUpload(settings.bucket, 'of-somebody-else', {});
    const unfinished = async (): Promise<readonly string[]> => {
      const page = await client.listIncompleteUploadsQuery(settings.bucket, '', '', '', '');
      return page.uploads.map(({ key }) => key);
    };
    await S3ArtifactStore.open(settings);
    expect(await unfinished()).toHaveLength(2);
    // The server's clock counts whole seconds: "older than minus two seconds" is whatever was begun before now.
    await S3ArtifactStore.open(settings, { abandonedAfter: milliseconds(-2000) });
    expect(await unfinished()).toEqual(['of-somebody-else']);
  });

  describe('with object lock', () => {
    const bytes = randomBytes(2000);
    const expected = { sha256: sha256Of(bytes), size: bytes.length };
    const key = `objects/${expected.sha256}`;
    const filedIn = async (bucket: string) => {
      const settings = server.settings(bucket);
      const store = await S3ArtifactStore.open(settings);
      const filed = await store.put(Readable.from([bytes]), expected);
      return {
        store,
        filed,
        client: s3Client(settings),
        asFiled: { size: filed.size, storeVersion: filed.storeVersion! },
      };
    };
    const inAnHour = (): Instant => instant(Date.now() + 3_600_000);

    it('gives the bytes that were filed, also when somebody put others over them, or removed their name', async () => {
      const { store, client, asFiled } = await filedIn('tidings-over');
      await client.putObject('tidings-over', key, Buffer.from('evil'));
      expect(await buffer(await store.read(expected.sha256))).toEqual(Buffer.from('evil'));
      expect(await buffer(await store.read(expected.sha256, undefined, asFiled))).toEqual(bytes);
      await client.removeObject('tidings-over', key);
      expect(await buffer(await store.read(expected.sha256, { start: 0, end: 9 }, asFiled))).toHaveLength(10);
      expect(await store.stat(expected.sha256, asFiled)).toMatchObject(expected);
    });

    it('protects what was published: nobody can remove it, shorten its time, or take its place unseen', async () => {
      const { store, client, asFiled } = await filedIn('tidings-locked');
      expect(store.protection).toEqual({ mode: 'governance', lasts: days(365) });
      const until = inAnHour();
      await store.protect(expected.sha256, until, asFiled);
      await store.protect(expected.sha256, before(until, minutes(30)), asFiled);
      await expect(store.remove(expected.sha256)).rejects.toMatchObject({
        code: 'artifact-protected',
        facts: { sha256: expected.sha256, until },
      });
      const version = { versionId: asFiled.storeVersion };
      await expect(client.removeObject('tidings-locked', key, version)).rejects.toMatchObject({ code: 'AccessDenied' });
      const shorter = { ...version, mode: 'GOVERNANCE', retainUntilDate: isoOf(instant(Date.now() + 60_000)) } as const;
      await expect(client.putObjectRetention('tidings-locked', key, shorter)).rejects.toMatchObject({
        code: 'AccessDenied',
      });
      expect(await buffer(await store.read(expected.sha256, undefined, asFiled))).toEqual(bytes);
    });

    it('is not used on a bucket that was made without it: refused when it was asked for, else told', async () => {
      const settings = server.settings('tidings-no-lock');
      await s3Client(settings).makeBucket(settings.bucket, settings.region);
      expect((await S3ArtifactStore.open(settings)).protection).toBeUndefined();
      const protection = { mode: 'compliance', lasts: days(30) } as const;
      await expect(S3ArtifactStore.open({ ...settings, protection })).rejects.toMatchObject({
        code: 'bad-settings',
        facts: { problems: [expect.stringMatching(/^S3_OBJECT_LOCK is compliance, .*without object lock/)] },
      });
    });
  });

  it('can be opened by several processes at once on a bucket that is not there yet', async () => {
    const settings = server.settings('tidings-new');
    const stores = await Promise.all([1, 2, 3].map(() => S3ArtifactStore.open(settings)));
    for (const store of stores) await expect(store.check()).resolves.toBeUndefined();
  });

  describe('behind a proxy that changes a byte of what it passes on', () => {
    const folder = mkdtempSync(join(tmpdir(), 'tidings-tls-'));
    afterAll(() => rmSync(folder, { recursive: true }));

    it.each([
      ['over http, where the payload is signed', 'http', 'XAmzContentSHA256Mismatch', 1 << 20],
      ['over http, in several parts', 'http', 'XAmzContentSHA256Mismatch', 20 << 20],
      ['over TLS, where it is signed too', 'https', 'XAmzContentSHA256Mismatch', 1 << 20],
      ['over TLS, in several parts', 'https', 'XAmzContentSHA256Mismatch', 20 << 20],
    ] as const)('keeps nothing, %s', async (_how, scheme, why, size) => {
      const settings = server.settings(`tidings-changed-${scheme}`);
      const store = await S3ArtifactStore.open(settings);
      const proxy = new Proxy(
        Number(new URL(server.endpoint).port),
        scheme === 'https' ? certificate(folder) : undefined,
      );
      const behindProxy = await S3ArtifactStore.open({
        ...settings,
        endpoint: `${scheme}://127.0.0.1:${await proxy.listen()}`,
      });
      const bytes = randomBytes(size);
      const expected = { sha256: sha256Of(bytes), size };
      proxy.isChanging = true;
      await expect(behindProxy.put(Readable.from([bytes]), expected)).rejects.toMatchObject({
        code: 'store-away',
        facts: { why },
      });
      expect(await store.stat(expected.sha256)).toBeUndefined();
      const page = await s3Client(settings).listIncompleteUploadsQuery(settings.bucket, '', '', '', '');
      expect(page.uploads).toEqual([]);
      proxy.isChanging = false;
      expect(await behindProxy.put(Readable.from([bytes]), expected)).toMatchObject(expected);
      proxy.close();
    });
  });

  it('says that it is away when the secret is wrong', async () => {
    const settings = { ...server.settings('tidings-secret'), secretKey: 'not-the-secret' };
    await expect(S3ArtifactStore.open(settings)).rejects.toMatchObject({
      code: 'store-away',
      facts: { trouble: expect.stringMatching(/^S3_SECRET_KEY is not the secret of S3_ACCESS_KEY at/) },
    });
  });

  it('is not ready when its bucket is gone', async () => {
    const settings = server.settings('tidings-gone');
    const store = await S3ArtifactStore.open(settings);
    await s3Client(settings).removeBucket(settings.bucket);
    await expect(store.check()).rejects.toMatchObject({ code: 'store-away', facts: { why: 'NoSuchBucket' } });
    const sha256 = sha256Of('x');
    await expect(store.put(Readable.from([Buffer.from('x')]), { sha256, size: 1 })).rejects.toMatchObject({
      code: 'store-away',
    });
  });

  it('lets a reader go on who pauses longer than the server may be silent', async () => {
    const settings = server.settings('tidings-slow');
    const store = await S3ArtifactStore.open(settings);
    const bytes = randomBytes(8 << 20);
    const sha256 = sha256Of(bytes);
    await store.put(Readable.from([bytes]), { sha256, size: bytes.length });
    const impatient = s3Client(settings, { answersWithin: milliseconds(300) });
    const download = await impatient.getObject(settings.bucket, `objects/${sha256}`);
    await new Promise((resolve) => setTimeout(resolve, 900));
    expect(sha256Of(await buffer(download))).toBe(sha256);
  });
});

describe('an S3 store without its server', () => {
  it('says that it is away when nothing listens', async () => {
    await expect(S3ArtifactStore.open({ ...NOWHERE, endpoint: 'http://127.0.0.1:9' })).rejects.toMatchObject({
      code: 'store-away',
      facts: { why: 'ECONNREFUSED', trouble: expect.stringMatching(/^S3_ENDPOINT: nothing answers/) },
    });
  });

  it('does not wait for ever on a server that accepts and says nothing', async () => {
    const silent = createServer((socket) => socket.resume());
    const port = await listening(silent);
    const client = s3Client({ ...NOWHERE, endpoint: `http://127.0.0.1:${port}` }, { answersWithin: milliseconds(100) });
    await expect(client.bucketExists('tidings')).rejects.toThrow('no answer within 0.1 s');
    silent.close();
  });

  it.each(['s3.example.org', 'ftp://s3.example.org', 'http://s3.example.org/bucket', 'http://user@s3.example.org', ''])(
    'refuses the endpoint %j',
    async (endpoint) => {
      await expect(S3ArtifactStore.open({ ...NOWHERE, endpoint })).rejects.toMatchObject({
        code: 'bad-settings',
        facts: { setting: 'endpoint' },
      });
    },
  );
});

/** Passes bytes on to a port of this machine; when told, changes one in each large piece on its way there. */
class Proxy {
  isChanging = false;
  private readonly server: Server;

  constructor(to: number, tls: { readonly key: Buffer; readonly cert: Buffer } | undefined) {
    const passOn = (socket: Socket): void => {
      const change = new Transform({ transform: (chunk: Buffer, _encoding, done) => done(null, this.changed(chunk)) });
      const onward = connect(to, '127.0.0.1');
      pipeline(socket, change, onward, socket, () => undefined);
    };
    this.server = tls === undefined ? createServer(passOn) : createTlsServer(tls, passOn);
    // The client of the store trusts what the process trusts.
    https.globalAgent.options.ca = tls?.cert;
  }

  listen(): Promise<number> {
    return listening(this.server);
  }

  close(): void {
    this.server.close();
    https.globalAgent.options.ca = undefined;
  }

  private changed(chunk: Buffer): Buffer {
    const other = Buffer.from(chunk);
    // Heads of requests are shorter than this.
    if (this.isChanging && other.length > 8000) other[7000]! ^= 1;
    return other;
  }
}

function certificate(folder: string): { readonly key: Buffer; readonly cert: Buffer } {
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];
  const names = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
  execFileSync('openssl', ['req', '-x509', ...curve, ...names, '-keyout', key, '-out', cert], { stdio: 'ignore' });
  return { key: readFileSync(key), cert: readFileSync(cert) };
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as { readonly port: number }).port;
}
