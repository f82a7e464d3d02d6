import type { Actor } from '@tidings/vocabulary';
import { Injectable } from '@nestjs/common';
import { RegisterVehicles } from './register-vehicles.js';
import { SeenNames } from './seen-names.js';
import type { RefusedLine, VehicleLine } from './vehicle-line.js';

/** Counts so far; every line is in exactly one of the last four. */
export interface ImportCounts {
  readonly lines: number;
  readonly registered: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly refused: number;
}

/** What an import tells while it runs. */
export type ImportNews =
  | ({ readonly kind: 'refused' } & RefusedLine)
  /** Lines of new vehicles that took their `tokenDigestIfNew`. */
  | { readonly kind: 'tokens-taken'; readonly takenBy: readonly number[] }
  | ({ readonly kind: 'progress' } & ImportCounts)
  | ({ readonly kind: 'finished'; readonly refusedNotListed: number } & ImportCounts);

interface Lines {
  readonly vehicles: readonly VehicleLine[];
  /** Of which no vehicle could be read. */
  readonly refused: readonly RefusedLine[];
}

/** More refused lines than a person reads are counted; what is wrong with the first is wrong with the others. */
const REFUSED_LISTED = 10_000;

/** Batches being written at a time: while PostgreSQL writes one, the next is read and compared. */
const AT_ONCE = 4;

/** Files vehicles from a stream, batch after batch, each in a transaction of its own: what is in, stays in. */
@Injectable()
export class ImportVehicles {
  constructor(private readonly register: RegisterVehicles) {}

  /**
   * A vehicle's second line is refused, wherever it stands: so the batches may be written beside each other. Besides some bytes for
   * each name memory does not grow with the number of lines. Errors: those of RegisterVehicles, and of reading.
   */
  async *run(actor: Actor, batches: AsyncIterable<Lines>): AsyncGenerator<ImportNews> {
    const counts = { lines: 0, registered: 0, changed: 0, unchanged: 0, refused: 0 };
    const seen = new SeenNames();
    for await (const { lines, refused: unread, filed } of someAtOnce(batches, (batch) =>
      this.file(actor, batch, seen),
    )) {
      const refused = [...unread, ...filed.refused].toSorted((one, other) => one.line - other.line);
      counts.lines += lines;
      counts.registered += filed.registered;
      counts.changed += filed.changed;
      counts.unchanged += filed.unchanged;
      const room = Math.max(0, REFUSED_LISTED - counts.refused);
      counts.refused += refused.length;
      for (const line of refused.slice(0, room)) yield { kind: 'refused', ...line };
      if (filed.tokensTaken.length > 0) yield { kind: 'tokens-taken', takenBy: filed.tokensTaken };
      yield { kind: 'progress', ...counts };
    }
    yield { kind: 'finished', ...counts, refusedNotListed: Math.max(0, counts.refused - REFUSED_LISTED) };
  }

  private async file(actor: Actor, batch: Lines, seen: SeenNames) {
    const again = new Set(batch.vehicles.filter(({ controllerId }) => !seen.add(controllerId)));
    const vehicles = batch.vehicles.filter((line) => !again.has(line));
    const filed = await this.register.run(actor, vehicles);
    const lines = batch.vehicles.length + batch.refused.length;
    return { lines, refused: [...batch.refused, ...[...again].map(namedBefore)], filed };
  }
}

const namedBefore = ({ line = 0, controllerId }: VehicleLine): RefusedLine => ({
  ...{ line, controllerId, field: 'controllerId', why: 'is named in an earlier line' },
});

/** The results in order, while the work on the next goes on. */
async function* someAtOnce<T, Result>(
  source: AsyncIterable<T>,
  work: (one: T) => Promise<Result>,
): AsyncGenerator<Result> {
  const underWay: Promise<Result>[] = [];
  for await (const one of source) {
    const result = work(one);
    // Heard when it is awaited; until then it must not count as unheard.
    result.catch(() => undefined);
    underWay.push(result);
    if (underWay.length >= AT_ONCE) yield await underWay.shift()!;
  }
  for (const result of underWay) yield await result;
}
