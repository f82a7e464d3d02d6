import { type Records, RegisterRefusalRow } from '@tidings/records';
import type { RegisterLine } from '@tidings/rollout-engine';
import { dateOf, type Instant, type RegisterScanId, type RolloutId } from '@tidings/vocabulary';

/** Puts the refusals of one scan into rows, a page at a time, beside the lines that go into the artifact. They count from the register on. */
export class RefusedTargets {
  constructor(
    private readonly records: Records,
    private readonly rolloutId: RolloutId,
    readonly scan: RegisterScanId,
    private readonly now: Instant,
  ) {}

  async add(lines: readonly RegisterLine[]): Promise<void> {
    const refused = lines.filter(({ isCompatible }) => !isCompatible);
    if (refused.length === 0) return;
    const { rolloutId, scan } = this;
    const rows = refused.map(({ vehicle: vehicleId, refusals }) => ({
      rolloutId,
      scan,
      vehicleId,
      refusals,
      writtenAt: dateOf(this.now),
    }));
    await this.records.write((tx) => tx.rows.insert(RegisterRefusalRow, rows as never));
  }

  /** Of a scan that came to nothing. */
  async forget(): Promise<void> {
    await this.records.write((tx) => tx.rows.delete(RegisterRefusalRow, { scan: this.scan }));
  }
}
