import type { Actor } from '@tidings/vocabulary';
import { Injectable } from '@nestjs/common';
import { RegisterVehicles } from './register-vehicles.js';
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

/** Files vehicles from a stream, batch after batch in its order, each in a transaction of its own: what is in, stays in. */
@Injectable()
export class ImportVehicles {
  constructor(private readonly register: RegisterVehicles) {}

  /** Memory does not grow with the number of lines. Errors: those of RegisterVehicles, and of reading. */
  async *run(actor: Actor, batches: AsyncIterable<Lines>): AsyncGenerator<ImportNews> {
    const counts = { lines: 0, registered: 0, changed: 0, unchanged: 0, refused: 0 };
    for await (const batch of oneAhead(batches)) {
      const filed = await this.register.run(actor, batch.vehicles);
      const refused = [...batch.refused, ...filed.refused].toSorted((one, other) => one.line - other.line);
      counts.lines += batch.vehicles.length + batch.refused.length;
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
}

/** Reads the next while this one is being written. */
async function* oneAhead<T>(source: AsyncIterable<T>): AsyncGenerator<T> {
  const reading = source[Symbol.asyncIterator]();
  let next = reading.next();
  for (;;) {
    const read = await next;
    if (read.done === true) return;
    next = reading.next();
    // Heard when it is awaited; until then it must not count as unheard.
    next.catch(() => undefined);
    yield read.value;
  }
}
