import { buffer } from 'node:stream/consumers';
import type { Readable } from 'node:stream';
import { DomainError, type Instant, instantOf, parseSha256, type Sha256 } from '@tidings/vocabulary';
import type { BucketItem, Client } from 'minio';
import type { AppendOptions, Arrival, ExpectedBytes, FiledArtifact } from './artifact-store.js';
import { type ArrivalState, FIRST_STATE, readState, writeState } from './arrival-state.js';
import { RunningDigests } from './running-digests.js';
import { isMissing } from './s3-error.js';
import { PART_SIZE, type S3Uploads } from './s3-uploads.js';
import { removeVersions } from './s3-versions.js';
import { takeIn } from './take-in.js';

const PREFIX = 'arriving/';

/**
 * A multipart upload to the key of the declared digest, and beside it, as arriving/<sha256>/<upload>, what it takes to go on: how far the
 * digests are and the bytes behind the last whole part. S3 gives nobody the parts of an unfinished upload, so nothing can be read again,
 * and nothing needs to be: the digests' state goes to the store with every part.
 */
export class S3Arrivals {
  constructor(
    private readonly client: Client,
    private readonly bucket: string,
    private readonly uploads: S3Uploads,
    private readonly keyOf: (sha256: Sha256) => string,
  ) {}

  async begin({ sha256, size }: ExpectedBytes): Promise<Arrival> {
    const arrival = { sha256, size, ref: await this.uploads.begin(this.keyOf(sha256)) };
    await this.save(arrival, FIRST_STATE);
    return arrival;
  }

  async arrived(arrival: Arrival): Promise<number> {
    return (await this.stateOf(arrival)).offset;
  }

  async append(arrival: Arrival, source: Readable, { hears }: AppendOptions): Promise<number> {
    const state = await this.stateOf(arrival);
    const { offset, saved } = state;
    const digests = await RunningDigests.open(
      'savable',
      arrival.size,
      saved === undefined ? undefined : { offset, saved },
    );
    const parts = new Parts(state, (part, number) =>
      this.uploads.sendPart(this.keyOf(arrival.sha256), arrival.ref, part, number),
    );
    try {
      return await takeIn(source, { offset, size: arrival.size }, digests, {
        hears,
        savesAt: (end) => end % PART_SIZE === 0,
        keep: async (bytes, savedHere) => {
          await parts.add(bytes);
          const here = parts.state();
          if (savedHere !== undefined)
            parts.afterwards(async () => this.save(arrival, { ...here, saved: await savedHere }));
        },
      });
    } finally {
      // Also after a cut: what came is kept. After a failure of the store this fails as well, and the last saved state holds.
      if (await parts.areSent()) await this.save(arrival, { ...parts.state(), saved: await digests.save() });
      digests.drop();
    }
  }

  async finish(arrival: Arrival): Promise<FiledArtifact> {
    const { sha256, size } = arrival;
    const state = await this.stateOf(arrival);
    if (state.offset !== size) throw new DomainError('size-differs', { expected: size, received: state.offset });
    if (state.filed !== undefined) return { ...state.filed, size };
    const digests = await (await RunningDigests.open('savable', 0, { offset: size, saved: state.saved! })).end();
    if (digests.sha256 !== sha256) {
      await this.abandon(arrival);
      throw new DomainError('digest-differs', { expected: sha256, received: digests.sha256 });
    }
    const key = this.keyOf(sha256);
    const whole = Math.floor(size / PART_SIZE);
    if (state.tail.length > 0) await this.uploads.sendPart(key, arrival.ref, state.tail, whole + 1);
    const version = await this.uploads.complete(key, arrival.ref, await this.uploads.parts(key, arrival.ref));
    const filed = { ...digests, ...(version !== null && { storeVersion: version }) };
    await this.save(arrival, { ...state, tail: Buffer.alloc(0), filed });
    return { ...filed, size };
  }

  async abandon({ sha256, ref }: Pick<Arrival, 'ref' | 'sha256'>): Promise<void> {
    await this.uploads.abort(this.keyOf(sha256), ref);
    await removeVersions(this.client, this.bucket, stateKey({ sha256, ref }), sha256);
  }

  async *list(): AsyncGenerator<Listed> {
    const awaited = await this.awaited();
    yield* awaited.values();
    for await (const { key, uploadId, initiated } of this.uploads.unfinished()) {
      const sha256 = /[0-9a-f]{64}$/.exec(key)?.[0];
      if (awaited.has(uploadId) || sha256 === undefined) continue;
      yield { ref: uploadId, sha256: parseSha256(sha256), movedAt: instantOf(new Date(initiated)) };
    }
  }

  /** By upload id. */
  async awaited(): Promise<ReadonlyMap<string, Listed>> {
    const awaited = new Map<string, Listed>();
    const items = this.client.listObjectsV2(this.bucket, PREFIX, true) as unknown as AsyncIterable<BucketItem>;
    for await (const { name, lastModified } of items) {
      const [, sha256, id] = /^arriving\/([0-9a-f]{64})\/([\w-]+)$/.exec(name ?? '') ?? [];
      if (sha256 === undefined || id === undefined || lastModified === undefined) continue;
      const ref = Buffer.from(id, 'base64url').toString();
      awaited.set(ref, { ref, sha256: parseSha256(sha256), movedAt: instantOf(lastModified) });
    }
    return awaited;
  }

  private async stateOf(arrival: Arrival): Promise<ArrivalState> {
    try {
      return readState(await buffer(await this.client.getObject(this.bucket, stateKey(arrival))));
    } catch (cause) {
      if (isMissing(cause)) return FIRST_STATE;
      throw cause;
    }
  }

  private async save(arrival: Arrival, state: ArrivalState): Promise<void> {
    await this.client.putObject(this.bucket, stateKey(arrival), writeState(state));
  }
}

type Listed = Pick<Arrival, 'ref' | 'sha256'> & { readonly movedAt: Instant };

const stateKey = ({ sha256, ref }: Pick<Arrival, 'ref' | 'sha256'>): string =>
  `${PREFIX}${parseSha256(sha256)}/${Buffer.from(ref).toString('base64url')}`;

/** Cuts what comes into parts and sends one while the next fills: two are in memory. */
class Parts {
  private part = Buffer.allocUnsafe(PART_SIZE);
  private filled: number;
  private offset: number;
  private sending: Promise<void> = Promise.resolve();

  constructor(
    { offset, tail }: ArrivalState,
    private readonly send: (part: Buffer, number: number) => Promise<unknown>,
  ) {
    tail.copy(this.part);
    this.filled = tail.length;
    this.offset = offset;
  }

  async add(bytes: Buffer): Promise<void> {
    bytes.copy(this.part, this.filled);
    this.filled += bytes.length;
    this.offset += bytes.length;
    if (this.filled < PART_SIZE) return;
    await this.sending;
    const [part, number] = [this.part, this.offset / PART_SIZE];
    this.sending = this.send(part, number).then(() => undefined);
    this.sending.catch(() => undefined);
    this.part = Buffer.allocUnsafe(PART_SIZE);
    this.filled = 0;
  }

  /** Done when the part that was begun last has been sent. */
  afterwards(act: () => Promise<void>): void {
    this.sending = this.sending.then(act);
    this.sending.catch(() => undefined);
  }

  async areSent(): Promise<boolean> {
    return await this.sending.then(
      () => true,
      () => false,
    );
  }

  state(): Omit<ArrivalState, 'saved'> {
    return { offset: this.offset, tail: this.part.subarray(0, this.filled) };
  }
}
