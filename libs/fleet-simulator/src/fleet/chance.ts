import { createHash } from 'node:crypto';
import type { BasisPoints, Duration } from '@tidings/vocabulary';
import type { Span } from './behaviour.js';

/**
 * Chance that can be repeated: a number is drawn from what it is about (seed, car, attempt), never from the order in which
 * answers arrive, so the same seed breaks the same cars however fast the server is.
 */
export class Chance {
  private readonly about: string;

  constructor(...about: readonly (string | number)[]) {
    this.about = JSON.stringify(about);
  }

  /** Evenly in [0, 1). */
  draw(topic: string): number {
    return createHash('sha256').update(`${this.about}${topic}`).digest().readUIntBE(0, 6) / 2 ** 48;
  }

  happens(topic: string, share: BasisPoints): boolean {
    return this.draw(topic) * 10_000 < share;
  }

  lengthIn(topic: string, { shortest, longest }: Span): Duration {
    return (shortest + this.draw(topic) * (longest - shortest)) as Duration;
  }
}
