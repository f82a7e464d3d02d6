import { type Duration, seconds } from '@tidings/vocabulary';
import { behaviourOf, type HardwareBehaviour } from '../fleet/behaviour.js';
import { Chance } from '../fleet/chance.js';
import type { SimulatedVehicle } from '../fleet/simulated-vehicle.js';
import type { Surroundings } from '../fleet/surroundings.js';
import type { Answer } from '../wire/connection.js';
import { parsePollAnswer, type PollAnswer, type WireLink } from '../wire/poll-answer.js';
import { isVerdict, type Report, reportBody } from '../wire/report.js';
import type { CarPhase, VehicleBelief } from './belief.js';
import { Diary } from './diary.js';
import { ReportOutbox } from './report-outbox.js';
import { RetryPause } from './retry-pause.js';
import { Update, type UpdateEnd, type UpdatingCar } from './update.js';

/** Until a server has named its own (swupdate's default). */
const UNTOLD_SLEEP = seconds(45);

/** A car's life: it polls at the server's pace, does what the poll shows, and remembers what it did. */
export class Car implements UpdatingCar {
  readonly headers: Readonly<Record<string, string>>;
  readonly behaviour: HardwareBehaviour;
  readonly diary: Diary;
  private readonly chance: Chance;
  private readonly outbox: ReportOutbox;
  private readonly base: URL;
  private installedVersion: string;
  private sleep = UNTOLD_SLEEP;
  private phase: CarPhase = 'driving';
  private update: Update | undefined;
  /** Known after the restart, sent after the first answered poll. */
  private verdict: Report | undefined;
  /** Wire numbers that are over for this car, and cancels that it has answered. */
  private readonly isOver = new Set<number>();
  private readonly answeredCancels = new Set<number>();

  constructor(
    private readonly vehicle: SimulatedVehicle,
    private readonly around: Surroundings,
  ) {
    this.headers = { authorization: `TargetToken ${vehicle.token}`, accept: 'application/json' };
    this.behaviour = behaviourOf(around.behaviour, vehicle.hardwareId);
    this.installedVersion = vehicle.softwareVersion;
    this.base = new URL(encodeURIComponent(vehicle.controllerId), around.door);
    this.chance = new Chance(around.seed, vehicle.controllerId);
    this.diary = new Diary(vehicle.controllerId, around.observe);
    this.outbox = this.openOutbox();
  }

  get belief(): VehicleBelief {
    const { controllerId } = this.vehicle;
    const { installedVersion, diary } = this;
    const { lastPoll, offered, began, ended, acknowledged } = diary;
    const { unacknowledged } = this.outbox;
    const lists = { offered: [...offered], began: [...began], ended: [...ended], acknowledged: [...acknowledged] };
    return { controllerId, phase: this.phaseNow, lastPoll, installedVersion, ...lists, unacknowledged };
  }

  /** Ends when the car is a brick, or with FleetStopped. */
  async live(): Promise<void> {
    const { appointments, firstPollsWithin } = this.around;
    if (this.chance.happens('parked', this.behaviour.parked)) {
      this.phase = 'parked';
      await appointments.wait(this.behaviour.parkedFor);
      this.phase = 'driving';
    }
    await appointments.wait((this.chance.draw('first poll') * firstPollsWithin) as Duration);
    while (this.phase !== 'bricked') {
      const pause = this.phaseNow === 'restarting' ? this.sleep : await this.contact();
      await appointments.wait(pause);
    }
  }

  report(report: Report): void {
    this.outbox.add(report);
  }

  private get phaseNow(): CarPhase {
    return this.phase === 'driving' && this.update ? this.update.phase : this.phase;
  }

  /** One poll and what follows from it; says how long to sleep. */
  private async contact(): Promise<Duration> {
    const answer = await this.around.connection.ask({ method: 'GET', url: this.base, headers: this.headers });
    await this.diary.polled(answer?.status ?? 'unreached');
    if (answer?.status !== 200) return answer?.retryAfter ?? this.sleep;
    const poll = parsePollAnswer(answer.body, this.base);
    this.sleep = poll.sleep ?? this.sleep;
    await this.actOn(poll);
    return this.sleep;
  }

  private async actOn({ cancel, deployment, attributes }: PollAnswer): Promise<void> {
    if (cancel) await this.answerCancel(cancel);
    if (this.verdict) {
      this.outbox.add(this.verdict);
      this.verdict = undefined;
    }
    if (deployment) this.consider(deployment);
    // The verdict goes first: a server that hears of the new version before it may have to guess the outcome.
    if (attributes && this.outbox.isEmpty) await this.describe(attributes);
  }

  private consider(link: WireLink): void {
    this.diary.sawOffer(link.wireNumber);
    if (this.update || this.phase !== 'driving' || this.isOver.has(link.wireNumber)) return;
    const update = new Update(
      link,
      this,
      this.around,
      new Chance(this.around.seed, this.vehicle.controllerId, link.wireNumber),
    );
    this.update = update;
    this.around.live(update.run().then((end) => this.finish(update, end)));
  }

  private async finish(update: Update, end: UpdateEnd): Promise<void> {
    // A cancel was answered when it came; the car may be at another attempt by now.
    if (this.update !== update) return;
    const { wireNumber } = update;
    if (end.kind === 'gone') this.update = undefined;
    if (end.kind === 'bricked') {
      this.phase = 'bricked';
      this.outbox.fallSilent();
    }
    if (end.kind === 'installed') this.installedVersion = end.version;
    if (end.kind === 'installed' || end.kind === 'failed') {
      this.isOver.add(wireNumber);
      this.phase = 'reporting';
      this.verdict = verdictOf(wireNumber, end);
    }
    await this.diary.end(wireNumber, end.kind);
    if (this.verdict) await this.contact();
  }

  /** Acknowledges unless it has installed or is installing; each cancel once, the outbox sees to the rest. */
  private async answerCancel({ wireNumber, url }: WireLink): Promise<void> {
    if (this.answeredCancels.has(wireNumber)) return;
    const answer = await this.around.connection.ask({ method: 'GET', url, headers: this.headers });
    if (answer?.status !== 200 || this.answeredCancels.has(wireNumber)) return;
    this.answeredCancels.add(wireNumber);
    const current = this.update?.wireNumber === wireNumber ? this.update : undefined;
    const hasInstalled = this.diary.ended.some((one) => one.wireNumber === wireNumber && one.outcome === 'installed');
    const toCancel = { door: 'cancelAction', wireNumber } as const;
    if (hasInstalled || current?.isPastStopping) {
      this.outbox.add({ ...toCancel, execution: 'rejected', finished: 'none', details: ['already installing'] });
      return;
    }
    this.outbox.add({ ...toCancel, execution: 'closed', finished: 'success', details: ['cancelled'] });
    if (this.isOver.has(wireNumber)) return;
    this.isOver.add(wireNumber);
    current?.cancel();
    if (current) this.update = undefined;
    await this.diary.end(wireNumber, 'cancelled');
  }

  private async describe(url: URL): Promise<void> {
    const { attributes, hardwareId } = this.vehicle;
    const data = { ...attributes, softwareVersion: this.installedVersion, hardwareId };
    const answer = await this.around.connection.ask({
      method: 'PUT',
      url,
      headers: this.headers,
      body: { mode: 'merge', data },
    });
    if (answer?.status === 200) await this.diary.described(data);
  }

  private openOutbox(): ReportOutbox {
    const { appointments, live } = this.around;
    return new ReportOutbox(
      {
        post: (report) => this.post(report),
        wait: (pause) => appointments.wait(pause),
        acknowledged: (report) => {
          this.closeAfter(report);
          return this.diary.acknowledge(report);
        },
        refused: (report) => this.closeAfter(report),
        live,
      },
      new RetryPause(this.chance),
    );
  }

  /** A car that restarts or is a brick sends nothing. */
  private async post(report: Report): Promise<Answer | undefined> {
    const { connection, appointments } = this.around;
    while (this.phaseNow === 'restarting') await appointments.wait(seconds(1));
    if (this.phaseNow === 'bricked') return undefined;
    const url = new URL(`${this.base.href}/${report.door}/${report.wireNumber}/feedback`);
    return connection.ask({ method: 'POST', url, headers: this.headers, body: reportBody(report, Date.now()) });
  }

  private closeAfter(report: Report): void {
    if (!isVerdict(report)) return;
    this.update = undefined;
    this.phase = 'driving';
  }
}

function verdictOf(wireNumber: number, end: UpdateEnd & { readonly kind: 'installed' | 'failed' }): Report {
  const closed = { door: 'deploymentBase', wireNumber, execution: 'closed' } as const;
  return end.kind === 'installed'
    ? { ...closed, finished: 'success', details: [`running ${end.version}`] }
    : { ...closed, finished: 'failure', code: end.code, details: [end.text] };
}
