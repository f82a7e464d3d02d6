import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from '@jest/globals';
import { openArtifactStore, s3Client, type S3Settings } from '@tidings/artifact-store';
import { MinioServer } from '../s3/minio-server.js';
import { ObjectStoreServer } from '../s3/object-store-server.js';
import { whenInstalled, whereInstalled } from '../tools/required-tool.js';
import { takesArrivals } from './arrivals.contract.js';
import { holdsTheContract, type Subject } from './artifact-store.contract.js';

describe('a folder store', () => {
  const root = mkdtemp(join(tmpdir(), 'tidings store '));
  afterAll(async () => rm(await root, { recursive: true }));

  const open = async (): Promise<Subject> => {
    const folder = await root;
    const unfinished = async (): Promise<readonly string[]> =>
      (await Promise.all(['staging', 'arriving'].map((name) => readdir(join(folder, name))))).flat();
    return { store: await openArtifactStore({ folder }), unfinished };
  };
  holdsTheContract(open);
  describe('takes arrivals, and', () => takesArrivals(open));
});

whenInstalled('radosgw', 'an S3 store, on Ceph', () => onS3(() => ObjectStoreServer.start()));
whereInstalled('minio', 'an S3 store, on MinIO itself', () => onS3(() => MinioServer.start()));

function onS3(start: () => Promise<Pick<MinioServer, 'settings' | 'stop'>>): void {
  let server: Pick<MinioServer, 'settings' | 'stop'>;
  beforeAll(async () => {
    server = await start();
  }, 90_000);
  afterAll(() => server.stop());

  const open = async (): Promise<Subject> => {
    const s3: S3Settings = server.settings('tidings-contract');
    const unfinished = async (): Promise<readonly string[]> => {
      const page = await s3Client(s3).listIncompleteUploadsQuery(s3.bucket, '', '', '', '');
      return page.uploads.map(({ key }) => key);
    };
    return { store: await openArtifactStore({ s3 }), unfinished };
  };
  holdsTheContract(open);
  describe('takes arrivals, and', () => takesArrivals(open));
}
