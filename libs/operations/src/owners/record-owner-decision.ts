import { NobodyToAskRow, NoteRevisionRow, OwnerDecisionRow, Records, ReleaseRow, type Tx } from '@tidings/records';
import { MARKETS } from '@tidings/release-notes';
import type { OwnerChoice } from '@tidings/rollout-engine';
import {
  type Actor,
  Clock,
  dateOf,
  DomainError,
  IdSource,
  type Instant,
  type ReleaseId,
  type VehicleId,
} from '@tidings/vocabulary';
import { Injectable } from '@nestjs/common';
import { vehicleCalled } from '../vehicles/vehicle-called.js';

/** What an owner says of one release; `edition`: the hash of the text that was shown, if whoever records it knows. */
export interface SaidByOwner {
  readonly controllerId: string;
  readonly releaseId: ReleaseId;
  readonly choice: OwnerChoice;
  readonly edition?: string;
}

export interface RecordedDecision {
  readonly edition: string;
  /** The text that was shown was named, and it is live. */
  readonly isTextProven: boolean;
  readonly decidedAt: Instant;
}

/** Keeps what an owner decided, as support heard it. It never changes a decision: the latest counts. */
@Injectable()
export class RecordOwnerDecision {
  constructor(
    private readonly records: Records,
    private readonly clock: Clock,
    private readonly ids: IdSource,
  ) {}

  /** Errors: 'not-found' (vehicle, release), 'note-not-live' (there is nothing to say yes to), 'bad-request' (a span that is over). */
  async run(actor: Actor, { controllerId, releaseId, choice, edition }: SaidByOwner): Promise<RecordedDecision> {
    const decidedAt = this.clock.now();
    checkChoice(choice, decidedAt);
    return await this.records.write(async (tx) => {
      const vehicle = await vehicleCalled(tx, controllerId);
      if (!(await tx.rows.existsBy(ReleaseRow, { id: releaseId })))
        throw new DomainError('not-found', { what: 'release', id: releaseId });
      const live = await liveEditions(tx, releaseId, vehicle.market);
      if (live.length === 0) throw new DomainError('note-not-live', { market: vehicle.market });
      const isTextProven = edition !== undefined && live.includes(edition);
      const about = isTextProven ? edition : live[0]!;
      await tx.rows.insert(OwnerDecisionRow, {
        id: this.ids.next('dec'),
        vehicleId: vehicle.id,
        releaseId,
        edition: about,
        isTextProven,
        recordedBy: actor.person,
        decidedAt: dateOf(decidedAt),
        ...columnsOf(choice),
      });
      await tx.rows.delete(NobodyToAskRow, { vehicleId: vehicle.id });
      await tx.vehicles.touch(vehicle.id as VehicleId);
      const facts = { releaseId, choice, edition: about, isTextProven };
      await tx.journal.append({ actor, act: 'owner-decided', subject: vehicle.id, facts });
      tx.nudges.look('vehicles');
      return { edition: about, isTextProven, decidedAt };
    });
  }
}

function checkChoice(choice: OwnerChoice, now: Instant): void {
  const over = (field: string, says: string): DomainError =>
    new DomainError('bad-request', { fields: [{ field, must: [says] }] });
  if (choice.kind === 'deferred' && choice.until <= now) throw over('until', 'must be later than now');
  if (choice.kind === 'accepted' && choice.to <= now) throw over('to', 'must be later than now');
  if (choice.kind === 'accepted' && choice.to <= choice.from) throw over('to', 'must be later than from');
}

/** Hashes of the live texts, those in the languages of the market first, in its order. */
async function liveEditions(tx: Tx, releaseId: string, market: string): Promise<readonly string[]> {
  const live = await tx.rows.find(NoteRevisionRow, {
    where: { releaseId, state: 'live' },
    order: { language: 'ASC' },
  });
  const wanted = Object.entries<readonly { readonly language: string }[]>(MARKETS)
    .filter(([name]) => name === market)
    .flatMap(([, asked]) => asked.map(({ language }) => language));
  const place = (language: string): number => (wanted.includes(language) ? wanted.indexOf(language) : wanted.length);
  return live.toSorted((a, b) => place(a.language) - place(b.language)).map(({ hash }) => hash);
}

const columnsOf = (choice: OwnerChoice): Pick<OwnerDecisionRow, 'kind' | 'fromAt' | 'toAt' | 'untilAt'> => ({
  kind: choice.kind,
  fromAt: choice.kind === 'accepted' ? dateOf(choice.from) : null,
  toAt: choice.kind === 'accepted' ? dateOf(choice.to) : null,
  untilAt: choice.kind === 'deferred' ? dateOf(choice.until) : null,
});
