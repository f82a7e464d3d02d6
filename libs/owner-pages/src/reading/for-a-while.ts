import { after, type Clock, type Duration, type Instant } from '@tidings/vocabulary';
import { LRUCache } from 'lru-cache';

interface Kept<Value> {
  readonly value: Promise<Value>;
  readonly until: Instant;
}

/** Answers that may be a little old: readers who come together cause one reading, and a failed reading is not kept. */
export class ForAWhile<Value> {
  private readonly kept: LRUCache<string, Kept<Value>>;

  /** `most`: keys come from addresses that strangers type, so the memory they take is bounded. */
  constructor(
    private readonly clock: Clock,
    private readonly length: Duration,
    most: number,
  ) {
    this.kept = new LRUCache({ max: most });
  }

  /** Errors: those of `read`. */
  get(key: string, read: () => Promise<Value>): Promise<Value> {
    const now = this.clock.now();
    const kept = this.kept.get(key);
    if (kept && now < kept.until) return kept.value;
    const value = read();
    const entry: Kept<Value> = { value, until: after(now, this.length) };
    this.kept.set(key, entry);
    value.catch(() => {
      if (this.kept.get(key) === entry) this.kept.delete(key);
    });
    return value;
  }
}
