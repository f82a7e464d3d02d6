import { Records, RingRow } from '@tidings/records';
import { type Actor, contentHash, DomainError, type VehicleId } from '@tidings/vocabulary';
import { Injectable } from '@nestjs/common';

/** Lets vehicles join a ring, or leave it. When, and by whom, stays on record. */
@Injectable()
export class ChangeRing {
  constructor(private readonly records: Records) {}

  /** How many of them were not in it (join), or were (leave): doing it again is harmless. Errors: 'not-found'. */
  async run(actor: Actor, move: 'join' | 'leave', ring: string, vehicleIds: readonly VehicleId[]): Promise<number> {
    return await this.records.write(async (tx) => {
      if (!(await tx.rows.existsBy(RingRow, { name: ring })))
        throw new DomainError('not-found', { what: 'ring', id: ring });
      const moved = await tx.rings[move](ring, vehicleIds, actor.person);
      if (moved === 0) return 0;
      await tx.journal.append({
        actor,
        act: ACT[move],
        subject: ring,
        // Which cars people drive stays erasable: the memberships name them, this proves which were meant.
        facts: { moved, vehicles: contentHash(vehicleIds.toSorted()) },
      });
      tx.nudges.look('vehicles');
      return moved;
    });
  }
}

const ACT = { join: 'ring-joined', leave: 'ring-left' } as const;
