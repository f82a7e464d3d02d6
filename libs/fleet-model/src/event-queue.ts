import type { Instant } from '@tidings/vocabulary';

/** What will happen, earliest first; what was put in first goes first within an instant. A binary heap. */
export class EventQueue<Event> {
  private readonly heap: Entry<Event>[] = [];
  private put = 0;

  add(at: Instant, event: Event): void {
    const { heap } = this;
    let place = heap.push({ at, order: this.put++, event }) - 1;
    while (place > 0) {
      const above = (place - 1) >> 1;
      if (!isBefore(heap[place]!, heap[above]!)) break;
      [heap[place], heap[above]] = [heap[above]!, heap[place]!];
      place = above;
    }
  }

  /** When the next one happens. */
  get nextAt(): Instant | undefined {
    return this.heap[0]?.at;
  }

  take(): Event | undefined {
    const { heap } = this;
    const [first] = heap;
    const last = heap.pop();
    if (first === undefined || last === undefined || heap.length === 0) return first?.event;
    heap[0] = last;
    for (let place = 0; ;) {
      const left = 2 * place + 1;
      if (left >= heap.length) break;
      const right = left + 1;
      const below = right < heap.length && isBefore(heap[right]!, heap[left]!) ? right : left;
      if (!isBefore(heap[below]!, heap[place]!)) break;
      [heap[place], heap[below]] = [heap[below]!, heap[place]!];
      place = below;
    }
    return first.event;
  }
}

interface Entry<Event> {
  readonly at: Instant;
  readonly order: number;
  readonly event: Event;
}

const isBefore = (one: Entry<unknown>, other: Entry<unknown>): boolean =>
  one.at < other.at || (one.at === other.at && one.order < other.order);
