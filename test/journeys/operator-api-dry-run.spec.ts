import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CompareDryRuns, KeepDryRuns, NoteContactHours } from '@tidings/operations';
import { fleetHabits } from '@tidings/views';
import { type Desk, openDesk } from './operator-api-desk.js';
import { aPublisher, pushPackage } from './operator-api-publisher.js';
import { aVehicleRequest } from './operator-api-vehicles.js';

interface DryRunBody {
  readonly cohort: number;
  readonly stages: readonly { readonly vehicles: number; readonly canTake: number }[];
  readonly exclusions: readonly { readonly gate: string; readonly vehicles: number }[];
  readonly waitingMarkets: readonly { readonly value: string; readonly vehicles: number }[];
  readonly forecast?: {
    readonly blastRadius: readonly { readonly percent: number; readonly stopped: number }[];
    readonly habits: { readonly contact: { readonly measured: number } };
  };
  readonly differences?: {
    readonly moved: readonly { readonly was?: number; readonly is?: number; readonly sample: readonly string[] }[];
  };
}

describe('a dry run', () => {
  let desk: Desk;
  let rolloutId: string;
  beforeAll(async () => {
    desk = await openDesk();
    const publisher = aPublisher();
    await desk.post('rita', '/api/publishers', { name: 'Asterion Powertrain', jwk: publisher.publicJwk });
    const packageId = await pushPackage(desk, 'rita', publisher);
    const vehicles = Array.from({ length: 60 }, (_, n) =>
      aVehicleRequest({ controllerId: `ast-${n}`, ...(n < 10 && { market: 'DE', timeZone: 'Europe/Berlin' }) }),
    );
    await desk.post('rita', '/api/vehicles', {
      vehicles: [...vehicles, aVehicleRequest({ controllerId: 'ast-new', softwareVersion: '9.0' })],
    });
    const { body } = await desk.post('rita', '/api/releases', {
      name: 'Asterion',
      version: '4.2',
      packageIds: [packageId],
    });
    await desk.post('paul', `/api/releases/${body['id'] as string}/approve`);
    await desk.post('rita', `/api/releases/${body['id'] as string}/publish`, {});
    const made = await desk.post('rita', '/api/rollouts', {
      name: 'Spring',
      releaseId: body['id'],
      cohort: { models: ['Vega'] },
      plan: { stages: [{ share: '50%' }, { share: '100%' }] },
    });
    rolloutId = made.body['id'] as string;
  });
  afterAll(() => desk.close());

  const dryRun = async (): Promise<DryRunBody> =>
    (await desk.get('rita', `/api/rollouts/${rolloutId}/dry-run`)).body as unknown as DryRunBody;
  const vehiclesOf = async (stage: number, after: number): Promise<readonly string[]> => {
    const path = `/api/rollouts/${rolloutId}/dry-run/vehicles?stage=${stage}&after=${after}&limit=7`;
    const page = (await desk.get('rita', path)).body as { readonly items: readonly string[]; readonly next?: number };
    return [...page.items, ...(page.next === undefined ? [] : await vehiclesOf(stage, page.next))];
  };
  /** The conductor's beat. */
  const keep = (): Promise<void> => {
    const { records, pool } = desk.foundation;
    return new KeepDryRuns(records, pool).run();
  };
  /** Of two conductors at once. */
  const compare = async (): Promise<void> => {
    const { records, pool, clock } = desk.foundation;
    const conductors = [1, 2].map(() => new CompareDryRuns(records, pool, clock));
    await Promise.all(conductors.map((one) => one.run()));
  };

  it('says there is none before one is made', async () => {
    expect(await desk.get('rita', `/api/rollouts/${rolloutId}/dry-run`)).toMatchObject({ status: 404 });
    expect(await desk.post('vera', `/api/rollouts/${rolloutId}/dry-run`)).toMatchObject({ status: 403 });
  });

  it('counts every vehicle of the cohort in one stage, and asks the gates who would get nothing', async () => {
    const { status, body } = await desk.post('rita', `/api/rollouts/${rolloutId}/dry-run`);
    expect(status).toBe(201);
    const { cohort, stages, exclusions, waitingMarkets } = body as unknown as DryRunBody;
    expect(cohort).toBe(61);
    expect(stages.map(({ vehicles }) => vehicles).reduce((a, b) => a + b)).toBe(61);
    expect(exclusions).toContainEqual(expect.objectContaining({ gate: 'allowed-direction', vehicles: 1 }));
    // No note is live: every market waits, and nobody can take it.
    expect(waitingMarkets.map(({ value }) => value).sort()).toContain('DE');
    expect(stages.every(({ canTake }) => canTake === 0)).toBe(true);
  });

  it('lists the vehicles of each stage, page by page, each once', async () => {
    const names: string[] = [];
    for (const stage of [0, 1]) names.push(...(await vehiclesOf(stage, 0)));
    expect(names).toHaveLength(61);
    expect(new Set(names).size).toBe(61);
  });

  it('rehearses duration and blast radius in the background, and says where it had no history', async () => {
    expect((await dryRun()).forecast).toBeUndefined();
    expect(await dryRun()).toMatchObject({ state: 'rehearsing', shareDone: 0 });
    await keep();
    const { forecast } = await dryRun();
    expect(forecast!.blastRadius.map(({ percent }) => percent)).toEqual([1, 2, 5, 20, 100]);
    expect(forecast!.habits.contact.measured).toBe(0);
    expect(await dryRun()).toMatchObject({ state: 'done', shareDone: 1 });
  }, 120_000);

  it('compares itself with the start, once though two conductors do: who joined, left or moved', async () => {
    await desk.post('rita', '/api/vehicles', { vehicles: [aVehicleRequest({ controllerId: 'ast-late' })] });
    await desk.post('paul', `/api/rollouts/${rolloutId}/approve`);
    expect(await desk.post('rita', `/api/rollouts/${rolloutId}/start`)).toMatchObject({ status: 200 });
    await compare();
    const { moved } = (await dryRun()).differences!;
    expect(moved).toMatchObject([{ sample: ['ast-late'], vehicles: 1 }]);
    expect(moved[0]!.was).toBeUndefined();
    expect(await desk.post('rita', `/api/rollouts/${rolloutId}/dry-run`)).toMatchObject({ status: 409 });
  }, 60_000);

  it('knows from history when vehicles of a kind are heard, and in which hours of the week', async () => {
    const { records, pool, clock, dataSource } = desk.foundation;
    // Cars in Germany were heard within the last half hour, the others within two days.
    await dataSource.query(
      `INSERT INTO vehicle_contact (vehicle_id, last_seen_at)
       SELECT v.id, now() - random() * CASE WHEN v.market = 'DE' THEN interval '30 min' ELSE interval '48 h' END FROM vehicle v`,
    );
    const note = () => new NoteContactHours(records, clock).run();
    await note();
    await note();
    const noted = await pool.rows<{ market: string; vehicles: number; heard: number }>({
      text: 'SELECT market, vehicles, heard FROM contact_hour ORDER BY market',
    });
    expect(noted[0]).toEqual({ market: 'DE', vehicles: 10, heard: 10 });
    expect(noted).toHaveLength(2);
    // A week of hours: by day four times as many as at night.
    await dataSource.query(
      `INSERT INTO contact_hour (at, model, market, vehicles, heard)
       SELECT h, 'Vega', 'GB', 100, CASE WHEN extract(hour FROM h AT TIME ZONE 'UTC') BETWEEN 6 AND 21 THEN 40 ELSE 10 END
         FROM generate_series(date_trunc('hour', now()) - interval '8 d', date_trunc('hour', now()) - interval '1 d', interval '1 hour') h`,
    );
    const { contact, week, kinds } = await fleetHabits(pool, new Date(), 62);
    expect(contact.measured).toBe(62);
    const [british] = kinds!;
    expect(british).toMatchObject({ model: 'Vega', market: 'GB', contact: { measured: 52 } });
    // Ten are too few for a kind of their own.
    expect(kinds).toHaveLength(1);
    expect(british!.week![36]! / british!.week![2]!).toBeCloseTo(Math.log(0.6) / Math.log(0.9), 0);
    expect(week).toHaveLength(168);
  });
});
