import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type Foundation, foundationModule, openFoundation } from '@tidings/foundation';
import { JsonLog } from '@tidings/http-edge';
import {
  AddPublisher,
  BeginUpload,
  CollectArtifacts,
  CollectUploads,
  FinishUpload,
  LookAtUpload,
  ReceiveBytes,
} from '@tidings/operations';
import { JournalEntryRow } from '@tidings/records';
import { type Actor, Clock, days, hours, instant, sha256Of, type UploadId } from '@tidings/vocabulary';
import { REFERRERS } from '@tidings/views';
import { testDatabase } from '../database/test-database.js';
import { aFile, aPublisher } from './operator-api-publisher.js';

const RITA: Actor = { person: 'rita', name: 'Rita', roles: ['release-manager'], by: 'person' };

class MovableClock extends Clock {
  aheadBy = 0;
  now = () => instant(Date.now() + this.aheadBy);
}

describe('what nobody waits for', () => {
  const directory = mkdtempSync(join(tmpdir(), 'tidings-collected-'));
  const clock = new MovableClock();
  const publisher = aPublisher();
  let database: Awaited<ReturnType<typeof testDatabase>>;
  let foundation: Foundation;
  let house: INestApplicationContext;

  beforeAll(async () => {
    database = await testDatabase();
    foundation = await openFoundation({
      databaseUrl: database.url,
      artifactStore: { folder: directory },
      log: new JsonLog('error'),
      clock,
      needsSnapshot: false,
    });
    house = await NestFactory.createApplicationContext(foundationModule(foundation, 'collected'), { logger: false });
    await house.get(AddPublisher).run(RITA, 'Asterion', publisher.publicJwk);
  });
  afterAll(async () => {
    await house.close();
    await foundation.close();
    await database.drop();
    rmSync(directory, { recursive: true });
  });

  const begin = async (file: Buffer, name: string): Promise<UploadId> => {
    const begun = await house.get(BeginUpload).run(RITA, await publisher.sign(file, { name }));
    if (begun.kind === 'on-file') throw new Error('it is on file');
    return begun.uploadId;
  };
  const send = (uploadId: UploadId, bytes: Buffer): Promise<number> =>
    house.get(ReceiveBytes).run(RITA, uploadId, Readable.from([bytes]));
  const at = async (later: number, act: () => Promise<void>): Promise<void> => {
    clock.aheadBy = later;
    await act();
    clock.aheadBy = 0;
  };
  const isStored = async (file: Buffer): Promise<boolean> =>
    (await foundation.store.stat(sha256Of(file))) !== undefined;
  const journalled = async (act: string): Promise<readonly string[]> =>
    (await foundation.dataSource.getRepository(JournalEntryRow).findBy({ act })).map(({ subject }) => subject);
  const waiting = async (): Promise<number> => {
    let count = 0;
    for await (const arrival of foundation.store.arrivals()) count += arrival.ref === '' ? 0 : 1;
    return count;
  };

  it('is forgotten seven days after its last byte, bytes and all, and not before', async () => {
    const file = aFile();
    const uploadId = await begin(file, 'expires');
    await at(days(5), async () => void (await send(uploadId, file.subarray(0, 1000))));
    await at(days(11), () => house.get(CollectUploads).run());
    expect(await house.get(LookAtUpload).run(RITA, uploadId)).toMatchObject({ offset: 1000 });
    expect(await waiting()).toBe(1);
    await at(days(12) + hours(1), () => house.get(CollectUploads).run());
    await expect(house.get(LookAtUpload).run(RITA, uploadId)).rejects.toMatchObject({ code: 'not-found' });
    expect(await waiting()).toBe(0);
    expect(await journalled('upload-expired')).toEqual([uploadId]);
  });

  it('is abandoned in the store when a process ended before it was on record', async () => {
    const file = aFile();
    const arrival = await foundation.store.begin({ sha256: sha256Of(file), size: file.length });
    await foundation.store.append(arrival, Readable.from([file]));
    await house.get(CollectUploads).run();
    expect(await waiting()).toBe(1);
    await at(hours(25), () => house.get(CollectUploads).run());
    expect(await waiting()).toBe(0);
  });

  it('is removed when nothing refers to it for a day; what a package or an upload refers to stays', async () => {
    const [orphan, packaged, awaited] = [aFile(), aFile(), aFile()];
    for (const file of [orphan, awaited])
      await foundation.store.put(Readable.from([file]), { sha256: sha256Of(file), size: file.length });
    const uploadId = await begin(packaged, 'stays');
    await send(uploadId, packaged);
    await house.get(FinishUpload).run(RITA, uploadId);
    await begin(awaited, 'awaited');
    await house.get(CollectArtifacts).run();
    expect(await isStored(orphan)).toBe(true);
    await at(hours(25), () => house.get(CollectArtifacts).run());
    expect([await isStored(orphan), await isStored(packaged), await isStored(awaited)]).toEqual([false, true, true]);
    expect(await journalled('artifact-collected')).toEqual([sha256Of(orphan)]);
  });

  it('stays when an upload of the same bytes is finished in the moment in which it would be removed', async () => {
    const file = aFile();
    const sha256 = sha256Of(file);
    await foundation.store.put(Readable.from([file]), { sha256, size: file.length });
    let finished: Promise<unknown> | undefined;
    const remove = foundation.store.remove.bind(foundation.store);
    foundation.store.remove = async (removed) => {
      // The collector has seen that nobody wants it; now somebody does, and waits for it to be gone before filing it anew.
      const uploadId = await begin(file, 'in the last moment');
      await send(uploadId, file);
      finished = house.get(FinishUpload).run(RITA, uploadId);
      await new Promise((resolve) => setTimeout(resolve, 150));
      await remove(removed);
    };
    await at(hours(25), () => house.get(CollectArtifacts).run());
    foundation.store.remove = remove;
    await finished;
    expect(await isStored(file)).toBe(true);
    const [row] = await foundation.dataSource.query<{ n: number }[]>(
      'SELECT count(*)::int AS n FROM artifact WHERE sha256 = $1',
      [sha256],
    );
    expect(row).toEqual({ n: 1 });
  });

  it('is asked of every column that names an artifact', async () => {
    const columns = await foundation.dataSource.query<{ name: string }[]>(
      `SELECT table_name || '.' || column_name AS name FROM information_schema.columns
        WHERE table_schema = 'public' AND column_name LIKE '%artifact_sha256%'`,
    );
    expect(Object.keys(REFERRERS)).toEqual(expect.arrayContaining(columns.map(({ name }) => name)));
  });
});
