import { ArtifactStore, type FiledArtifact } from '@tidings/artifact-store';
import { ReadPool } from '@tidings/postgres';
import { ArtifactRow, PackageRow, PublisherKeyRow, Records, type Tx, UploadRow } from '@tidings/records';
import { type Actor, Clock, dateOf, DomainError, IdSource, type PackageId, type UploadId } from '@tidings/vocabulary';
import type { Upload } from '@tidings/views';
import { Injectable } from '@nestjs/common';
import { oneAtATime } from '../one-at-a-time.js';
import { artifactInHand } from './artifact-in-hand.js';
import { InspectArtifact } from './inspect-artifact.js';
import { arrivalOf, ownUpload } from './own-upload.js';
import { packageOnFile } from './package-on-file.js';
import { readSignedDeclaration, type SignedDeclaration } from './read-signed-declaration.js';
import { ReadingsAgain } from './readings-again.js';
import { UploadLocks } from './upload-locks.js';
import { UploadPool } from './upload-rules.js';

/** Third of three verbs: signature, digest and size once more, against what is filed; then the package exists. */
@Injectable()
export class FinishUpload {
  constructor(
    private readonly records: Records,
    private readonly pool: ReadPool,
    private readonly store: ArtifactStore,
    private readonly clock: Clock,
    private readonly ids: IdSource,
    private readonly locks: UploadLocks,
    private readonly lockPool: UploadPool,
    private readonly readings: ReadingsAgain,
    private readonly inspect: InspectArtifact,
  ) {}

  /** Finishing again gives the same package. Errors: 'not-found', 'bytes-missing', 'digest-differs', 'package-differs', 'package-contradicted',
   * 'upload-busy', those of readSignedDeclaration. */
  async run(actor: Actor, uploadId: UploadId): Promise<PackageId> {
    const lock = await this.locks.take(uploadId);
    try {
      const upload = await ownUpload(this.pool, actor, uploadId);
      if (upload.packageId !== undefined) return upload.packageId;
      const signed = await readSignedDeclaration(this.pool, upload.declarationJws, this.clock.now());
      const arrival = arrivalOf(upload);
      const { size: expected } = upload;
      const received = arrival === undefined ? 0 : await this.store.arrived(arrival);
      if (arrival === undefined || received !== expected)
        throw new DomainError('bytes-missing', { id: uploadId, received, expected });
      // The row names the artifact before anybody can find it unwanted.
      const packageId = await artifactInHand(this.lockPool, arrival.sha256, async () => {
        const filed = await this.readings.during(uploadId, (heard) => this.store.finish(arrival, heard));
        const inspection = await this.inspect.run(signed.declaration);
        return await this.records.write((tx) => this.file(tx, actor, upload, signed, { filed, inspection }));
      });
      await this.store.abandon(arrival);
      return packageId;
    } finally {
      await lock.release();
    }
  }

  private async file(
    tx: Tx,
    actor: Actor,
    upload: Upload,
    { kid, declaration }: SignedDeclaration,
    { filed, inspection }: { readonly filed: FiledArtifact; readonly inspection: unknown },
  ): Promise<PackageId> {
    const { name, version, fileName, sha256, hardwareIds } = declaration;
    await oneAtATime(tx, 'package', `${name} ${version}`);
    // A revocation that commits first wins; one that comes later finds the package and stops its offers.
    const key = await tx.rows.findOne(PublisherKeyRow, { where: { kid }, lock: { mode: 'pessimistic_read' } });
    if (key?.revokedAt !== null) throw new DomainError('key-revoked', { kid });
    // The digests that vehicles compare are known now and not later: reading five gigabytes again would be the price.
    await tx.rows
      .createQueryBuilder()
      .insert()
      .into(ArtifactRow)
      .values({ ...filed, size: String(filed.size), filedAt: dateOf(this.clock.now()) })
      .orIgnore()
      .execute();
    const packageId = (await packageOnFile(tx, declaration)) ?? this.ids.next('pkg');
    if (!(await tx.rows.existsBy(PackageRow, { id: packageId }))) {
      await tx.rows.insert(PackageRow, {
        id: packageId,
        name,
        version,
        hardwareIds: [...hardwareIds],
        fileName,
        artifactSha256: sha256,
        kid,
        declarationJws: upload.declarationJws,
        inspection: inspection as never,
        receivedBy: actor.person,
        receivedAt: dateOf(this.clock.now()),
      });
      await tx.journal.append({
        actor,
        act: 'package-filed',
        subject: packageId,
        facts: { name, version, fileName, sha256, size: declaration.size, hardwareIds, kid, upload: upload.uploadId },
        seals: [['artifact', sha256]],
      });
    }
    await tx.rows.update(UploadRow, { id: upload.uploadId }, { packageId, arrival: null });
    return packageId;
  }
}
