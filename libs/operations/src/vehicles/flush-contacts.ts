import { DecisionSnapshot } from '@tidings/decision-snapshot';
import { Records } from '@tidings/records';
import { Injectable } from '@nestjs/common';

/** Writes down when vehicles were last heard, many in one statement: a poll itself writes nothing. */
@Injectable()
export class FlushContacts {
  constructor(
    private readonly snapshot: DecisionSnapshot,
    private readonly records: Records,
  ) {}

  async run(): Promise<void> {
    const contacts = this.snapshot.fleet.takeContacts();
    if (contacts.size === 0) return;
    try {
      await this.records.write((tx) => tx.vehicles.seen(contacts));
    } catch (cause) {
      // Heard is heard: they go with the next flush, unless heard again meanwhile.
      this.snapshot.fleet.giveBack(contacts);
      throw cause;
    }
  }
}
