import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Desk, openDesk } from './operator-api-desk.js';
import { aPublisher, pushPackage } from './operator-api-publisher.js';
import { aVehicleRequest } from './operator-api-vehicles.js';

const FILTER = 'softwareVersion=lt=4.2;(equipment==tow-*,reported.ring==early)';

describe('a cohort with a filter', () => {
  let desk: Desk;
  let releaseId: string;
  beforeAll(async () => {
    desk = await openDesk();
    await desk.post('rita', '/api/vehicles', {
      vehicles: [
        aVehicleRequest({ controllerId: 'tows', equipment: ['tow-bar', 'heat-pump'] }),
        aVehicleRequest({ controllerId: 'early', equipment: [] }),
        aVehicleRequest({ controllerId: 'plain', equipment: ['heat-pump'] }),
        aVehicleRequest({ controllerId: 'newer', equipment: ['tow-bar'], softwareVersion: '4.10' }),
        aVehicleRequest({ controllerId: 'silent', equipment: ['tow-bar'], softwareVersion: undefined }),
        aVehicleRequest({ controllerId: 'gone', equipment: ['tow-bar'], standing: 'retired' }),
      ],
    });
    await desk.foundation.dataSource.query(
      `UPDATE vehicle SET reported = '{"ring": "early"}' WHERE controller_id = 'early'`,
    );
    const publisher = aPublisher();
    await desk.post('rita', '/api/publishers', { name: 'Asterion Powertrain', jwk: publisher.publicJwk });
    const packageIds = [await pushPackage(desk, 'rita', publisher)];
    const release = await desk.post('rita', '/api/releases', { name: 'Asterion', version: '4.2', packageIds });
    releaseId = release.body['id'] as string;
  });
  afterAll(() => desk.close());

  const preview = (cohort: object) => desk.post('rita', '/api/cohorts/preview', { cohort });

  it('is previewed: in, out and cannot tell, broken down, with some of its vehicles', async () => {
    expect(await preview({ filter: FILTER })).toEqual({
      status: 200,
      body: {
        in: 2,
        out: 1,
        // "plain" never said its ring, "silent" not what it runs.
        cannotTell: 2,
        eligible: 2,
        models: [{ value: 'Vega', vehicles: 2 }],
        markets: [{ value: 'GB', vehicles: 2 }],
        hardware: [{ value: 'cccu-2', vehicles: 2 }],
        versions: [{ value: '4.1', vehicles: 2 }],
        modelYears: [{ value: '2026', vehicles: 2 }],
        stages: [],
        exclusions: [{ reason: 'not-in-service', vehicles: 1, sample: ['gone'] }],
        sample: expect.arrayContaining(
          ['tows', 'early'].map((controllerId) => ({
            ...{ controllerId, model: 'Vega', market: 'GB', hardwareId: 'cccu-2', softwareVersion: '4.1' },
          })),
        ),
      },
    });
    expect((await preview({ vehicles: ['tows', 'silent'] })).body).toMatchObject({
      ...{ in: 2, out: 3, cannotTell: 0 },
      versions: [{ value: '4.1', vehicles: 1 }, { vehicles: 1 }],
    });
    expect(await preview({ vehicles: ['tows', 'unheard-of'] })).toMatchObject({ body: { code: 'vehicles-unknown' } });
  });

  it('is previewed for a release and for shares: whom it does not fit, and how many a share would be', async () => {
    const body = { cohort: {}, releaseId, shares: ['50%'] };
    expect((await desk.post('rita', '/api/cohorts/preview', body)).body).toMatchObject({
      ...{ in: 5, eligible: 3 },
      stages: [{ share: '50%', vehicles: 2, atLeast: 0, atMost: 3 }],
      exclusions: [
        { reason: 'not-in-service', sample: ['gone'] },
        { reason: 'already-newer', vehicles: 1, sample: ['newer'] },
        { reason: 'software-unknown', vehicles: 1, sample: ['silent'] },
      ],
    });
    const unheardOf = { cohort: {}, releaseId: 'rel_0' };
    expect(await desk.post('rita', '/api/cohorts/preview', unheardOf)).toMatchObject({ status: 404 });
    expect(await desk.post('rita', '/api/cohorts/preview', { cohort: {}, shares: ['x'] })).toMatchObject({
      status: 400,
    });
  });

  it('is not counted on for somebody who has gone', async () => {
    const { dataSource } = desk.foundation;
    const working = async () => {
      const text = `SELECT count(*)::int AS n FROM pg_stat_activity
                     WHERE datname = current_database() AND query LIKE '%AS "isIn"%' AND wait_event_type = 'Lock'`;
      return (await dataSource.query<[{ n: number }]>(text))[0].n;
    };
    const until = async (n: number) => {
      while ((await working()) !== n) await new Promise((resolve) => setTimeout(resolve, 20));
    };
    const blocker = dataSource.createQueryRunner();
    await blocker.startTransaction();
    await blocker.query('LOCK TABLE attempt IN ACCESS EXCLUSIVE MODE');
    try {
      const gone = new AbortController();
      const headers = { authorization: `Bearer ${await desk.tokenOf('rita')}`, 'content-type': 'application/json' };
      const asked = fetch(`${desk.url}/api/cohorts/preview`, {
        ...{ method: 'POST', headers, body: '{"cohort":{}}', signal: gone.signal },
      });
      const left = expect(asked).rejects.toThrow();
      await until(1);
      gone.abort();
      await left;
      await until(0);
    } finally {
      await blocker.rollbackTransaction();
      await blocker.release();
    }
  });

  it('says at which character its filter cannot be read, and makes no rollout of it', async () => {
    const filter = 'market==GB;modelYear=gt=soon';
    const refused = { status: 422, body: { code: 'filter-not-valid', facts: { filter, at: 24 } } };
    const answer = await preview({ filter });
    expect(answer).toMatchObject(refused);
    expect(answer.body['detail']).toContain('at character 25: "soon" is no whole number');
    expect(await desk.post('rita', '/api/rollouts', { name: 'no', releaseId, cohort: { filter } })).toMatchObject(
      refused,
    );
    expect((await desk.get('rita', '/api/rollouts')).body['items']).toEqual([]);
    expect(await preview({ filter: '' })).toMatchObject({ status: 400 });
  });

  it('is what the preview said when its rollout is approved, and every car is told what was compared', async () => {
    const draft = { name: 'towing', releaseId, cohort: { markets: ['GB'], filter: FILTER } };
    const { body } = await desk.post('rita', '/api/rollouts', draft);
    const id = body['id'] as string;
    expect(body).toMatchObject({ cohort: { markets: ['GB'], filter: FILTER } });
    expect(await desk.post('paul', `/api/rollouts/${id}/approve`)).toMatchObject({ body: { cohort: { vehicles: 2 } } });
    expect((await desk.get('vera', `/api/rollouts/${id}`)).body).toMatchObject({
      markets: [{ market: 'GB', vehicles: 2 }],
    });

    const inCohort = async (vehicle: string) => {
      const why = await desk.post('rita', '/api/vehicles/why', { vehicle });
      const [rollout] = why.body['rollouts'] as {
        gates: { gate: string; passes: boolean; wants: string; has: string }[];
      }[];
      return rollout!.gates.find(({ gate }) => gate === 'in-cohort')!;
    };
    const facts = (version: string, equipment: string, ring: string) =>
      `Vega in GB; softwareVersion ${version}; equipment ${equipment}; reported.ring ${ring}`;
    expect(await inCohort('tows')).toMatchObject({
      passes: true,
      wants: `market GB; filter ${FILTER}`,
      has: facts('4.1', 'tow-bar, heat-pump', 'missing'),
    });
    expect(await inCohort('early')).toMatchObject({ passes: true, has: facts('4.1', 'none', 'early') });
    expect(await inCohort('newer')).toMatchObject({ passes: false, has: facts('4.10', 'tow-bar', 'missing') });
    expect(await inCohort('silent')).toMatchObject({
      passes: false,
      has: `${facts('missing', 'tow-bar', 'missing')}; cannot tell`,
    });
  });
});
