import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { ArtifactStoreSettings } from '@tidings/artifact-store';
import { type Foundation, openFoundation } from '@tidings/foundation';
import {
  ApproveRollout,
  CreateRollout,
  ResumeRollout,
  ScanTargets,
  StartRollout,
  StopRollout,
} from '@tidings/operations';
import {
  ArtifactRow,
  AttemptRow,
  NoteRevisionRow,
  PackageRow,
  PublisherKeyRow,
  ReleaseRow,
  VehicleRow,
} from '@tidings/records';
import {
  type Actor,
  dateOf,
  type Duration,
  minutes,
  type PackageId,
  type ReleaseId,
  type RolloutId,
  sha256Of,
} from '@tidings/vocabulary';
import type { Plan } from '@tidings/rollout-engine';
import { testDatabase } from '../database/test-database.js';
import { dataDirectoryOf, type Gateway, type Ground, keepRooms, openGateway } from './house-gateway.js';
import { KeptLog } from './kept-log.js';
import { MovableClock } from './movable-clock.js';
import { ONE_STAGE } from './one-stage.js';

const AUTHOR: Actor = { person: 'astrid', name: 'Astrid', roles: ['release-manager'], by: 'person' };
const APPROVER: Actor = { person: 'bo', name: 'Bo', roles: ['approver'], by: 'person' };

/** A vehicle as its maker filed it, with the token only it knows. */
export interface KnownVehicle {
  readonly id: string;
  readonly controllerId: string;
  readonly token: string;
}

/** The vehicles' door with everything behind it: a real PostgreSQL, a folder of artifacts, and the verbs to move a rollout. */
export class VehicleHouse {
  private count = 0;

  private constructor(
    private readonly ground: Ground,
    private gateway: Gateway,
    private readonly clear: () => Promise<void>,
  ) {}

  static async open(
    pollEvery: Duration = minutes(5),
    databaseUrl?: string,
    elsewhere?: ArtifactStoreSettings,
  ): Promise<VehicleHouse> {
    const database =
      databaseUrl === undefined ? await testDatabase() : { url: databaseUrl, drop: () => Promise.resolve() };
    const folder = await mkdtemp(join(tmpdir(), 'tidings-vehicle-house-'));
    const [clock, log, artifactStore] = [new MovableClock(), new KeptLog(), elsewhere ?? { folder }];
    const ground = { databaseUrl: database.url, folder, artifactStore, pollEvery, clock, log };
    return new VehicleHouse(ground, await openGateway(ground, 0), async () => {
      await database.drop();
      await rm(folder, { recursive: true });
    });
  }

  /** Cuts every connection, closes the process of the door, and opens another on the same port. */
  async restart(): Promise<void> {
    const { port } = this.gateway.listening;
    await this.gateway.close();
    this.gateway = await openGateway(this.ground, port);
  }

  async close(): Promise<void> {
    await this.gateway.close();
    await this.clear();
  }

  get foundation(): Foundation {
    return this.gateway.foundation;
  }

  get clock(): MovableClock {
    return this.ground.clock;
  }

  get log(): KeptLog {
    return this.ground.log;
  }

  /** Where reports wait while the database is away. */
  get spool(): string {
    return join(dataDirectoryOf(this.ground), 'spool');
  }

  get url(): string {
    return this.gateway.listening.url;
  }
  /** A process of its own on the same database and artifacts, as the release desk and the conductor are. */
  openNeighbour(): Promise<Foundation> {
    return openFoundation({ ...keepRooms(this.ground), needsSnapshot: false });
  }

  /** Registers a vehicle that tells nothing unless asked to. */
  async vehicle(wishes: Partial<VehicleRow> = {}): Promise<KnownVehicle> {
    const n = ++this.count;
    const known = { id: `veh_${n}`, controllerId: `vega-${n}`, token: `token-of-vega-${n}` };
    const now = dateOf(this.clock.now());
    await this.write(VehicleRow, {
      id: known.id,
      controllerId: known.controllerId,
      tokenDigest: sha256Of(known.token),
      standing: 'active',
      model: `Vega ${n}`,
      modelYear: 2026,
      market: 'SE',
      timeZone: 'Europe/Stockholm',
      hardwareId: 'vega-a',
      softwareVersion: '7.1',
      isSoftwareKnown: true,
      softwareSince: now,
      registeredAt: now,
      wantsAttributes: false,
      ...wishes,
    });
    return { ...known, controllerId: wishes.controllerId ?? known.controllerId };
  }

  /** A release of one package with this content, explained in Swedish. */
  async release(content: Buffer, fileName = 'vega.swu', version = '7.2'): Promise<ReleaseId> {
    const n = ++this.count;
    const [packageId, releaseId] = [`pkg_${n}` as PackageId, `rel_${n}` as ReleaseId];
    const sha256 = sha256Of(content);
    const filed = await this.foundation.store.put(Readable.from([content]), { sha256, size: content.length });
    const now = dateOf(this.clock.now());
    const by = AUTHOR.person;
    const kid = `kid_${n}`;
    await this.write(PublisherKeyRow, {
      kid,
      publisherId: 'pub_1',
      name: 'one',
      owner: 'test',
      alg: 'EdDSA',
      jwk: {},
      registeredAt: now,
    });
    await this.foundation.records.write((tx) =>
      tx.rows.upsert(ArtifactRow, { ...filed, size: String(filed.size), filedAt: now }, ['sha256']),
    );
    await this.write(PackageRow, {
      ...{ id: packageId, name: `head unit ${n}`, version, hardwareIds: ['vega-a'], fileName, artifactSha256: sha256 },
      ...{ kid, declarationJws: '-', receivedBy: by, receivedAt: now },
    });
    await this.write(ReleaseRow, {
      ...{ id: releaseId, name: `release ${n}`, version, packageIds: [packageId], state: 'available' },
      ...{ createdBy: by, createdAt: now, approvedBy: APPROVER.person, approvedAt: now },
    });
    await this.write(NoteRevisionRow, {
      ...{ id: `rev_${n}`, releaseId, language: 'sv-SE', number: 1, source: '-', hash: '-', state: 'live' },
      ...{ needsSafetyApproval: false, author: by, submittedAt: now, liveAt: now },
    });
    return releaseId;
  }

  /** A rollout of one stage to these vehicles, running; every gateway knows it when this settles. */
  rollout(releaseId: ReleaseId, ...vehicles: readonly KnownVehicle[]): Promise<RolloutId> {
    return this.rolloutFor({}, releaseId, ...vehicles);
  }

  /** The same with another plan. */
  async rolloutFor(
    wishes: Partial<Plan>,
    releaseId: ReleaseId,
    ...vehicles: readonly KnownVehicle[]
  ): Promise<RolloutId> {
    const { records, clock, ids, pool, store } = this.foundation;
    const id = await new CreateRollout(records, clock, ids).run(AUTHOR, {
      name: `rollout ${++this.count}`,
      releaseId,
      cohort: { vehicles: vehicles.map((vehicle) => vehicle.id as never) },
      plan: { ...ONE_STAGE, ...wishes },
    });
    await new ApproveRollout(records, pool, clock, new ScanTargets(pool, store, records, clock, ids)).run(APPROVER, id);
    await new StartRollout(records, clock).run(AUTHOR, id);
    await this.foundation.snapshot.look('rollouts');
    return id;
  }

  pause = (rolloutId: RolloutId): Promise<void> => this.stop(rolloutId, 'pause');
  halt = (rolloutId: RolloutId): Promise<void> => this.stop(rolloutId, 'halt');

  private stop(rolloutId: RolloutId, manner: 'pause' | 'halt'): Promise<void> {
    return new StopRollout(this.foundation.records, this.clock).run(AUTHOR, rolloutId, manner, 'a test says so');
  }

  async resume(rolloutId: RolloutId): Promise<void> {
    await new ResumeRollout(this.foundation.records, this.clock).run(AUTHOR, rolloutId);
  }

  /** The vehicle's attempts as they are on record, oldest first. */
  attempts(vehicle: KnownVehicle): Promise<readonly AttemptRow[]> {
    return this.foundation.records.write((tx) =>
      tx.rows.find(AttemptRow, { where: { vehicleId: vehicle.id }, order: { wireNumber: 'ASC' } }),
    );
  }

  vehicleOnRecord(vehicle: KnownVehicle): Promise<VehicleRow> {
    return this.foundation.records.write((tx) => tx.rows.findOneByOrFail(VehicleRow, { id: vehicle.id }));
  }

  private write<Row extends object>(row: new () => Row, values: Partial<Row>): Promise<void> {
    return this.foundation.records.write(async (tx) => void (await tx.rows.insert(row, values as never)));
  }
}
