import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { expect } from '@jest/globals';
import type { AttemptRow } from '@tidings/records';
import type { CuttingProxy, Interference } from '../swupdate/cutting-proxy.js';
import type { RealVehicle } from '../swupdate/real-vehicle.js';
import type { KnownVehicle, VehicleHouse } from './vehicle-house.js';

/** Three truths about one car that must be one: what is on its disk, what became of its attempts, and what we believe it runs. */
export interface Truths {
  readonly runs: string;
  /** Oldest first: wire number, state, and class of failure or reason. */
  readonly attempts: readonly string[];
  readonly believed: string;
}

/** A car that is really Debian's swupdate, on the road to our door, seen from both ends. */
export class RealCar {
  constructor(
    readonly known: KnownVehicle,
    readonly client: RealVehicle,
    private readonly road: CuttingProxy,
    private readonly house: VehicleHouse,
  ) {}

  /** Power cut included. */
  async scrap(): Promise<void> {
    await this.client.stop();
    await this.road.stop();
  }

  /** Interferes with the next answer of this kind; resolves when it has. */
  interfere(answer: 'deploymentBase' | 'softwaremodules', does: Interference): Promise<void> {
    return this.road.interfere(`GET ${this.path}/${answer}`, does);
  }

  release(): void {
    this.road.release();
  }

  /** The heads of the requests it has made so far that begin so, behind its own address. */
  requests(method: string, tail: string): readonly string[] {
    return this.road.requests.filter((head) => head.startsWith(`${method} ${this.path}${tail}`));
  }

  async installs(): Promise<void> {
    await this.client.waitFor('the end of the installation', () => this.client.hasInstalled());
  }

  /** Comes to the door a few times more: whatever it is told now, it has heard. */
  async polls(times: number): Promise<void> {
    const before = this.pollCount();
    await this.client.waitFor(`${times} polls`, () => this.pollCount() >= before + times);
  }

  /** Polls without waiting for its next time. It must be resting. */
  async pollsNow(): Promise<void> {
    const before = this.pollCount();
    await this.client.pollNow();
    await this.client.waitFor('a poll', () => this.pollCount() > before);
  }

  /** The three truths become these, or as much of them as is named. */
  async become(wanted: Partial<Truths>, withinMs = 15_000): Promise<void> {
    const until = Date.now() + withinMs;
    let seen = await this.truths();
    while (!isDeepStrictEqual({ ...seen, ...wanted }, seen)) {
      if (Date.now() > until) throw new Error(this.disappointment(wanted, seen, withinMs));
      await sleep(50);
      seen = await this.truths();
    }
  }

  /** The three truths become these, and still are after the car has polled twice more. */
  async endsAs(truths: Truths): Promise<void> {
    await this.become(truths);
    await this.polls(2);
    expect(await this.truths()).toEqual(truths);
  }

  async truths(): Promise<Truths> {
    const { isSoftwareKnown, softwareVersion } = await this.house.vehicleOnRecord(this.known);
    return {
      runs: this.client.installedVersion(),
      attempts: await this.attempts(),
      believed: isSoftwareKnown ? `${softwareVersion}` : 'unknown',
    };
  }

  /** All lines of its reports that we kept. */
  async wordsOnRecord(): Promise<readonly string[]> {
    const reports = await this.house.foundation.records.write((tx) =>
      tx.rows.query<readonly { readonly details: readonly string[] }[]>(
        'SELECT r.details FROM report r JOIN attempt a ON a.id = r.attempt_id WHERE a.vehicle_id = $1',
        [this.known.id],
      ),
    );
    return reports.flatMap(({ details }) => details);
  }

  private async attempts(): Promise<readonly string[]> {
    return (await this.house.attempts(this.known)).map(briefly);
  }

  private pollCount(): number {
    return this.requests('GET', ' HTTP').length;
  }

  private disappointment(wanted: Partial<Truths>, seen: Truths, withinMs: number): string {
    const said = this.client.log.slice(-40).join('\n');
    const asked = this.road.requests.slice(-30).map((head) => head.split('\r\n', 1)[0]);
    return (
      `Not within ${withinMs} ms: ${JSON.stringify(wanted)}, but ${JSON.stringify(seen)}. ` +
      `It asked last:\n${asked.join('\n')}\nIt said last:\n${said}`
    );
  }

  private get path(): string {
    return `/DEFAULT/controller/v1/${this.known.controllerId}`;
  }
}

const briefly = ({ wireNumber, state, failure, cause, isInferred }: AttemptRow): string => {
  const why = failure ?? (state === 'withdrawn' ? cause : isInferred ? 'inferred' : undefined);
  return `${wireNumber} ${state}${why ? ` (${why})` : ''}`;
};
