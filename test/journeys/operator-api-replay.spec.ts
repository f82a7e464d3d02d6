import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AdvanceRollout, CONDUCTOR, ConductRollouts, StartRollout } from '@tidings/operations';
import { JsonLog } from '@tidings/http-edge';
import type { RolloutId } from '@tidings/vocabulary';
import { type Desk, openDesk } from './operator-api-desk.js';
import { aPublisher, pushPackage } from './operator-api-publisher.js';
import { aVehicleRequest } from './operator-api-vehicles.js';

interface Replayed {
  readonly revision: number;
  readonly by: string;
  readonly recorded: { readonly kind: string };
  readonly recomputed?: { readonly kind: string };
  readonly isSame?: boolean;
}

describe('the steps of a rollout', () => {
  let desk: Desk;
  let rolloutId: RolloutId;
  let rollout: string;
  beforeAll(async () => {
    desk = await openDesk();
    const publisher = aPublisher();
    await desk.post('rita', '/api/publishers', { name: 'Asterion', jwk: publisher.publicJwk });
    const packageIds = [await pushPackage(desk, 'rita', publisher)];
    const release = await desk.post('rita', '/api/releases', { name: 'Asterion', version: '4.2', packageIds });
    const releaseId = release.body['id'] as string;
    await desk.post('paul', `/api/releases/${releaseId}/approve`);
    await desk.post('rita', `/api/releases/${releaseId}/publish`, {});
    const vehicles = Array.from({ length: 8 }, (_, n) => aVehicleRequest({ controllerId: `ast-${n}` }));
    await desk.post('rita', '/api/vehicles', { vehicles });
    const stage = { minimumAnswers: 2 };
    const plan = {
      stages: ['25%', '50%', '75%', '100%'].map((share) => ({ ...stage, share, needsApproval: share === '50%' })),
    };
    const { body } = await desk.post('rita', '/api/rollouts', { name: 'replayed', releaseId, cohort: {}, plan });
    rolloutId = body['id'] as RolloutId;
    rollout = `/api/rollouts/${rolloutId}`;
    await desk.post('paul', `${rollout}/approve`);
    await desk.post('rita', `${rollout}/start`);
    await desk.post('rita', `${rollout}/pause`, { why: 'a look first' });
    await desk.post('rita', `${rollout}/resume`);
    await answer(0, 1, 'installed');
    await dayPasses();
    await conduct();
    await answer(2, 3, 'installed');
    await dayPasses();
    await desk.post('rita', `${rollout}/advance`, {});
    await desk.post('paul', `${rollout}/advance`, { early: 'test cars only' });
    await answer(4, 7, 'failed');
    await conduct();
  });
  afterAll(() => desk.close());

  const conduct = () => {
    const { records, pool, clock } = desk.foundation;
    const moves = [new AdvanceRollout(records, pool, clock), new StartRollout(records, clock)] as const;
    return new ConductRollouts(records, pool, ...moves, new JsonLog('error')).run();
  };
  const sql = (text: string, values: readonly unknown[] = []) =>
    desk.foundation.dataSource.query<unknown>(text, [...values]);
  const dayPasses = async () => {
    await sql(
      `UPDATE rollout SET stage_opened_at = stage_opened_at - interval '25 h', state_at = state_at - interval '25 h' WHERE id = $1`,
      [rolloutId],
    );
    await sql(`UPDATE attempt SET fetched_at = fetched_at - interval '25 h' WHERE rollout_id = $1`, [rolloutId]);
  };
  const answer = (first: number, last: number, state: 'installed' | 'failed') =>
    sql(
      `INSERT INTO attempt (id, vehicle_id, rollout_id, release_id, number, wire_number, epoch, stage_index, hardware_id, facts,
                            state, failure, offered_at, fetched_at, closed_at)
       SELECT 'att_' || left(md5(v.id), 12), v.id, r.id, r.release_id, 1, 1, 1, r.stage_index, v.hardware_id,
              jsonb_build_object('market', v.market), $4, CASE WHEN $4 = 'failed' THEN 'degraded' END, now(), now(), now()
         FROM vehicle v, rollout r WHERE r.id = $1 AND v.controller_id BETWEEN 'ast-' || $2 AND 'ast-' || $3`,
      [rolloutId, String(first), String(last), state],
    );
  const replay = async (): Promise<readonly Replayed[]> =>
    (await desk.get('vera', `${rollout}/replay`)).body['steps'] as Replayed[];
  const differences = async () => (await replay()).filter(({ isSame }) => isSame === false);

  it('are on record with all that was looked at, page by page', async () => {
    const first = await desk.get('vera', `${rollout}/steps?limit=5`);
    const items = first.body['items'] as { kind: string; revision: number; lookedAt: object }[];
    expect(items.map(({ kind }) => kind)).toEqual(['approve', 'start', 'pause', 'resume', 'advance']);
    expect(items[4]!.lookedAt).toMatchObject({
      rollout: { state: { kind: 'running' }, stage: { index: 0 } },
      evidence: { stageIndex: 0, segments: [{ started: 2, failed: 0 }], isNextApproved: false },
      now: expect.any(Number),
    });
    const rest = await desk.get('vera', `${rollout}/steps?after=${items[4]!.revision}`);
    expect(rest.body['items']).toMatchObject([
      { kind: 'advance', by: 'rita' },
      { kind: 'advance', by: 'paul' },
      { kind: 'halt', by: CONDUCTOR.person },
    ]);
  });

  it('are what follows from what was looked at; what a person did is listed beside them', async () => {
    expect((await replay()).map(({ by, recorded, isSame }) => `${by} ${recorded.kind} ${String(isSame)}`)).toEqual([
      'paul approve undefined',
      'rita start undefined',
      'rita pause undefined',
      'rita resume undefined',
      'tidings advance true',
      'rita advance true',
      'paul advance undefined',
      'tidings halt true',
    ]);
  });

  it.each<[string, string, string]>([
    [
      'evidence was made better',
      `SET evidence = jsonb_set(evidence, '{evidence,segments}', '[{"started": 8, "failed": 0}]') WHERE kind = 'halt'`,
      'halt > hold',
    ],
    [
      'an answer was taken away',
      `SET evidence = jsonb_set(evidence, '{evidence,answersInStage}', '1') WHERE kind = 'advance' AND decided_by = 'tidings'`,
      'advance > hold',
    ],
    ['evidence is gone', `SET evidence = '{}' WHERE kind = 'halt'`, 'halt > nothing'],
    [
      'a reason was changed',
      `SET reasons = jsonb_set(reasons, '{0,has}', '"1 of 8 failed"') WHERE kind = 'halt'`,
      'halt > halt',
    ],
    [
      'a decision is called a person’s',
      `SET reasons = '[{"code": "person", "wants": "so", "has": ""}]' WHERE kind = 'halt'`,
      'halt > halt',
    ],
  ])('differ when %s', async (_, change, difference) => {
    await sql('CREATE TABLE step_before AS SELECT id, evidence, reasons FROM rollout_step');
    await sql(`UPDATE rollout_step ${change}`);
    expect(
      (await differences()).map((step) => `${step.recorded.kind} > ${step.recomputed?.kind ?? 'nothing'}`),
    ).toEqual([difference]);
    await sql(
      'UPDATE rollout_step s SET evidence = b.evidence, reasons = b.reasons FROM step_before b WHERE b.id = s.id',
    );
    await sql('DROP TABLE step_before');
    expect(await differences()).toEqual([]);
  });

  it('are those of a rollout that exists', async () => {
    for (const list of ['steps', 'replay'])
      expect(await desk.get('vera', `/api/rollouts/rol_0/${list}`)).toMatchObject({
        status: 404,
        body: { code: 'not-found' },
      });
  });
});
