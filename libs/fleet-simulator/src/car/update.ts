import type { Chance } from '../fleet/chance.js';
import type { HardwareBehaviour } from '../fleet/behaviour.js';
import type { Surroundings } from '../fleet/surroundings.js';
import type { DeployedArtifact, Deployment } from '../wire/deployment.js';
import { parseDeployment } from '../wire/deployment.js';
import type { WireLink } from '../wire/poll-answer.js';
import type { Report } from '../wire/report.js';
import type { CarPhase } from './belief.js';
import type { Diary } from './diary.js';
import { Download, type DownloadEnd } from './download.js';
import { RetryPause } from './retry-pause.js';

export interface UpdatingCar {
  readonly headers: Readonly<Record<string, string>>;
  readonly behaviour: HardwareBehaviour;
  readonly diary: Diary;
  report(report: Report): void;
}

/** How one try ended; 'cancelled' is answered by the car, which heard of it. */
export type UpdateEnd =
  | { readonly kind: 'installed'; readonly version: string }
  | { readonly kind: 'failed'; readonly code: number; readonly text: string }
  | { readonly kind: 'gone' | 'cancelled' | 'bricked' };

const DOWNLOAD_FAILED = {
  kind: 'failed',
  code: 9004,
  text: 'the download did not complete: checksum does not match',
} as const;

/** One try of one attempt: fetch, download, ask whether it still stands, install, restart. */
export class Update {
  private currentPhase: CarPhase = 'driving';
  private readonly cancellation = new AbortController();
  private readonly pause: RetryPause;

  constructor(
    private readonly link: WireLink,
    private readonly car: UpdatingCar,
    private readonly around: Surroundings,
    private readonly chance: Chance,
  ) {
    this.pause = new RetryPause(chance);
  }

  get wireNumber(): number {
    return this.link.wireNumber;
  }

  get phase(): CarPhase {
    return this.currentPhase;
  }

  /** From here on the installation runs to its verdict. */
  get isPastStopping(): boolean {
    return this.currentPhase === 'installing' || this.currentPhase === 'restarting';
  }

  cancel(): void {
    this.cancellation.abort();
  }

  async run(): Promise<UpdateEnd> {
    const { diary } = this.car;
    const deployment = await this.readDeployment();
    if (!deployment || deployment.update === 'skip')
      return this.wasCancelled() ? { kind: 'cancelled' } : { kind: 'gone' };
    await diary.begin(this.wireNumber, 'fetch');
    const end = await this.downloadAll(deployment);
    if (end === 'broken') return DOWNLOAD_FAILED;
    if (end !== 'complete') return { kind: end };
    this.report({ execution: 'downloaded', details: [] });
    // Real clients read poll and deploymentBase again before they install: this is how a stop reaches them in time.
    const standing = await this.readDeployment();
    if (this.wasCancelled()) return { kind: 'cancelled' };
    if (!standing || standing.update === 'skip') return { kind: 'gone' };
    return this.install(this.around.versionAfter(deployment));
  }

  private wasCancelled(): boolean {
    return this.cancellation.signal.aborted;
  }

  private report(report: Pick<Report, 'execution' | 'details'>): void {
    if (this.wasCancelled()) return;
    this.car.report({ door: 'deploymentBase', wireNumber: this.wireNumber, finished: 'none', ...report });
  }

  /** Undefined when the server knows no such deployment (any more), or a cancel came first. */
  private async readDeployment(): Promise<Deployment | undefined> {
    const { url } = this.link;
    const { signal } = this.cancellation;
    while (!this.wasCancelled()) {
      const answer = await this.around.connection.ask({ method: 'GET', url, headers: this.car.headers, signal });
      if (answer?.status === 200) {
        this.pause.succeeded();
        return parseDeployment(answer.body, url);
      }
      if (answer?.status === 404 || answer?.status === 410) return undefined;
      if (!this.wasCancelled()) await this.around.appointments.wait(this.pause.next(answer?.retryAfter));
    }
    return undefined;
  }

  private async downloadAll({ artifacts }: Deployment): Promise<DownloadEnd> {
    if (this.wasCancelled()) return 'cancelled';
    this.currentPhase = 'downloading';
    await this.car.diary.begin(this.wireNumber, 'download');
    this.report({ execution: 'download', details: [] });
    for (const artifact of artifacts) {
      const end = await this.download(artifact);
      if (end !== 'complete') return end;
    }
    return 'complete';
  }

  private download(artifact: DeployedArtifact): Promise<DownloadEnd> {
    const { downloadCut, slowDownload, slowBytesPerSecond } = this.car.behaviour;
    const { chance, pause } = this;
    return new Download(artifact, {
      ...{ connection: this.around.connection, appointments: this.around.appointments, headers: this.car.headers },
      ...{ pause, signal: this.cancellation.signal },
      cutAfter: chance.happens('cut', downloadCut) ? Math.ceil(artifact.bytes / 2) : undefined,
      bytesPerSecond: chance.happens('slow', slowDownload) ? slowBytesPerSecond : undefined,
    }).run();
  }

  private async install(version: string): Promise<UpdateEnd> {
    const { chance } = this;
    const { appointments } = this.around;
    const { installTakes, restartTakes, installFails, bricks, failure } = this.car.behaviour;
    this.currentPhase = 'installing';
    await this.car.diary.begin(this.wireNumber, 'install');
    this.report({ execution: 'proceeding', details: ['installing'] });
    await appointments.wait(chance.lengthIn('install', installTakes));
    this.currentPhase = 'restarting';
    await this.car.diary.begin(this.wireNumber, 'restart');
    if (chance.happens('brick', bricks)) return { kind: 'bricked' };
    await appointments.wait(chance.lengthIn('restart', restartTakes));
    return chance.happens('fail', installFails) ? { kind: 'failed', ...failure } : { kind: 'installed', version };
  }
}
