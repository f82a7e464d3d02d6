import { createHash } from 'node:crypto';
import type { RolloutId } from '@tidings/vocabulary';
import { type Answer, DdiClient } from './ddi-client.js';
import type { KnownVehicle, VehicleHouse } from './vehicle-house.js';

/** What cars of this room download unless a test says otherwise. */
export const CONTENT = Buffer.from(Array.from({ length: 700_001 }, (_, n) => n % 251));
export const digest = (name: string): string => createHash(name).update(CONTENT).digest('hex');
/** Sockets of one machine take some 6 MB each before the writer has to wait. */
export const MORE_THAN_A_LINE_HOLDS = Buffer.alloc(16 * 1024 * 1024, 7);

export interface Offered {
  readonly car: KnownVehicle;
  readonly ddi: DdiClient;
  readonly rollout: RolloutId;
  readonly deployment: Answer;
  /** Address of the one artifact. */
  readonly file: string;
}

/** Cars at the stations of an update, each with a rollout of its own. */
export class DdiCars {
  constructor(private readonly house: VehicleHouse) {}

  /** A vehicle of its own that nothing is offered to. */
  async quiet(): Promise<{ car: KnownVehicle; ddi: DdiClient }> {
    const car = await this.house.vehicle();
    return { car, ddi: new DdiClient(this.house, car) };
  }

  /** A vehicle with a rollout of its own. */
  async offered(content = CONTENT): Promise<Omit<Offered, 'deployment' | 'file'>> {
    const { car, ddi } = await this.quiet();
    return { car, ddi, rollout: await this.house.rollout(await this.house.release(content), car) };
  }

  /** ... that has fetched its deployment, (a) of "Stopping". */
  async started(content = CONTENT): Promise<Offered> {
    const { car, ddi, rollout } = await this.offered(content);
    const deployment = await ddi.ask(await ddi.offered());
    const file = deployment.json.deployment.chunks[0].artifacts[0]._links.download.href;
    return { car, ddi, rollout, deployment, file };
  }

  /** ... that has reported that it began, (b) of "Stopping". */
  async begun(): Promise<Offered> {
    const offered = await this.started();
    await offered.ddi.report(1, 'proceeding');
    return offered;
  }

  /** ... that has the whole package, (c) of "Stopping". */
  async delivered(): Promise<Offered> {
    const offered = await this.started();
    await offered.ddi.ask(offered.file);
    return offered;
  }
}
