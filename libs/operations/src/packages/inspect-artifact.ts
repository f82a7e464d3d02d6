import { ArtifactStore } from '@tidings/artifact-store';
import {
  type ByteSource,
  INSPECTOR,
  inspectPackage,
  type JudgedFinding,
  judgeFindings,
  type PackageContents,
} from '@tidings/package-inspectors';
import type { PackageDeclaration } from '@tidings/update-trust';
import { after, Clock, DomainError, seconds, type Sha256 } from '@tidings/vocabulary';
import { Injectable } from '@nestjs/common';
import { PackageRules } from './package-rules.js';

/** What a file said of itself, as it is kept with its package. */
interface Inspected {
  readonly inspector: string;
  readonly contents: PackageContents;
  readonly findings: readonly JudgedFinding[];
}

/** 512 small ranges of a store that answers each in 50 ms. */
const AT_MOST = seconds(25);

/** Looks into a stored artifact, by ranges, and holds it against its declaration. */
@Injectable()
export class InspectArtifact {
  constructor(
    private readonly store: ArtifactStore,
    private readonly clock: Clock,
    private readonly rules: PackageRules,
  ) {}

  /** Errors: 'package-contradicted' when a rule refuses what was found, with every finding; those of the store. */
  async run({ sha256, size, name, ...declared }: PackageDeclaration): Promise<Inspected> {
    const { contents, findings } = await inspectPackage(this.sourceOf(sha256, size), declared);
    const judged = judgeFindings(findings, this.rules.rules);
    const refused = judged.filter(({ rule }) => rule === 'refuse').map(({ says }) => says);
    if (refused.length > 0)
      throw new DomainError('package-contradicted', { name, version: declared.version, findings: refused });
    return { inspector: INSPECTOR, contents, findings: judged };
  }

  private sourceOf(sha256: Sha256, size: number): ByteSource {
    const deadline = after(this.clock.now(), AT_MOST);
    return {
      size,
      read: async (start, length) => {
        if (this.clock.now() > deadline) return undefined;
        const parts: Buffer[] = [];
        for await (const part of await this.store.read(sha256, { start, end: start + length - 1 }))
          parts.push(part as Buffer);
        const bytes = Buffer.concat(parts);
        if (bytes.length !== length)
          throw new DomainError('size-differs', { expected: size, received: start + bytes.length });
        return bytes;
      },
    };
  }
}
