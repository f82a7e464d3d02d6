import { randomBytes } from 'node:crypto';
import { connect, createServer, type Server } from 'node:net';
import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { S3ArtifactStore, s3Client } from '@tidings/artifact-store';
import { milliseconds, sha256Of } from '@tidings/vocabulary';
import { whenInstalled } from '../tools/required-tool.js';
import { ObjectStoreServer } from './object-store-server.js';

const NOWHERE = {
  accessKey: 'a',
  secretKey: 'secret-of-eight',
  bucket: 'tidings',
  region: 'us-east-1',
  pathStyle: true,
};

whenInstalled('radosgw', 'an S3 store and its server', () => {
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
    await S3ArtifactStore.open(settings, milliseconds(-2000));
    expect(await unfinished()).toEqual(['of-somebody-else']);
  });

  it('can be opened by several processes at once on a bucket that is not there yet', async () => {
    const settings = server.settings('tidings-new');
    const stores = await Promise.all([1, 2, 3].map(() => S3ArtifactStore.open(settings)));
    for (const store of stores) await expect(store.check()).resolves.toBeUndefined();
  });

  it('keeps nothing when a byte is changed on the way to the server', async () => {
    const settings = server.settings('tidings-flipped');
    const store = await S3ArtifactStore.open(settings);
    const { proxy, port } = await flippingProxy(Number(new URL(server.endpoint).port));
    const behindProxy = await S3ArtifactStore.open({ ...settings, endpoint: `http://127.0.0.1:${port}` });
    for (const size of [1 << 20, 20 << 20]) {
      const bytes = randomBytes(size);
      const sha256 = sha256Of(bytes);
      await expect(behindProxy.put(Readable.from([bytes]), { sha256, size })).rejects.toMatchObject({
        code: 'store-away',
      });
      expect(await store.stat(sha256)).toBeUndefined();
    }
    const page = await s3Client(settings).listIncompleteUploadsQuery(settings.bucket, '', '', '', '');
    expect(page.uploads).toEqual([]);
    proxy.close();
  });

  it('says that it is away when the secret is wrong', async () => {
    const settings = { ...server.settings('tidings-secret'), secretKey: 'not-the-secret' };
    await expect(S3ArtifactStore.open(settings)).rejects.toMatchObject({
      code: 'store-away',
      facts: { bucket: 'tidings-secret' },
    });
  });

  it('is not ready when its bucket is gone', async () => {
    const settings = server.settings('tidings-gone');
    const store = await S3ArtifactStore.open(settings);
    await s3Client(settings).removeObject(settings.bucket, 'tidings-artifact-store');
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
    const impatient = s3Client(settings, milliseconds(300));
    const download = await impatient.getObject(settings.bucket, `objects/${sha256}`);
    await new Promise((resolve) => setTimeout(resolve, 900));
    expect(sha256Of(await buffer(download))).toBe(sha256);
  });
});

describe('an S3 store without its server', () => {
  it('says that it is away when nothing listens', async () => {
    await expect(S3ArtifactStore.open({ ...NOWHERE, endpoint: 'http://127.0.0.1:9' })).rejects.toMatchObject({
      code: 'store-away',
      facts: { bucket: 'tidings', why: 'ECONNREFUSED' },
    });
  });

  it('does not wait for ever on a server that accepts and says nothing', async () => {
    const silent = createServer((socket) => socket.resume());
    const port = await listening(silent);
    const client = s3Client({ ...NOWHERE, endpoint: `http://127.0.0.1:${port}` }, milliseconds(100));
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

/** Passes bytes on, but changes one in each large piece on its way to the server. */
async function flippingProxy(to: number): Promise<{ readonly proxy: Server; readonly port: number }> {
  const proxy = createServer((socket) => {
    const flip = new PassThrough();
    flip._transform = (chunk: Buffer, _encoding, done) => {
      const changed = Buffer.from(chunk);
      if (changed.length > 60_000) changed[50_000]! ^= 1;
      done(null, changed);
    };
    const onward = connect(to, '127.0.0.1');
    socket.pipe(flip).pipe(onward).pipe(socket);
    for (const end of [socket, onward]) end.on('error', () => [socket, onward].forEach((each) => each.destroy()));
  });
  return { proxy, port: await listening(proxy) };
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as { readonly port: number }).port;
}
