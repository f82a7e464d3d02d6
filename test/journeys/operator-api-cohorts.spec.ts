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
        models: [{ value: 'Vega', vehicles: 2 }],
        markets: [{ value: 'GB', vehicles: 2 }],
        hardware: [{ value: 'cccu-2', vehicles: 2 }],
        versions: [{ value: '4.1', vehicles: 2 }],
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
