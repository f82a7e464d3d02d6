import { Readable } from 'node:stream';
import { ArtifactStore } from '@tidings/artifact-store';
import { type ReleaseDocument, Records, ReleaseRow } from '@tidings/records';
import { documentFormat, type DocumentKind, MAX_DOCUMENT_SIZE } from '@tidings/release-rules';
import { type Actor, Clock, DomainError, isoOf, type ReleaseId, sha256Of } from '@tidings/vocabulary';
import { Injectable } from '@nestjs/common';

const MOST = 20;

/** Attaches a bill of materials or a provenance to a draft: its digest is part of what is approved. */
@Injectable()
export class AttachDocument {
  constructor(
    private readonly records: Records,
    private readonly store: ArtifactStore,
    private readonly clock: Clock,
  ) {}

  /** Attaching the same bytes again changes nothing. Errors: 'not-found', 'wrong-state' (not a draft), 'document-not-valid', 'store-full', 'store-away'. */
  async run(
    actor: Actor,
    releaseId: ReleaseId,
    { kind, fileName, bytes }: { readonly kind: DocumentKind; readonly fileName: string; readonly bytes: Readable },
  ): Promise<void> {
    const content = await contentOf(kind, bytes);
    const format = documentFormat(kind, content);
    const sha256 = sha256Of(content);
    // Before the row, so that a row never names bytes that are not there; a collector takes them when the row is refused.
    await this.store.put(Readable.from([content]), { sha256, size: content.length });
    await this.records.write(async (tx) => {
      const release = await tx.rows.findOne(ReleaseRow, {
        where: { id: releaseId },
        lock: { mode: 'pessimistic_write' },
      });
      if (!release) throw new DomainError('not-found', { what: 'release', id: releaseId });
      const { name, version, state, documents } = release;
      if (documents.some((one) => one.sha256 === sha256 && one.kind === kind)) return;
      if (state !== 'draft')
        throw new DomainError('wrong-state', {
          ...{ what: 'release', name: `${name} ${version}`, verb: 'attach a document', is: state, mustBe: ['draft'] },
        });
      if (documents.length >= MOST) throw refused(kind, `${MOST} documents are attached already`);
      const attachedAt = isoOf(this.clock.now());
      const document: ReleaseDocument = {
        ...{ kind, format, fileName, sha256, size: content.length },
        ...{ attachedBy: actor.person, attachedAt },
      };
      await tx.rows.update(ReleaseRow, { id: releaseId }, { documents: [...documents, document] });
      await tx.journal.append({ actor, act: 'document-attached', subject: releaseId, facts: { ...document } });
    });
  }
}

async function contentOf(kind: DocumentKind, bytes: Readable): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of bytes.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > MAX_DOCUMENT_SIZE) throw refused(kind, `it is larger than ${MAX_DOCUMENT_SIZE} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

const refused = (kind: DocumentKind, why: string): DomainError => new DomainError('document-not-valid', { kind, why });
