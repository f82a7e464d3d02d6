import { type Instant, instant } from '@tidings/vocabulary';
import type { FleetEvent, FleetObserver } from '../fleet/fleet-event.js';
import type { Report } from '../wire/report.js';
import type { Beginning, Ending } from './belief.js';

type Happening = FleetEvent extends infer Event
  ? Event extends FleetEvent
    ? Omit<Event, 'controllerId'>
    : never
  : never;

/** What a car did and heard, in order; whoever observes the fleet is told of each line, and may hold the car there. */
export class Diary {
  readonly offered: number[] = [];
  readonly began: Beginning[] = [];
  readonly ended: Ending[] = [];
  readonly acknowledged: Report[] = [];
  lastPoll: number | 'unreached' | 'none' = 'none';

  constructor(
    private readonly controllerId: string,
    private readonly observe: FleetObserver,
  ) {}

  polled(status: number | 'unreached'): Promise<void> {
    this.lastPoll = status;
    return this.tell({ kind: 'polled', status });
  }

  sawOffer(wireNumber: number): void {
    if (!this.offered.includes(wireNumber)) this.offered.push(wireNumber);
  }

  described(attributes: Readonly<Record<string, string>>): Promise<void> {
    return this.tell({ kind: 'described', attributes });
  }

  begin(wireNumber: number, step: Beginning['step']): Promise<void> {
    const beginning = { wireNumber, step, at: now() };
    this.began.push(beginning);
    return this.tell({ kind: 'began', beginning });
  }

  end(wireNumber: number, outcome: Ending['outcome']): Promise<void> {
    const ending = { wireNumber, outcome, at: now() };
    this.ended.push(ending);
    return this.tell({ kind: 'ended', ending });
  }

  acknowledge(report: Report): Promise<void> {
    this.acknowledged.push(report);
    return this.tell({ kind: 'acknowledged', report });
  }

  private async tell(happening: Happening): Promise<void> {
    await this.observe({ controllerId: this.controllerId, ...happening });
  }
}

const now = (): Instant => instant(Date.now());
