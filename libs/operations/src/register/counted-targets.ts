import type { RegisterLine } from '@tidings/rollout-engine';

/** How many lines a scan has written, and what they say. */
export class CountedTargets {
  vehicles = 0;
  compatible = 0;
  /** Rule -> vehicles; one that several rules refuse is counted under each. */
  readonly refused: Record<string, number> = {};

  add(lines: readonly RegisterLine[]): void {
    for (const { isCompatible, refusals } of lines) {
      this.vehicles += 1;
      if (isCompatible) this.compatible += 1;
      for (const { rule } of refusals) this.refused[rule] = (this.refused[rule] ?? 0) + 1;
    }
  }
}
