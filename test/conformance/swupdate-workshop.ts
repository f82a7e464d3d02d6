import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { INestApplicationContext, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { ArtifactStoreSettings } from '@tidings/artifact-store';
import {
  AddPublisher,
  ApproveNote,
  ApproveRelease,
  PublishRelease,
  ApproveRollout,
  BeginUpload,
  CreateRelease,
  CreateRollout,
  FinishUpload,
  ReceiveBytes,
  RegisterVehicles,
  ResumeRollout,
  StartRollout,
  StopRollout,
  SubmitNote,
} from '@tidings/operations';
import { VehicleRow } from '@tidings/records';
import type { Plan } from '@tidings/rollout-engine';
import { signDeclaration } from '@tidings/update-trust';
import {
  type Actor,
  basisPoints,
  days,
  hours,
  milliseconds,
  type PackageId,
  type ReleaseId,
  type RolloutId,
  seconds,
  sha256Of,
} from '@tidings/vocabulary';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { startConductor } from '../../libs/foundation/src/doors/start-conductor.js';
import { foundationModule } from '../../libs/foundation/src/foundation.module.js';
import { CuttingProxy } from '../swupdate/cutting-proxy.js';
import { PackageSigner } from '../swupdate/package-signer.js';
import { RealVehicle } from '../swupdate/real-vehicle.js';
import { buildSignedPackage, type PackageContents } from '../swupdate/signed-package.js';
import type { DownloadHabits } from '../swupdate/vehicle-configuration.js';
import { RealCar } from './real-car.js';
import { VehicleHouse } from './vehicle-house.js';

const ASTRID: Actor = { person: 'astrid', name: 'Astrid', roles: ['release-manager', 'author'], by: 'person' };
const BRUNO: Actor = { person: 'bruno', name: 'Bruno', roles: ['approver'], by: 'person' };
const CHIDI: Actor = { person: 'chidi', name: 'Chidi', roles: ['safety-approver'], by: 'person' };

const HARDWARE = { board: 'vega-head-unit', revision: '2' };
const NOTES = join(import.meta.dirname, '../../apps/all-in-one/demo/notes');

const EVERYBODY_AT_ONCE: Plan = {
  stages: [{ share: basisPoints(10_000), soak: days(2), minimumAnswers: 1, needsApproval: false }],
  purpose: 'feature',
  priority: 0,
  failureLimit: basisPoints(200),
  silentAfter: hours(24),
  inFlightAtFirst: 20,
};

/** What a release is made of: a name of its own, and what its one package contains. */
export interface ReleaseWishes extends Partial<Omit<PackageContents, 'signer'>> {
  readonly version: '4.2' | '4.2.1';
  /** Signed by somebody whom no car trusts. */
  readonly isByStranger?: boolean;
}

/**
 * Everything between a build and a car, real: packages signed for swupdate, brought in and rolled out by the verbs of the house with four
 * eyes, a conductor in a process of its own, the vehicles' door, and cars that run Debian's swupdate.
 */
export class Workshop {
  private readonly cars: RealCar[] = [];
  private count = 0;

  private constructor(
    private readonly directory: string,
    readonly house: VehicleHouse,
    private readonly desk: INestApplicationContext,
    private readonly maker: PackageSigner,
    private readonly publisher: JWK,
    private readonly shut: () => Promise<void>,
  ) {}

  static async open(artifactStore?: ArtifactStoreSettings): Promise<Workshop> {
    const directory = mkdtempSync(join(tmpdir(), 'tidings-workshop-'));
    const house = await VehicleHouse.open(seconds(1), undefined, artifactStore);
    const neighbour = await house.openNeighbour();
    const conductor = await startConductor(neighbour, { conductEvery: milliseconds(500) });
    const desk = await NestFactory.createApplicationContext(foundationModule(neighbour, 'workshop'), { logger: false });
    const maker = await PackageSigner.create(directory, 'asterion');
    const { publicKey, privateKey } = await generateKeyPair('EdDSA', { extractable: true });
    await desk.get(AddPublisher).run(ASTRID, 'Asterion Software', await exportJWK(publicKey));
    const publisher = await exportJWK(privateKey);
    return new Workshop(directory, house, desk, maker, publisher, async () => {
      await conductor.close();
      await neighbour.close();
      await house.close();
      rmSync(directory, { recursive: true });
    });
  }

  async close(): Promise<void> {
    await this.scrapCars();
    await this.shut();
  }

  async scrapCars(): Promise<void> {
    for (const car of this.cars.splice(0)) await car.scrap();
  }

  /** A release of one package, brought in, explained in Swedish and approved. */
  async release({ isByStranger = false, ...contents }: ReleaseWishes): Promise<ReleaseId> {
    const { version } = contents;
    const name = `Asterion ${++this.count}`;
    const signer = isByStranger ? await PackageSigner.create(this.directory, `stranger-${this.count}`) : this.maker;
    const built = await buildSignedPackage(this.directory, { hardware: HARDWARE, ...contents, signer });
    const packageIds = [await this.push(name, built)];
    const releaseId = await this.verb(CreateRelease).run(ASTRID, { name, version, packageIds });
    await this.verb(ApproveRelease).run(BRUNO, releaseId);
    await this.verb(PublishRelease).run(ASTRID, releaseId);
    const demo = readFileSync(join(NOTES, `asterion-${version}`, 'sv-SE.md'), 'utf8');
    const note = demo.replace(`release: asterion-${version}`, `release: asterion-${this.count}-${version}`);
    const revisionId = await this.verb(SubmitNote).run(ASTRID, releaseId, note);
    const { state } = await this.verb(ApproveNote).run(BRUNO, revisionId);
    if (state === 'in-review') await this.verb(ApproveNote).run(CHIDI, revisionId);
    return releaseId;
  }

  /** A Swedish car on 4.1, registered by its maker and not switched on; it does what our answers say, or keeps a pace of its own. */
  async car({ pollEverySeconds, ...download }: DownloadHabits & { pollEverySeconds?: number } = {}): Promise<RealCar> {
    const controllerId = `a-real-car-${++this.count}`;
    const token = `token-of-${controllerId}`;
    await this.verb(RegisterVehicles).run(ASTRID, [
      {
        ...{ controllerId, tokenDigest: sha256Of(token), standing: 'active', model: 'Vega', modelYear: 2026 },
        ...{ market: 'SE', timeZone: 'Europe/Stockholm', hardwareId: HARDWARE.board, equipment: [] },
        softwareVersion: '4.1',
      },
    ]);
    const { id } = await this.house.foundation.records.write((tx) =>
      tx.rows.findOneByOrFail(VehicleRow, { controllerId }),
    );
    const proxy = await CuttingProxy.start(Number(new URL(this.house.url).port));
    const client = await RealVehicle.make({
      ...{ root: join(this.directory, controllerId), server: `http://127.0.0.1:${proxy.port}`, tenant: 'DEFAULT' },
      ...{ controllerId, targetToken: token, hardware: HARDWARE, runs: '4.1', trusts: this.maker.certificatePath },
      ...{ download, ...(pollEverySeconds !== undefined && { pollEverySeconds }) },
    });
    const car = new RealCar({ id, controllerId, token }, client, proxy, this.house);
    this.cars.push(car);
    return car;
  }

  /** Approved and started for these cars, all in one stage. */
  async rollOut(releaseId: ReleaseId, cars: readonly RealCar[], plan: Partial<Plan> = {}): Promise<RolloutId> {
    const id = await this.verb(CreateRollout).run(ASTRID, {
      name: `rollout ${++this.count}`,
      releaseId,
      cohort: { vehicles: cars.map((car) => car.known.id as never) },
      plan: { ...EVERYBODY_AT_ONCE, ...plan },
    });
    await this.verb(ApproveRollout).run(BRUNO, id);
    await this.verb(StartRollout).run(ASTRID, id);
    return id;
  }

  async stop(rolloutId: RolloutId, manner: 'pause' | 'halt' = 'pause'): Promise<void> {
    await this.verb(StopRollout).run(ASTRID, rolloutId, manner, 'somebody saw something');
  }

  async resume(rolloutId: RolloutId): Promise<void> {
    await this.verb(ResumeRollout).run(ASTRID, rolloutId);
  }

  /** The three verbs that bring a package in. */
  private async push(
    name: string,
    { content, fileName, version }: { readonly content: Buffer; readonly fileName: string; readonly version: string },
  ): Promise<PackageId> {
    const described = { fileName, size: content.length, sha256: sha256Of(content), name, version };
    const jws = await signDeclaration({ ...described, hardwareIds: [HARDWARE.board] }, this.publisher);
    const begun = await this.verb(BeginUpload).run(ASTRID, jws);
    if (begun.kind === 'on-file') return begun.packageId;
    await this.verb(ReceiveBytes).run(ASTRID, begun.uploadId, Readable.from([content]));
    return this.verb(FinishUpload).run(ASTRID, begun.uploadId);
  }

  private verb<Verb>(verb: Type<Verb>): Verb {
    return this.desk.get(verb);
  }
}
