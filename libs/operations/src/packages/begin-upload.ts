import { ReadPool } from '@tidings/postgres';
import { Records, UploadRow } from '@tidings/records';
import type { PackageDeclaration } from '@tidings/update-trust';
import { type Actor, Clock, dateOf, IdSource, type PackageId, type UploadId } from '@tidings/vocabulary';
import { Injectable } from '@nestjs/common';
import { packageOnFile } from './package-on-file.js';
import { readSignedDeclaration } from './read-signed-declaration.js';

export type BegunUpload =
  | { readonly kind: 'waiting-for-bytes'; readonly uploadId: UploadId; readonly declaration: PackageDeclaration }
  /** Exactly this package is on file: nothing needs to travel. */
  | { readonly kind: 'on-file'; readonly packageId: PackageId; readonly declaration: PackageDeclaration };

/** First of three verbs that bring a package in: what is coming, signed by its publisher. */
@Injectable()
export class BeginUpload {
  constructor(
    private readonly records: Records,
    private readonly pool: ReadPool,
    private readonly clock: Clock,
    private readonly ids: IdSource,
  ) {}

  /** Errors: those of readSignedDeclaration; 'package-differs' when name and version are taken by other content. */
  async run(actor: Actor, declarationJws: string): Promise<BegunUpload> {
    const { kid, declaration } = await readSignedDeclaration(this.pool, declarationJws, this.clock.now());
    return await this.records.write(async (tx) => {
      const packageId = await packageOnFile(tx, declaration);
      if (packageId !== undefined) return { kind: 'on-file', packageId, declaration };
      const begun = await tx.rows.findOneBy(UploadRow, { declarationJws, begunBy: actor.person });
      if (begun) return { kind: 'waiting-for-bytes', uploadId: begun.id as UploadId, declaration };
      const uploadId = this.ids.next('upl');
      await tx.rows.insert(UploadRow, {
        id: uploadId,
        declarationJws,
        kid,
        begunBy: actor.person,
        begunAt: dateOf(this.clock.now()),
      });
      await tx.journal.append({
        actor,
        act: 'upload-begun',
        subject: uploadId,
        facts: { kid, name: declaration.name, version: declaration.version, sha256: declaration.sha256 },
      });
      return { kind: 'waiting-for-bytes', uploadId, declaration };
    });
  }
}
