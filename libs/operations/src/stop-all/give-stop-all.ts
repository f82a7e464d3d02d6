import { Records } from '@tidings/records';
import { type Actor, Clock, type StopAllOrder, stopAllOrder } from '@tidings/vocabulary';
import { Injectable } from '@nestjs/common';
import { recordStopAll } from './record-stop-all.js';

/** Stops every rollout at every gateway that reaches the database. Where it cannot be reached, the file of the gateway does it. */
@Injectable()
export class GiveStopAll {
  constructor(
    private readonly records: Records,
    private readonly clock: Clock,
  ) {}

  /** Stopping takes one person, always. */
  async run(actor: Actor, why: string): Promise<StopAllOrder> {
    const order = stopAllOrder({ who: actor.person, why, at: this.clock.now() });
    await this.records.write((tx) => recordStopAll(tx, actor, order, this.clock.now()));
    return order;
  }
}
