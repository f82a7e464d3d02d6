import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Foundation, openFoundation } from '@tidings/foundation';
import { JsonLog } from '@tidings/http-edge';
import { AdvanceRollout, ConductRollouts, StartRollout } from '@tidings/operations';
import { RAMP_STEPS } from '@tidings/rollout-engine';
import { type Desk, openDesk } from './operator-api-desk.js';
import { aPublisher, pushPackage } from './operator-api-publisher.js';
import { aVehicleRequest } from './operator-api-vehicles.js';

/** As processes of their own: nothing in common but the database. */
async function aConductor(
  desk: Desk,
): Promise<{ readonly look: () => Promise<void>; readonly end: () => Promise<void> }> {
  const { url } = desk.foundation.dataSource.options as { readonly url: string };
  const log = new JsonLog('error');
  const own: Foundation = await openFoundation({
    databaseUrl: url,
    artifactStore: { folder: '/nowhere-a-conductor-looks' },
    log,
    needsSnapshot: false,
  });
  const { records, pool, clock } = own;
  const moves = [new AdvanceRollout(records, pool, clock), new StartRollout(records, clock)] as const;
  const conduct = new ConductRollouts(records, pool, ...moves, log);
  return { look: () => conduct.run(), end: () => own.close() };
}

describe('two conductors', () => {
  let desk: Desk;
  let rollout: string;
  let conductors: Awaited<ReturnType<typeof aConductor>>[];
  beforeAll(async () => {
    desk = await openDesk();
    const publisher = aPublisher();
    await desk.post('rita', '/api/publishers', { name: 'Asterion', jwk: publisher.publicJwk });
    const packageIds = [await pushPackage(desk, 'rita', publisher)];
    const release = await desk.post('rita', '/api/releases', { name: 'Asterion', version: '4.2', packageIds });
    const releaseId = release.body['id'] as string;
    await desk.post('paul', `/api/releases/${releaseId}/approve`);
    await desk.post('rita', `/api/releases/${releaseId}/publish`, {});
    const vehicles = Array.from({ length: 20 }, (_, n) => aVehicleRequest({ controllerId: `ast-${n}` }));
    await desk.post('rita', '/api/vehicles', { vehicles });
    const stages = [{ share: '50%', ramp: '49m', minimumAnswers: 1 }, { share: '100%' }];
    const draft = { name: 'conducted', releaseId, cohort: {}, plan: { stages } };
    rollout = (await desk.post('rita', '/api/rollouts', draft)).body['id'] as string;
    await desk.post('paul', `/api/rollouts/${rollout}/approve`);
    await desk.post('rita', `/api/rollouts/${rollout}/start`);
    conductors = await Promise.all([aConductor(desk), aConductor(desk)]);
  });
  afterAll(async () => {
    await Promise.all(conductors.map(({ end }) => end()));
    await desk.close();
  });

  const sql = <Row>(text: string) => desk.foundation.dataSource.query<Row[]>(text, [rollout]);
  const allLook = () => Promise.all([...conductors, ...conductors, ...conductors].map(({ look }) => look()));
  const now = async () =>
    (
      await sql<{ step: number; threshold: string; stage: number; revision: number }>(
        `SELECT (ramp->>'step')::int AS step, threshold, stage_index AS stage, revision FROM rollout WHERE id = $1`,
      )
    )[0]!;

  it('open each part of a ramp once, however often they look at the same moment', async () => {
    const half = 2 ** 51;
    for (let step = 1; step <= 5; step++) {
      await allLook();
      expect(await now()).toMatchObject({ step, threshold: String(Math.floor((half / RAMP_STEPS) * step)) });
      await sql(
        `UPDATE rollout SET ramp = jsonb_set(ramp, '{steppedAt}', to_jsonb((ramp->>'steppedAt')::bigint - 61000)) WHERE id = $1`,
      );
    }
  });

  it('open the next stage once', async () => {
    await sql(
      `UPDATE rollout SET ramp = jsonb_set(jsonb_set(ramp, '{step}', '${RAMP_STEPS}'), '{steppedAt}', to_jsonb(extract(epoch FROM now() - interval '25 h')::bigint * 1000)),
              state_at = state_at - interval '26 h', stage_opened_at = stage_opened_at - interval '26 h' WHERE id = $1`,
    );
    await sql(
      `INSERT INTO attempt (id, vehicle_id, rollout_id, release_id, number, wire_number, epoch, stage_index, hardware_id, facts, state,
                            offered_at, fetched_at, closed_at)
       SELECT 'att_one', v.id, r.id, r.release_id, 1, 1, 1, 0, v.hardware_id, '{"market": "SE"}', 'installed',
              now() - interval '25 h', now() - interval '25 h', now()
         FROM rollout r, vehicle v WHERE r.id = $1 AND v.controller_id = 'ast-1'`,
    );
    // Both were dead for a day of these hours: what nobody watched is no soak, and is noted once.
    await sql(`UPDATE rollout SET evaluated_at = now() - interval '24 h' WHERE id = $1`);
    await allLook();
    await allLook();
    expect(await now()).toMatchObject({ stage: 0 });
    const [seen] = await sql<{ gaps: { from: number; to: number }[]; has: string }>(
      `SELECT unwatched AS gaps, waits_for->0->>'has' AS has FROM rollout WHERE id = $1`,
    );
    expect(seen!.gaps).toHaveLength(1);
    expect(Math.round((seen!.gaps[0]!.to - seen!.gaps[0]!.from) / 3_600_000)).toBe(24);
    expect(seen!.has).toContain('nobody watched');
    await sql(`UPDATE rollout SET unwatched = '[]' WHERE id = $1`);
    await allLook();
    await allLook();
    expect(await now()).toMatchObject({ stage: 1, threshold: String(2 ** 52) });
  });

  it('leave one step a revision, each of which follows from what was looked at', async () => {
    const steps = await sql<{ kind: string; revision: number }>(
      'SELECT kind, revision FROM rollout_step WHERE rollout_id = $1 ORDER BY id',
    );
    expect(steps.map(({ kind }) => kind)).toEqual(['approve', 'start', 'grow', 'grow', 'grow', 'grow', 'advance']);
    expect(steps.map(({ revision }) => revision)).toEqual([2, 3, 4, 5, 6, 7, 8]);
    const { steps: replayed } = (await desk.get('vera', `/api/rollouts/${rollout}/replay`)).body as {
      steps: { isSame?: boolean }[];
    };
    expect(replayed.map(({ isSame }) => isSame)).toEqual([undefined, undefined, true, true, true, true, true]);
  });
});
