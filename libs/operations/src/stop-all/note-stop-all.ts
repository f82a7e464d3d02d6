import { DecisionSnapshot, StopAllFile } from '@tidings/decision-snapshot';
import { ReadPool } from '@tidings/postgres';
import { Records, StopAllRow } from '@tidings/records';
import { type Actor, Clock, dateOf, type StopAllId, type StopAllOrder } from '@tidings/vocabulary';
import { stopAllOnRecord } from '@tidings/views';
import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { recordStopAll } from './record-stop-all.js';

/** A file and a shared key prove no person: the act is the house's, and the facts say who claimed it. */
const GATEWAY: Actor = { person: 'tidings', name: 'Tidings', roles: [], by: 'machine' };

/**
 * Brings file and record together, when the database is there: an order that came by file or by this gateway's address is written down and
 * journalled, one that was lifted at the release desk loses its file, and one whose file somebody took away is lifted on record.
 */
@Injectable()
export class NoteStopAll {
  constructor(
    private readonly snapshot: DecisionSnapshot,
    private readonly file: StopAllFile,
    private readonly records: Records,
    private readonly pool: ReadPool,
    private readonly clock: Clock,
  ) {}

  /** Errors: 'database-away'; the file system's own. */
  async run(): Promise<void> {
    const { filed, takenAway } = this.snapshot.stopAll;
    for (const orderId of takenAway) await this.noteLifted(orderId);
    if (filed) await this.noteFiled(filed);
  }

  private async noteFiled(order: StopAllOrder): Promise<void> {
    const known = await stopAllOnRecord(this.pool, order.orderId);
    if (known?.isLifted === true) await this.takeAway(order.orderId);
    if (!known) await this.records.write((tx) => recordStopAll(tx, GATEWAY, order, this.clock.now()));
  }

  private async takeAway(orderId: StopAllId): Promise<void> {
    await this.file.remove();
    this.snapshot.stopAll.fileSays(undefined);
    this.snapshot.stopAll.forget(orderId);
  }

  private async noteLifted(orderId: StopAllId): Promise<void> {
    await this.records.write(async (tx) => {
      const lifted = await tx.rows.update(
        StopAllRow,
        { id: orderId, liftedAt: IsNull() },
        { liftedAt: dateOf(this.clock.now()), liftedBy: GATEWAY.person },
      );
      if (lifted.affected !== 1) return;
      const facts = { why: 'the file was taken away' };
      await tx.journal.append({ actor: GATEWAY, act: 'stop-all-lifted', subject: orderId, facts });
      tx.nudges.look('rollouts');
    });
    this.snapshot.stopAll.forget(orderId);
  }
}
