import { Clock, IdSource } from '@tidings/vocabulary';
import { DataSource, type EntityManager } from 'typeorm';
import { inTransaction } from './in-transaction.js';
import { Nudges } from './nudges.js';
import { AttemptStore } from './stores/attempt-store.js';
import { AttributeStore } from './stores/attribute-store.js';
import { EcuStore } from './stores/ecu-store.js';
import { FilingStore } from './stores/filing-store.js';
import { JournalStore } from './stores/journal-store.js';
import { RingStore } from './stores/ring-store.js';
import { RolloutStore } from './stores/rollout-store.js';
import { VehicleListStore } from './stores/vehicle-list-store.js';
import { VehicleStore } from './stores/vehicle-store.js';

/** Everything a transaction may write through. */
export interface Tx {
  /** TypeORM's repositories inside this transaction, for rows that need no rule of their own. */
  readonly rows: EntityManager;
  readonly attempts: AttemptStore;
  readonly rollouts: RolloutStore;
  readonly vehicles: VehicleStore;
  readonly ecus: EcuStore;
  /** Vehicles as their makers file them, many at once. */
  readonly filing: FilingStore;
  readonly attributes: AttributeStore;
  readonly lists: VehicleListStore;
  readonly rings: RingStore;
  readonly journal: JournalStore;
  readonly nudges: Nudges;
}

/** The one transaction door: whatever is written, is written in here, with its journal entry and its nudge. */
export class Records {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly ids: IdSource,
  ) {}

  /** Commits all or nothing. No network, signing or file inside. Errors: 'database-away', and whatever `work` throws. */
  write<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return inTransaction(this.source, async (rows) => {
      const now = this.clock.now();
      const nudges = new Nudges();
      const journal = new JournalStore(rows, this.ids, now);
      const result = await work({
        rows,
        attempts: new AttemptStore(rows, this.ids, now),
        rollouts: new RolloutStore(rows, now),
        vehicles: new VehicleStore(rows, now),
        ecus: new EcuStore(rows, now),
        filing: new FilingStore(rows, now),
        attributes: new AttributeStore(rows),
        lists: new VehicleListStore(rows, this.ids, now),
        rings: new RingStore(rows, now),
        journal,
        nudges,
      });
      await journal.write();
      await nudges.send(rows);
      return result;
    });
  }
}
