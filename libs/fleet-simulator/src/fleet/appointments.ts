import { type Duration, milliseconds } from '@tidings/vocabulary';

/** Ends every wait of a fleet that is stopped. */
export class FleetStopped extends Error {
  override readonly name = 'FleetStopped';
}

interface Appointment {
  /** On performance.now(), milliseconds. */
  readonly at: number;
  readonly keep: () => void;
  readonly miss: (because: FleetStopped) => void;
}

/** setTimeout counts in 32 bits; a later appointment is looked at again. */
const LONGEST_TIMER = milliseconds(2 ** 31 - 1);

/** Who waits until when, for the whole fleet: one binary heap and one timer, because 5,000 timers would cost the server beside it. */
export class Appointments {
  private readonly heap: Appointment[] = [];
  private timer: NodeJS.Timeout | undefined;
  private isStopped = false;

  /** timeScale 60: a simulated minute passes in a second. */
  constructor(private readonly timeScale: number) {}

  /** Resolves after this much simulated time; rejects with FleetStopped. */
  wait(length: Duration): Promise<void> {
    return new Promise((keep, miss) => {
      if (this.isStopped) return miss(new FleetStopped());
      const appointment = { at: performance.now() + length / this.timeScale, keep, miss };
      this.add(appointment);
      if (this.heap[0] === appointment) this.arm();
    });
  }

  stop(): void {
    this.isStopped = true;
    clearTimeout(this.timer);
    for (const { miss } of this.heap.splice(0)) miss(new FleetStopped());
  }

  private arm(): void {
    clearTimeout(this.timer);
    const next = this.heap[0];
    if (next) this.timer = setTimeout(() => this.keepWhatIsDue(), Math.min(LONGEST_TIMER, next.at - performance.now()));
  }

  private keepWhatIsDue(): void {
    // A timer may ring a fraction of a millisecond early.
    const now = performance.now() + 1;
    while (this.heap[0] && this.heap[0].at <= now) this.takeFirst().keep();
    this.arm();
  }

  private add(appointment: Appointment): void {
    const { heap } = this;
    let place = heap.push(appointment) - 1;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (heap[parent]!.at <= appointment.at) break;
      heap[place] = heap[parent]!;
      place = parent;
    }
    heap[place] = appointment;
  }

  private takeFirst(): Appointment {
    const { heap } = this;
    const first = heap[0]!;
    const last = heap.pop()!;
    if (heap.length === 0) return first;
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && heap[child + 1]!.at < heap[child]!.at) child += 1;
      if (heap[child]!.at >= last.at) break;
      heap[place] = heap[child]!;
      place = child;
    }
    heap[place] = last;
    return first;
  }
}
