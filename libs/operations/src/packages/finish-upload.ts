import { ArtifactStore } from '@tidings/artifact-store';
import { ReadPool } from '@tidings/postgres';
import { PackageRow, PublisherKeyRow, Records, type Tx, UploadRow } from '@tidings/records';
import { type Actor, Clock, dateOf, DomainError, IdSource, type PackageId, type UploadId } from '@tidings/vocabulary';
import type { Upload } from '@tidings/views';
import { Injectable } from '@nestjs/common';
import { oneAtATime } from '../one-at-a-time.js';
import { ownUpload } from './own-upload.js';
import { packageOnFile } from './package-on-file.js';
import { readSignedDeclaration, type SignedDeclaration } from './read-signed-declaration.js';

/** Third of three verbs: signature, digest and size once more, against what is filed; then the package exists. */
@Injectable()
export class FinishUpload {
  constructor(
    private readonly records: Records,
    private readonly pool: ReadPool,
    private readonly store: ArtifactStore,
    private readonly clock: Clock,
    private readonly ids: IdSource,
  ) {}

  /** Finishing again gives the same package. Errors: 'not-found', 'bytes-missing', 'digest-differs', 'size-differs',
   * 'artifact-missing', 'package-differs', those of readSignedDeclaration. */
  async run(actor: Actor, uploadId: UploadId): Promise<PackageId> {
    const upload = await ownUpload(this.pool, actor, uploadId);
    if (upload.packageId !== undefined) return upload.packageId;
    const signed = await readSignedDeclaration(this.pool, upload.declarationJws, this.clock.now());
    await this.checkArtifact(upload, signed);
    return await this.records.write((tx) => this.file(tx, actor, upload, signed));
  }

  /** The filed artifact is what was declared: nothing between the verbs is taken on trust. */
  private async checkArtifact(upload: Upload, { declaration }: SignedDeclaration): Promise<void> {
    const { artifactSha256 } = upload;
    if (artifactSha256 === undefined) throw new DomainError('bytes-missing', { id: upload.uploadId });
    if (artifactSha256 !== declaration.sha256)
      throw new DomainError('digest-differs', { expected: declaration.sha256, received: artifactSha256 });
    const stored = await this.store.stat(declaration.sha256);
    if (!stored) throw new DomainError('artifact-missing', { sha256: declaration.sha256 });
    if (stored.size !== declaration.size)
      throw new DomainError('size-differs', { expected: declaration.size, received: stored.size });
  }

  private async file(
    tx: Tx,
    actor: Actor,
    upload: Upload,
    { kid, declaration }: SignedDeclaration,
  ): Promise<PackageId> {
    const { name, version, fileName, sha256, hardwareIds } = declaration;
    await oneAtATime(tx, 'package', `${name} ${version}`);
    // A revocation that commits first wins; one that comes later finds the package and stops its offers.
    const key = await tx.rows.findOne(PublisherKeyRow, { where: { kid }, lock: { mode: 'pessimistic_read' } });
    if (key?.revokedAt !== null) throw new DomainError('key-revoked', { kid });
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
    await tx.rows.update(UploadRow, { id: upload.uploadId }, { packageId });
    return packageId;
  }
}
