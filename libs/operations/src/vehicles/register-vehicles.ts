import { Records, type Tx } from '@tidings/records';
import { type Actor, Clock, DomainError, IdSource, sha256Of } from '@tidings/vocabulary';
import { Injectable } from '@nestjs/common';
import { type Filing, filingOf } from './filing.js';
import { sortLines } from './sort-lines.js';
import type { RefusedLine, VehicleLine } from './vehicle-line.js';

export interface RegisteredVehicles {
  readonly registered: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly refused: readonly RefusedLine[];
  /** Lines of new vehicles that took their `tokenDigestIfNew`. */
  readonly tokensTaken: readonly number[];
}

interface FilingManner {
  readonly onFileOnly?: boolean;
  /** As the journal calls it. */
  readonly act?: 'vehicles-registered' | 'vehicles-edited' | 'vehicles-retired';
  readonly why?: string | undefined;
}

/** Files what makers know of vehicles, many at once. A line that cannot be used is refused with its reason; the others go in. */
@Injectable()
export class RegisterVehicles {
  constructor(
    private readonly records: Records,
    private readonly clock: Clock,
    private readonly ids: IdSource,
  ) {}

  /**
   * Registering again is harmless and changes only what differs. `onFileOnly`: a vehicle that is not on file is refused. The
   * software version is the maker's word at the start only: what a known vehicle runs, it says itself.
   * Errors: 'revision-conflict' when others register the same new vehicles at the same time, again and again.
   */
  async run(
    actor: Actor,
    lines: readonly VehicleLine[],
    { onFileOnly = false, act = 'vehicles-registered', why }: FilingManner = {},
  ): Promise<RegisteredVehicles> {
    const manner = { onFileOnly, act, why };
    const sorted = sortLines(lines);
    const places = new Map(lines.map((line, index) => [line, line.line ?? index + 1]));
    for (let tries = 0; tries < TRIES && sorted.good.length > 0; tries++) {
      const filed = await this.records
        .write((tx) => this.file(tx, actor, sorted.good, manner, places))
        .catch((error: unknown) => {
          if (error instanceof DomainError && error.code === 'revision-conflict') return undefined;
          throw error;
        });
      if (filed) return { ...filed, refused: inOrder([...sorted.refused, ...filed.refused]) };
    }
    if (sorted.good.length > 0) throw new DomainError('revision-conflict', { what: 'vehicle' });
    return { registered: 0, changed: 0, unchanged: 0, refused: sorted.refused, tokensTaken: [] };
  }

  private async file(
    tx: Tx,
    actor: Actor,
    lines: readonly VehicleLine[],
    { onFileOnly, act, why }: Required<FilingManner>,
    places: ReadonlyMap<VehicleLine, number>,
  ): Promise<RegisteredVehicles> {
    const before = await tx.filing.lock(lines.map(({ controllerId }) => controllerId));
    const ground = { types: await tx.attributes.types(), now: this.clock.now(), nextId: () => this.ids.next('veh') };
    const filings = lines.map((line) => {
      const known = before.get(line.controllerId);
      if (onFileOnly && !known) return NOT_ON_FILE;
      return filingOf(line, known, ground);
    });
    const fresh = filings.filter((filing) => filing.kind === 'new');
    const changed = filings.filter((filing) => filing.kind === 'changed');
    await tx.filing.insert(
      fresh.map(({ row }) => row),
      fresh.flatMap(({ saved }) => saved),
    );
    await tx.filing.update(changed.map(({ row }) => row));
    await tx.filing.removeEcus(changed.flatMap(({ removed }) => removed));
    await tx.filing.saveEcus(changed.flatMap(({ saved }) => saved));
    if (fresh.length + changed.length > 0) {
      await tx.journal.append({
        actor,
        act,
        subject: 'vehicles',
        // The lines themselves are facts of cars that must stay erasable; their digest proves them.
        facts: {
          registered: fresh.length,
          changed: changed.length,
          lines: sha256Of(JSON.stringify(lines)),
          ...(why !== undefined && { why }),
        },
      });
      tx.nudges.look('vehicles');
    }
    return {
      registered: fresh.length,
      changed: changed.length,
      unchanged: filings.filter(({ kind }) => kind === 'unchanged').length,
      refused: lines.flatMap((line, index) => refusalOf(line, filings[index]!, places)),
      tokensTaken: lines.flatMap((line, index) =>
        filings[index]!.kind === 'new' && line.tokenDigest === undefined ? [places.get(line)!] : [],
      ),
    };
  }
}

const TRIES = 3;
const NOT_ON_FILE: Filing = { kind: 'refused', field: 'controllerId', why: 'is not on file' };

const refusalOf = (
  line: VehicleLine,
  filing: Filing,
  places: ReadonlyMap<VehicleLine, number>,
): readonly RefusedLine[] =>
  filing.kind === 'refused'
    ? [{ line: places.get(line)!, controllerId: line.controllerId, field: filing.field, why: filing.why }]
    : [];

const inOrder = (refused: readonly RefusedLine[]): readonly RefusedLine[] =>
  refused.toSorted((one, other) => one.line - other.line);
