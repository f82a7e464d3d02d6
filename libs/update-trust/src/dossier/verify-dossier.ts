import { createHash } from 'node:crypto';
import { canonicalBytes, contentHash, DomainError, type Sha256, sha256Of } from '@tidings/vocabulary';
import { blockHash } from '../journal/block-hash.js';
import type { PublicJwk } from '../publisher-key.js';
import { verifyDeclaration } from '../verify-declaration.js';
import { DOSSIER_FORMAT, targetIn } from './dossier-line.js';

/** What is wrong with a dossier, and in which line, counted from 1. */
export interface DossierFault {
  readonly line: number;
  readonly fault:
    | 'not-a-dossier'
    | 'not-a-line'
    | 'cut-off'
    | 'bytes-changed'
    | 'goes-on-behind-its-end'
    | 'entry-changed'
    | 'entry-not-in-block'
    | 'block-changed'
    | 'chain-broken'
    | 'targets-changed'
    | 'register-not-in-journal'
    | 'note-changed'
    | 'declaration-changed';
  /** Of whom: an entry's id, a block's number. */
  readonly of?: string;
}

/** What a dossier holds, for the person who has checked it. */
export interface DossierContents {
  readonly rollout: string | undefined;
  readonly lines: number;
  readonly counts: Readonly<Record<string, number>>;
  /** Entries that no block held yet when it was written. */
  readonly unsealedEntries: number;
  /** Hash of the last block: to be compared with one that was kept elsewhere. */
  readonly lastBlockHash: Sha256 | undefined;
}

type Facts = Readonly<Record<string, unknown>>;

/**
 * Recomputes what a dossier claims, from its lines alone, one at a time: every byte by the end's digest, journal entries and the chain of their
 * blocks, the targets by the digest in the journal, note revisions by their chain, and packages by their publishers' signatures.
 */
export class DossierVerifier {
  private readonly bytes = createHash('sha256');
  private readonly targets = createHash('sha256');
  private readonly counts: Record<string, number> = {};
  private readonly entries = new Map<
    Sha256,
    { readonly line: number; readonly block: number | null; readonly id: string }
  >();
  private readonly registered = new Set<string>();
  private register: { readonly line: number; readonly number: number; readonly sha256: unknown } | undefined;
  private lastBlock: { readonly number: number; readonly hash: Sha256 } | undefined;
  private rollout: string | undefined;
  private line = 0;
  private hasEnded = false;
  private unsealed = 0;

  /** One line with its line break. */
  async next(line: Buffer): Promise<readonly DossierFault[]> {
    this.line += 1;
    if (this.hasEnded) return [this.fault('goes-on-behind-its-end')];
    const text = line.toString('utf8').replace(/\n$/, '');
    const record = recordIn(text);
    if (!record) return [this.fault('not-a-line')];
    const kind = String(record['kind']);
    if (kind === 'end') return this.end(record);
    this.bytes.update(line);
    this.counts[kind] = (this.counts[kind] ?? 0) + 1;
    if (this.line === 1) return this.head(record);
    return await this.look(kind, record, text);
  }

  /** After the last line. */
  finish(): readonly DossierFault[] {
    const faults: DossierFault[] = this.hasEnded ? [] : [this.fault('cut-off')];
    // Blocks come behind the entries: whoever is still here says that it is sealed in a block that does not hold it.
    for (const { line, block, id } of this.entries.values())
      if (block !== null) faults.push({ line, fault: 'entry-not-in-block', of: id });
    if (!this.register) return faults;
    const { line, number, sha256 } = this.register;
    if (this.targets.digest('hex') !== sha256) faults.push({ line, fault: 'targets-changed' });
    if (!this.registered.has(`${number} ${String(sha256)}`)) faults.push({ line, fault: 'register-not-in-journal' });
    return faults;
  }

  get contents(): DossierContents {
    const { rollout, line: lines, counts, unsealed: unsealedEntries } = this;
    return { rollout, lines, counts, unsealedEntries, lastBlockHash: this.lastBlock?.hash };
  }

  private head({ kind, format, name }: Facts): readonly DossierFault[] {
    this.rollout = typeof name === 'string' ? name : undefined;
    return kind === 'dossier' && format === DOSSIER_FORMAT ? [] : [this.fault('not-a-dossier')];
  }

  private end({ lines, sha256 }: Facts): readonly DossierFault[] {
    this.hasEnded = true;
    return lines === this.line - 1 && sha256 === this.bytes.digest('hex') ? [] : [this.fault('bytes-changed')];
  }

  private async look(kind: string, record: Facts, text: string): Promise<readonly DossierFault[]> {
    switch (kind) {
      case 'target':
        this.targets.update(`${targetIn(text) ?? text}\n`);
        return [];
      case 'register':
        if (record['isListed'] === true)
          this.register = { line: this.line, number: Number(record['number']), sha256: record['linesSha256'] };
        return [];
      case 'journal-entry':
        return this.entry(record);
      case 'journal-block':
        return this.block(record);
      case 'note-revision':
        return this.note(record['record'] as Facts);
      case 'package':
        return await this.package(record['record'] as Facts);
      default:
        return [];
    }
  }

  private entry({ sha256, block, entry }: Facts): readonly DossierFault[] {
    const id = String((entry as Facts | undefined)?.['id']);
    if (sha256Of(canonicalBytes(entry)) !== sha256) return [this.fault('entry-changed', id)];
    this.entries.set(sha256 as Sha256, { line: this.line, block: block as number | null, id });
    if (block === null) this.unsealed += 1;
    const { act, facts } = entry as { readonly act: string; readonly facts: Facts };
    if (act === 'targets-registered') this.registered.add(`${String(facts['number'])} ${String(facts['linesSha256'])}`);
    return [];
  }

  private block(record: Facts): readonly DossierFault[] {
    const { number, previousHash, hash, entries } = record as unknown as {
      readonly number: number;
      readonly previousHash: Sha256;
      readonly hash: Sha256;
      readonly entries: readonly Sha256[];
    };
    const faults: DossierFault[] = [];
    const before = this.lastBlock;
    if (before && (before.number + 1 !== number || before.hash !== previousHash))
      faults.push(this.fault('chain-broken', String(number)));
    if (blockHash({ number, previousHash, entries }) !== hash) faults.push(this.fault('block-changed', String(number)));
    for (const each of entries) if (this.entries.get(each)?.block === number) this.entries.delete(each);
    this.lastBlock = { number, hash };
    return faults;
  }

  private note({ releaseId, language, number, source, previousHash, hash }: Facts): readonly DossierFault[] {
    return contentHash({ releaseId, language, number, source, previousHash }) === hash
      ? []
      : [this.fault('note-changed')];
  }

  private async package({
    name,
    version,
    sha256,
    kid,
    alg,
    jwk,
    declarationJws,
  }: Facts): Promise<readonly DossierFault[]> {
    try {
      const key = { kid: String(kid), jwk: jwk as PublicJwk, ...(typeof alg === 'string' && { alg }) };
      const declared = await verifyDeclaration(String(declarationJws), key);
      if (declared.sha256 === sha256 && declared.name === name && declared.version === version) return [];
    } catch (cause) {
      if (!(cause instanceof DomainError)) throw cause;
    }
    return [this.fault('declaration-changed', `${String(name)} ${String(version)}`)];
  }

  private fault(fault: DossierFault['fault'], of?: string): DossierFault {
    return { line: this.line, fault, ...(of !== undefined && { of }) };
  }
}

function recordIn(text: string): Facts | undefined {
  try {
    const value = JSON.parse(text) as unknown;
    return typeof value === 'object' && value !== null ? (value as Facts) : undefined;
  } catch {
    return undefined;
  }
}
