import { DecisionSnapshot } from '@tidings/decision-snapshot';
import { ReadPool } from '@tidings/postgres';
import { type Decision, decideOffer } from '@tidings/rollout-engine';
import { Clock, DomainError, type Instant, type VehicleId } from '@tidings/vocabulary';
import { type PollFacts, pollFacts } from '@tidings/views';
import { Injectable } from '@nestjs/common';

/** A decision with what it was taken on. */
export interface DecidedPoll {
  readonly facts: PollFacts;
  readonly decision: Decision;
  readonly at: Instant;
  /** Rollouts in memory, and wakes of the vehicle, before the facts were read. */
  readonly revision: number;
  readonly wakes: number;
}

/** Reads one vehicle's facts and decides; the rollouts come from memory, what permits is read fresh. */
@Injectable()
export class DecideForVehicle {
  constructor(
    private readonly snapshot: DecisionSnapshot,
    private readonly pool: ReadPool,
    private readonly clock: Clock,
  ) {}

  /** Errors: 'not-found' when the vehicle is gone; 'database-away'. */
  async run(vehicleId: VehicleId): Promise<DecidedPoll> {
    for (let looks = 0; ; looks++) {
      const revision = this.snapshot.revision;
      const wakes = this.snapshot.fleet.wakesOf(vehicleId);
      const facts = await pollFacts(this.pool, vehicleId);
      if (!facts) throw new DomainError('not-found', { what: 'vehicle', id: vehicleId });
      const fresh = this.snapshot.freshened(facts.live);
      const at = this.clock.now();
      if (fresh) return { facts, decision: decideOffer(fresh, facts.vehicle, facts.attempts, at), at, revision, wakes };
      // Memory is behind the database. Three looks without agreement means rollouts change by the millisecond: ask later.
      if (looks === 3) throw new DomainError('database-away', { reason: 'snapshot behind' });
      await this.snapshot.look('rollouts');
    }
  }
}
