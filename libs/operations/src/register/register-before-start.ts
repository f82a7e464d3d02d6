import { ReadPool } from '@tidings/postgres';
import { after, before, Clock, DomainError, hours, minutes } from '@tidings/vocabulary';
import { startingSoon } from '@tidings/views';
import { Injectable } from '@nestjs/common';
import { CONDUCTOR } from '../rollouts/conduct-rollouts.js';
import { RegisterTargets } from './register-targets.js';

/** Long enough before a planned start that a scan of any fleet is done by then. */
const AHEAD = minutes(30);
/** So that a start that waits a while behind its time still finds it fresh. */
const YOUNG = hours(12);

/** Writes a fresh target register for every planned start that is near: it comes by itself, so what it needs must too. */
@Injectable()
export class RegisterBeforeStart {
  constructor(
    private readonly pool: ReadPool,
    private readonly registerTargets: RegisterTargets,
    private readonly clock: Clock,
  ) {}

  async run(): Promise<void> {
    const now = this.clock.now();
    const soon = await startingSoon(this.pool, { dueBy: after(now, AHEAD), registeredBefore: before(now, YOUNG) });
    for (const rolloutId of soon)
      try {
        await this.registerTargets.run(CONDUCTOR, rolloutId);
      } catch (cause) {
        // Somebody has started or withdrawn it meanwhile.
        if (!(cause instanceof DomainError && cause.code === 'wrong-state')) throw cause;
      }
  }
}
