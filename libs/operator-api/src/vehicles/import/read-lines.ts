import type { RefusedLine, VehicleLine } from '@tidings/operations';

/** Lines of a body as vehicles, some thousands at once, and those of which no vehicle could be read. */
export interface ReadLines {
  readonly vehicles: readonly VehicleLine[];
  readonly refused: readonly RefusedLine[];
}

/** A vehicle that was read, or what is wrong with its line. */
export type ReadVehicle = VehicleLine | Omit<RefusedLine, 'line'>;

/** Within what one transaction takes in a blink: some three megabytes of JSON. */
export const BATCH = 5_000;
/** A vehicle with a hundred attributes and thirty ECUs has less. */
export const LONGEST_LINE = 65_536;

/** Collects what is read into batches. */
export class Collected {
  private vehicles: VehicleLine[] = [];
  private refused: RefusedLine[] = [];

  /** What was read is nobody else's: it is given its line. */
  add(line: number, read: ReadVehicle): void {
    if ('why' in read) this.refused.push({ line, ...read });
    else this.vehicles.push(Object.assign(read, { line }));
  }

  get isFull(): boolean {
    return this.vehicles.length + this.refused.length >= BATCH;
  }

  get isEmpty(): boolean {
    return this.vehicles.length + this.refused.length === 0;
  }

  take(): ReadLines {
    const { vehicles, refused } = this;
    [this.vehicles, this.refused] = [[], []];
    return { vehicles, refused: refused.toSorted((one, other) => one.line - other.line) };
  }
}
