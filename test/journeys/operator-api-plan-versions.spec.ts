import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AdvanceRollout, ConductRollouts, StartRollout } from '@tidings/operations';
import { JsonLog } from '@tidings/http-edge';
import { type Desk, openDesk, type PersonName } from './operator-api-desk.js';
import { aPublisher, pushPackage } from './operator-api-publisher.js';
import { aVehicleRequest } from './operator-api-vehicles.js';

const CARS = 40;
const HALVES = {
  stages: [
    { share: '50%', minimumAnswers: 2 },
    { share: '100%', minimumAnswers: 2 },
  ],
};

describe('a plan', () => {
  let desk: Desk;
  let releaseId: string;
  beforeAll(async () => {
    desk = await openDesk();
    const publisher = aPublisher();
    await desk.post('rita', '/api/publishers', { name: 'Asterion', jwk: publisher.publicJwk });
    const packageIds = [await pushPackage(desk, 'rita', publisher)];
    const release = await desk.post('rita', '/api/releases', { name: 'Asterion', version: '4.2', packageIds });
    releaseId = release.body['id'] as string;
    await desk.post('paul', `/api/releases/${releaseId}/approve`);
    await desk.post('rita', `/api/releases/${releaseId}/publish`, {});
    const vehicles = Array.from({ length: CARS }, (_, n) => aVehicleRequest({ controllerId: `ast-${n}` }));
    await desk.post('rita', '/api/vehicles', { vehicles });
  });
  afterAll(() => desk.close());

  const refusedAs = (status: number, code: string) => ({ status, body: { code } });
  const aRollout = async (name: string, plan: object = HALVES): Promise<string> => {
    const { body } = await desk.post('rita', '/api/rollouts', { name, releaseId, cohort: {}, plan });
    return `/api/rollouts/${body['id'] as string}`;
  };
  const aRunningOne = async (name: string, plan?: object): Promise<string> => {
    const rollout = await aRollout(name, plan);
    expect(await desk.post('paul', `${rollout}/approve`)).toMatchObject({ status: 200 });
    expect(await desk.post('rita', `${rollout}/start`)).toMatchObject({ status: 200 });
    return rollout;
  };
  const revise = (as: PersonName, rollout: string, plan: object, more: object = {}) =>
    desk.post(as, `${rollout}/plan-versions`, { plan, why: 'more is known now', ...more });
  const newest = (body: Record<string, unknown>) => (body['versions'] as Record<string, unknown>[])[0]!;
  const stateOf = async (rollout: string) => (await desk.get('vera', rollout)).body;
  const conduct = () => {
    const { records, pool, clock } = desk.foundation;
    const moves = [new AdvanceRollout(records, pool, clock), new StartRollout(records, clock)] as const;
    return new ConductRollouts(records, pool, ...moves, new JsonLog('error')).run();
  };
  const sql = <Row>(text: string, values: readonly unknown[] = []) =>
    desk.foundation.dataSource.query<Row[]>(text, [...values]);
  /** So many cars behind the ones before have started under the plan of now, and ended so. */
  const answer = (rollout: string, count: number, state: 'installed' | 'failed') =>
    sql(
      `INSERT INTO attempt (id, vehicle_id, rollout_id, release_id, number, wire_number, epoch, stage_index, plan_version, hardware_id,
                            facts, state, failure, offered_at, fetched_at, closed_at)
       SELECT 'att_' || left(md5(v.id || r.id), 12), v.id, r.id, r.release_id, 1, 1 + (SELECT count(*) FROM attempt o WHERE o.vehicle_id = v.id),
              r.epoch, r.stage_index, r.plan_version, v.hardware_id, jsonb_build_object('market', v.market), $3,
              CASE WHEN $3 = 'failed' THEN 'degraded' END, now(), now(), now()
         FROM rollout r, vehicle v
        WHERE r.id = $1 AND NOT EXISTS (SELECT FROM attempt a WHERE a.vehicle_id = v.id AND a.rollout_id = r.id)
        ORDER BY v.id LIMIT $2`,
      [rollout.slice('/api/rollouts/'.length), count, state],
    );

  it('that only tightens while it runs takes one person and is in force at once', async () => {
    const rollout = await aRunningOne('tightened');
    const answered = await revise('rita', rollout, { failureLimit: '1%', inFlightAtFirst: 5 });
    expect(answered.status).toBe(201);
    expect(newest(answered.body)).toMatchObject({
      number: 2,
      state: 'in-force',
      author: 'rita',
      decidedBy: 'rita',
      changes: [
        { at: 'failureLimit', effect: 'tightens', says: '1% instead of 2%' },
        { at: 'inFlightAtFirst', effect: 'tightens', says: '5 instead of 20' },
      ],
    });
    expect(await stateOf(rollout)).toMatchObject({
      planVersion: 2,
      plan: { failureLimit: '1%', stages: [{ share: '50%' }, {}] },
    });
  });

  it('that loosens waits for another person, and what runs goes on as it was', async () => {
    const rollout = await aRunningOne('loosened');
    const [version] = [newest((await revise('oda', rollout, { failureLimit: '4%' })).body)];
    expect(version).toMatchObject({ number: 2, state: 'proposed', changes: [{ effect: 'loosens' }] });
    expect(await stateOf(rollout)).toMatchObject({ planVersion: 1, proposedPlan: 2, plan: { failureLimit: '2%' } });
    const approve = (as: PersonName) => desk.post(as, `${rollout}/plan-versions/2/approve`);
    expect(await approve('oda')).toMatchObject(refusedAs(403, 'author-is-approver'));
    expect(await approve('rita')).toMatchObject(refusedAs(403, 'role-missing'));
    expect((await approve('paul')).body['versions']).toMatchObject([
      { number: 2, state: 'in-force', decidedBy: 'paul' },
      { number: 1, state: 'replaced', decidedBy: 'paul' },
    ]);
    expect(await stateOf(rollout)).toMatchObject({ planVersion: 2, plan: { failureLimit: '4%' } });
    expect(await approve('paul')).toMatchObject(refusedAs(404, 'not-found'));
  });

  it('is replaced by the next proposal, and refuses what says the same, cannot work, or takes back an open stage', async () => {
    const rollout = await aRunningOne('refused');
    await revise('rita', rollout, { failureLimit: '4%' });
    await revise('rita', rollout, { failureLimit: '3%' });
    expect((await desk.get('vera', `${rollout}/plan-versions`)).body['versions']).toMatchObject([
      { number: 3, state: 'proposed' },
      { number: 2, state: 'withdrawn' },
      { number: 1, state: 'in-force' },
    ]);
    expect(await desk.post('paul', `${rollout}/plan-versions/2/approve`)).toMatchObject(refusedAs(404, 'not-found'));
    expect(await revise('rita', await aRollout('unchanged'), {})).toMatchObject(refusedAs(409, 'plan-not-changed'));
    const problems = async (plan: object) =>
      ((await revise('rita', rollout, plan)).body['facts'] as { problems: { at: string; rule: string }[] }).problems;
    expect(await problems({ stages: [{ share: '40%' }, { share: '100%' }] })).toMatchObject([
      { at: 'stages.0', rule: 'opened-stage-changed' },
    ]);
    expect(await problems({ stages: [...HALVES.stages, { share: '70%' }] })).toMatchObject([
      { at: 'stages.2.share', rule: 'share-does-not-grow' },
    ]);
    expect(await problems({ stages: [HALVES.stages[0], { count: CARS + 1 }] })).toMatchObject([
      { at: 'stages.1.count', rule: 'count-beyond-cohort' },
    ]);
  });

  it('counts the cohort again where two people say so, and lets in no car that nobody counted where one does', async () => {
    const rollout = await aRunningOne('grown');
    const cap = async () => ((await stateOf(rollout))['stage'] as { cap: number }).cap;
    const before = await cap();
    const vehicles = Array.from({ length: 40 }, (_, n) => aVehicleRequest({ controllerId: `new-${n}` }));
    await desk.post('rita', '/api/vehicles', { vehicles });
    expect(newest((await revise('rita', rollout, { inFlightAtFirst: 5 })).body)).toMatchObject({ state: 'in-force' });
    expect(await cap()).toBe(before);
    expect(newest((await revise('rita', rollout, {})).body)).toMatchObject({ state: 'proposed', changes: [] });
    await desk.post('paul', `${rollout}/plan-versions/3/approve`);
    expect(await cap()).toBeGreaterThan(before);
    await sql(`UPDATE vehicle SET standing = 'retired' WHERE controller_id LIKE 'new-%'`);
  });

  it('of a draft is another draft, approved by none of its authors', async () => {
    const rollout = await aRollout('drafted');
    await revise('oda', rollout, { priority: 3, window: { opens: '22:00', closes: '05:00' } });
    expect(await desk.post('oda', `${rollout}/approve`)).toMatchObject(refusedAs(403, 'author-is-approver'));
    expect(await desk.post('paul', `${rollout}/approve`)).toMatchObject({
      body: { state: 'approved', planVersion: 2, plan: { priority: 3 } },
    });
    await revise('rita', rollout, {}, { without: ['window'] });
    const back = await stateOf(rollout);
    expect(back).toMatchObject({ state: 'draft', planVersion: 3 });
    expect(back['plan']).not.toHaveProperty('window');
  });

  it('that was halted is never resumed: a new version names the cause, and another person lets it go on', async () => {
    const rollout = await aRunningOne('halted');
    await answer(rollout, 4, 'failed');
    await conduct();
    expect(await stateOf(rollout)).toMatchObject({ state: 'halted', stateBy: 'tidings' });
    const refused = await desk.post('rita', `${rollout}/resume`);
    expect(refused).toMatchObject(refusedAs(409, 'halt-is-final'));
    expect(refused.body['detail']).toContain('new version');
    // Even what only tightens waits for another person now.
    const proposed = await revise('rita', rollout, { inFlightAtFirst: 3 }, { why: 'modem B is fixed in 4.2.1' });
    expect(newest(proposed.body)).toMatchObject({ state: 'proposed', why: 'modem B is fixed in 4.2.1' });
    expect(await stateOf(rollout)).toMatchObject({ state: 'halted' });
    await desk.post('paul', `${rollout}/plan-versions/2/approve`);
    expect(await stateOf(rollout)).toMatchObject({ state: 'running', stateBy: 'paul', planVersion: 2 });
    const [row] = await sql<{ epoch: number; valid: number }>(
      'SELECT epoch, valid_from_epoch AS valid FROM rollout WHERE id = $1',
      [rollout.slice('/api/rollouts/'.length)],
    );
    expect(row).toEqual({ epoch: 2, valid: 2 });

    // The four that failed are no evidence any more; four others are.
    await conduct();
    expect(await stateOf(rollout)).toMatchObject({ state: 'running' });
    await answer(rollout, 5, 'failed');
    await conduct();
    expect(await stateOf(rollout)).toMatchObject({ state: 'halted' });
    const { steps } = (await desk.get('vera', `${rollout}/replay`)).body as { steps: { isSame?: boolean }[] };
    expect(steps.filter(({ isSame }) => isSame === false)).toEqual([]);
  });

  it('with a time starts by itself, and says what it waits for until then', async () => {
    const startsAt = new Date(Date.now() + 3_600_000).toISOString();
    const rollout = await aRollout('planned', { ...HALVES, startsAt });
    await desk.post('paul', `${rollout}/approve`);
    expect(await desk.post('rita', `${rollout}/start`)).toMatchObject(refusedAs(409, 'start-not-yet'));
    await conduct();
    expect(await stateOf(rollout)).toMatchObject({ state: 'approved', waitsFor: [{ code: 'start-time' }] });
    await sql(`UPDATE rollout SET plan = jsonb_set(plan, '{startsAt}', to_jsonb($2::bigint)) WHERE id = $1`, [
      rollout.slice('/api/rollouts/'.length),
      Date.now() - 1_000,
    ]);
    await Promise.all([conduct(), conduct(), conduct()]);
    expect(await stateOf(rollout)).toMatchObject({ state: 'running', stateBy: 'tidings', stage: { number: 1 } });
    const { steps } = (await desk.get('vera', `${rollout}/replay`)).body as {
      steps: { recorded: { kind: string }; isSame?: boolean }[];
    };
    expect(steps.map(({ recorded, isSame }) => [recorded.kind, isSame])).toEqual([
      ['approve', undefined],
      ['start', true],
    ]);
  });

  it('comes from templates, each with what it is for', async () => {
    const { body } = await desk.get('vera', '/api/plan-templates');
    const templates = body['templates'] as { name: string; says: string; plan: object }[];
    expect(templates.map(({ name }) => name)).toEqual(['careful', 'standard', 'urgent-safety', 'recall']);
    const rollout = await aRollout('by template', { template: 'recall', failureLimit: '1.5%' });
    expect((await stateOf(rollout))['plan']).toEqual({
      ...templates[3]!.plan,
      failureLimit: '1.5%',
      stages: expect.anything(),
    });
  });
});
