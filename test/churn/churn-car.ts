import type { AttemptRow } from '@tidings/records';
import { DdiClient } from '../conformance/ddi-client.js';
import type { KnownVehicle, VehicleHouse } from '../conformance/vehicle-house.js';

interface Said {
  readonly wireNumber: number;
  readonly execution: string;
  readonly finished: string;
}

/** A car as a client sees itself: what it was shown, what it has, what it said. */
export class ChurnCar {
  readonly ddi: DdiClient;
  /** What it really runs. */
  runs = '7.1';
  /** The link of its last poll. */
  shown: { readonly kind: 'deployment' | 'cancel'; readonly wireNumber: number; readonly href: string } | undefined;
  /** The deployment it fetched last, and its artifact. */
  fetched: { readonly wireNumber: number; readonly file: string; readonly version: string } | undefined;
  hasEverything = false;
  /** What it says it is. */
  hardware = 'vega-a';
  readonly said: Said[] = [];

  constructor(
    house: VehicleHouse,
    readonly known: KnownVehicle,
  ) {
    this.ddi = new DdiClient(house, known);
  }

  async poll(): Promise<void> {
    const { json } = await this.ddi.ask();
    const links = (json as { readonly _links?: Partial<(typeof json)['_links']> })._links;
    const link = links?.deploymentBase ?? links?.cancelAction;
    const kind = links?.deploymentBase ? 'deployment' : 'cancel';
    const wireNumber = Number(/\/(?:deploymentBase|cancelAction)\/(\d+)/.exec(link?.href ?? '')?.[1]);
    this.shown = link ? { kind, wireNumber, href: link.href } : undefined;
  }

  /** The status it was answered; undefined: there is no link to fetch. */
  async fetch(): Promise<number | undefined> {
    if (this.shown?.kind !== 'deployment') return undefined;
    const { status, json } = await this.ddi.ask(this.shown.href);
    if (status !== 200) return status;
    const [chunk] = json.deployment.chunks;
    const { wireNumber } = this.shown;
    if (this.fetched?.wireNumber !== wireNumber) this.hasEverything = false;
    const file = chunk.artifacts[0]._links.download.href;
    this.fetched = { wireNumber, file, version: (chunk as unknown as { readonly version: string }).version };
    return status;
  }

  async download(): Promise<number | undefined> {
    if (!this.fetched) return undefined;
    const { status } = await this.ddi.ask(this.fetched.file);
    if (status === 200) this.hasEverything = true;
    return status;
  }

  async say(execution: string, finished = 'none'): Promise<void> {
    if (!this.fetched) return;
    const { wireNumber, version } = this.fetched;
    this.said.push({ wireNumber, execution, finished });
    await this.ddi.report(wireNumber, execution, finished);
    if (execution === 'closed' && finished === 'success') this.runs = version;
  }

  hasSaid(wireNumber: number): boolean {
    return this.said.some((one) => one.wireNumber === wireNumber);
  }

  /** Says again what it said before, as clients do that heard no answer. */
  async sayAgain(which: number): Promise<void> {
    const one = this.said[which % Math.max(1, this.said.length)];
    if (one) await this.ddi.report(one.wireNumber, one.execution, one.finished);
  }

  async acknowledge(): Promise<void> {
    if (this.shown?.kind === 'cancel') await this.ddi.answerCancel(this.shown.wireNumber, 'closed', 'success');
  }

  async tellHardware(hardwareId: string): Promise<void> {
    this.hardware = hardwareId;
    await this.ddi.ask('/configData', { method: 'PUT', body: { data: { hardwareId } } });
  }

  async tell(version = this.runs): Promise<void> {
    await this.ddi.ask('/configData', { method: 'PUT', body: { data: { softwareVersion: version } } });
  }
}

export const openOf = (attempts: readonly AttemptRow[]): AttemptRow | undefined =>
  attempts.find(({ closedAt }) => closedAt === null);
