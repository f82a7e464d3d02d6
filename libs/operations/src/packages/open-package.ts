import type { Readable } from 'node:stream';
import { ArtifactStore } from '@tidings/artifact-store';
import { ReadPool } from '@tidings/postgres';
import { DomainError, type PackageId } from '@tidings/vocabulary';
import { type PackageFile, packageFile } from '@tidings/views';
import { Injectable } from '@nestjs/common';

/** The file of a package, and the ways to its bytes. */
export interface OpenedPackage {
  readonly file: PackageFile;
  /** `start` and `end` inclusive. Errors: 'artifact-missing', 'artifact-damaged', 'store-away'. */
  readonly read: (range: { readonly start: number; readonly end: number }) => Promise<Readable>;
  /** Where the store gives them out itself; undefined: it does not. */
  readonly link: () => Promise<string | undefined>;
}

/** Hands a package's bytes to a person: nothing is decided and nothing noted, as it is with a vehicle. */
@Injectable()
export class OpenPackage {
  constructor(
    private readonly pool: ReadPool,
    private readonly store: ArtifactStore,
  ) {}

  /** Errors: 'not-found'. */
  async run(packageId: PackageId): Promise<OpenedPackage> {
    const file = await packageFile(this.pool, packageId);
    if (!file) throw new DomainError('not-found', { what: 'package', id: packageId });
    return {
      file,
      read: (range) => this.store.read(file.sha256, range, file),
      link: () => this.store.linkTo(file.sha256, file.fileName, file),
    };
  }
}
