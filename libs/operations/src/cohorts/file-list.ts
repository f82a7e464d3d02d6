import type { Readable } from 'node:stream';
import { ReadPool } from '@tidings/postgres';
import { Records } from '@tidings/records';
import type { FiledList } from '@tidings/rollout-engine';
import { type Actor, DomainError, type VehicleId } from '@tidings/vocabulary';
import { listedVehicles } from '@tidings/views';
import { Injectable } from '@nestjs/common';

/** A name nobody is registered under, and where it stands. */
export interface UnknownName {
  /** Counted from 1. */
  readonly line: number;
  readonly name: string;
}

export interface ListFiled extends FiledList {
  /** Names left out, the first thousand; `unknownCount` counts all. */
  readonly unknown: readonly UnknownName[];
  readonly unknownCount: number;
}

const MOST_NAMES = 100_000;
const LONGEST_NAME = 128;
const LONGEST_LINE = 1_000;
/** Names looked up in one statement. */
const BATCH = 10_000;
/** As many unknown names as a person works off. */
const TOLD_AT_MOST = 1_000;

/** Files a list of controller ids as people keep it: a name a line, empty lines and lines that begin with # left out. */
@Injectable()
export class FileList {
  constructor(
    private readonly records: Records,
    private readonly pool: ReadPool,
  ) {}

  /**
   * Resolved now: a vehicle registered later under a name of the list is not on it.
   * Errors: 'list-not-valid' { line, says }; 'vehicles-unknown' { vehicles, count, lines }, unless they are left out.
   */
  async run(actor: Actor, text: Readable, { leavesOutUnknown }: { leavesOutUnknown: boolean }): Promise<ListFiled> {
    const lines = await namesIn(text);
    const { vehicleIds, unknown } = await this.resolve(lines);
    const told = unknown.slice(0, TOLD_AT_MOST);
    if (unknown.length > 0 && !leavesOutUnknown)
      throw new DomainError('vehicles-unknown', {
        vehicles: told.slice(0, 50).map(({ name }) => name),
        count: unknown.length,
        lines: told.map(({ line, name }) => ({ line, name })),
      });
    const filed = await this.records.write(async (tx) => {
      const list = await tx.lists.file(vehicleIds, actor.person);
      await tx.journal.append({ actor, act: 'list-filed', subject: list.listId, facts: { vehicles: list.vehicles } });
      return list;
    });
    return { ...filed, unknown: told, unknownCount: unknown.length };
  }

  private async resolve(
    lines: ReadonlyMap<string, number>,
  ): Promise<{ readonly vehicleIds: readonly VehicleId[]; readonly unknown: readonly UnknownName[] }> {
    const names = [...lines.keys()];
    const vehicleIds: VehicleId[] = [];
    const unknown: UnknownName[] = [];
    for (let first = 0; first < names.length; first += BATCH) {
      const listed = await listedVehicles(this.pool, names.slice(first, first + BATCH));
      for (const id of listed.vehicleIds) vehicleIds.push(id);
      for (const name of listed.unknown) unknown.push({ line: lines.get(name)!, name });
    }
    return { vehicleIds, unknown };
  }
}

/** Each name once, with its first line. */
async function namesIn(text: Readable): Promise<ReadonlyMap<string, number>> {
  const names = new Map<string, number>();
  let line = 0;
  for await (const written of linesOf(text)) {
    line += 1;
    const name = (line === 1 ? written.replace(/^\uFEFF/, '') : written).trim();
    if (name === '' || name.startsWith('#') || names.has(name)) continue;
    if (name.length > LONGEST_NAME || /[\p{Cc}\p{Cs}\uFFFD]/u.test(name))
      throw new DomainError('list-not-valid', { line, says: 'this is no controller id' });
    names.set(name, line);
    if (names.size > MOST_NAMES)
      throw new DomainError('list-not-valid', { line, says: `a list names at most ${MOST_NAMES} vehicles` });
  }
  if (names.size === 0) throw new DomainError('list-not-valid', { line: 1, says: 'it names no vehicle' });
  return names;
}

/** Whoever refuses a line leaves the rest of the stream alone: destroying it would take the answer with it. */
async function* linesOf(text: Readable): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  const chunks: AsyncIterable<Uint8Array> = text.iterator({ destroyOnReturn: false });
  let rest = '';
  try {
    for await (const chunk of chunks) {
      const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
      // Enough to see that it is too long; a file without line breaks must not fill the memory.
      rest = lines.pop()!.slice(0, LONGEST_LINE);
      yield* lines;
    }
  } catch (cause) {
    throw cause instanceof DomainError ? cause : new DomainError('upload-cut', {}, { cause });
  }
  yield rest + decoder.decode();
}
