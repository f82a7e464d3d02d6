import { ReadPool } from '@tidings/postgres';
import { Records, type Tx, UploadRow } from '@tidings/records';
import type { PackageDeclaration } from '@tidings/update-trust';
import {
  type Actor,
  after,
  Clock,
  dateOf,
  IdSource,
  type Instant,
  instantOf,
  type PackageId,
  type UploadId,
} from '@tidings/vocabulary';
import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { packageOnFile } from './package-on-file.js';
import { readSignedDeclaration } from './read-signed-declaration.js';
import { UploadRules } from './upload-rules.js';

export type BegunUpload =
  | {
      readonly kind: 'waiting-for-bytes';
      readonly uploadId: UploadId;
      readonly declaration: PackageDeclaration;
      readonly expiresAt: Instant;
    }
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
    private readonly rules: UploadRules,
  ) {}

  /** Errors: those of readSignedDeclaration; 'package-differs' when name and version are taken by other content. */
  async run(actor: Actor, declarationJws: string): Promise<BegunUpload> {
    const { kid, declaration } = await readSignedDeclaration(this.pool, declarationJws, this.clock.now());
    return await this.records.write(async (tx) => {
      const packageId = await packageOnFile(tx, declaration);
      if (packageId !== undefined) return { kind: 'on-file', packageId, declaration };
      const begun = await unfinished(tx, actor, kid, declarationJws);
      if (begun) return { kind: 'waiting-for-bytes', ...begun, declaration };
      const uploadId = this.ids.next('upl');
      const now = this.clock.now();
      const expiresAt = after(now, this.rules.expiresAfter);
      await tx.rows.insert(UploadRow, {
        id: uploadId,
        declarationJws,
        kid,
        sha256: declaration.sha256,
        size: String(declaration.size),
        begunBy: actor.person,
        begunAt: dateOf(now),
        expiresAt: dateOf(expiresAt),
      });
      await tx.journal.append({
        actor,
        act: 'upload-begun',
        subject: uploadId,
        facts: { kid, name: declaration.name, version: declaration.version, sha256: declaration.sha256 },
      });
      return { kind: 'waiting-for-bytes', uploadId, declaration, expiresAt };
    });
  }
}

/**
 * What this person has begun already with the same content and key, so that whoever asks again goes on there. Compared by what was signed:
 * most algorithms never give the same signature twice.
 */
async function unfinished(
  tx: Tx,
  actor: Actor,
  kid: string,
  jws: string,
): Promise<{ readonly uploadId: UploadId; readonly expiresAt: Instant } | undefined> {
  const candidates = await tx.rows.findBy(UploadRow, { kid, begunBy: actor.person, packageId: IsNull() });
  const begun = candidates.find(({ declarationJws }) => payloadOf(declarationJws) === payloadOf(jws));
  return begun && { uploadId: begun.id as UploadId, expiresAt: instantOf(begun.expiresAt) };
}

const payloadOf = (jws: string): string | undefined => jws.split('.')[1];
