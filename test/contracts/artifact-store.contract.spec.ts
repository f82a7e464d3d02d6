import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from '@jest/globals';
import { openArtifactStore, s3Client, type S3Settings } from '@tidings/artifact-store';
import { ObjectStoreServer } from '../s3/object-store-server.js';
import { whenInstalled } from '../tools/required-tool.js';
import { holdsTheContract } from './artifact-store.contract.js';

describe('a folder store', () => {
  const root = mkdtemp(join(tmpdir(), 'tidings store '));
  afterAll(async () => rm(await root, { recursive: true }));

  holdsTheContract(async () => {
    const folder = await root;
    return { store: await openArtifactStore({ folder }), unfinished: () => readdir(join(folder, 'staging')) };
  });
});

whenInstalled('radosgw', 'an S3 store, on Ceph', () => {
  let server: ObjectStoreServer;
  beforeAll(async () => {
    server = await ObjectStoreServer.start();
  }, 90_000);
  afterAll(() => server.stop());

  holdsTheContract(async () => {
    const s3: S3Settings = server.settings('tidings-contract');
    const unfinished = async (): Promise<readonly string[]> => {
      const page = await s3Client(s3).listIncompleteUploadsQuery(s3.bucket, '', '', '', '');
      return page.uploads.map(({ key }) => key);
    };
    return { store: await openArtifactStore({ s3 }), unfinished };
  });
});
