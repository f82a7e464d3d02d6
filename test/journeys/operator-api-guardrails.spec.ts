import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AdvanceRollout, CONDUCTOR } from '@tidings/operations';
import type { RolloutId } from '@tidings/vocabulary';
import { type Desk, openDesk } from './operator-api-desk.js';
import { aPublisher, pushPackage } from './operator-api-publisher.js';
import { aVehicleRequest } from './operator-api-vehicles.js';

interface Guardrail {
  readonly guardrail: string;
  readonly verdict: string;
  readonly of: number;
  readonly bad: number;
}

describe('the guardrails of a rollout', () => {
  let desk: Desk;
  let rollout: string;
  let rolloutId: RolloutId;

  beforeAll(async () => {
    desk = await openDesk();
    const publisher = aPublisher();
    await desk.post('rita', '/api/publishers', { name: 'Asterion', jwk: publisher.publicJwk });
    const packageIds = [await pushPackage(desk, 'rita', publisher)];
    const release = await desk.post('rita', '/api/releases', { name: 'Asterion', version: '4.2', packageIds });
    const releaseId = release.body['id'] as string;
    await desk.post('paul', `/api/releases/${releaseId}/approve`);
    await desk.post('rita', `/api/releases/${releaseId}/publish`, {});
    const vehicles = Array.from({ length: 300 }, (_, n) => aVehicleRequest({ controllerId: `ast-${n}` }));
    await desk.post('rita', '/api/vehicles', { vehicles });
    const { body } = await desk.post('rita', '/api/rollouts', { name: 'watched', releaseId, cohort: {} });
    rolloutId = body['id'] as RolloutId;
    rollout = `/api/rollouts/${rolloutId}`;
    await desk.post('paul', `${rollout}/approve`);
    await desk.post('rita', `${rollout}/start`);
  });
  afterAll(() => desk.close());

  const sql = (text: string, values: readonly unknown[] = []) =>
    desk.foundation.dataSource.query<unknown>(text, [...values]);
  const conduct = () => {
    const { records, pool, clock } = desk.foundation;
    return new AdvanceRollout(records, pool, clock).run(CONDUCTOR, rolloutId);
  };
  const guardrails = async (): Promise<readonly Guardrail[]> =>
    (await desk.get('vera', `${rollout}/guardrails`)).body['guardrails'] as Guardrail[];
  const guardrail = async (name: string): Promise<Guardrail> =>
    (await guardrails()).find((one) => one.guardrail === name)!;
  const told = { source: 'clinic', vehicle: 'ast-1', kind: 'health', at: '2026-03-10T12:00:00Z', isBad: false };
  const holds = async () => (await desk.get('vera', `${rollout}/holds`)).body['holds'] as { id: string }[];

  it('are blind before anything came in for those that live of an intake, and never green', async () => {
    const verdicts = new Map((await guardrails()).map((one) => [one.guardrail, one.verdict]));
    for (const name of ['health', 'effort', 'better', 'clarity', 'support']) expect(verdicts.get(name)).toBe('blind');
    expect(verdicts.get('failure-rate')).toBe('too-early');
  });

  it('take evidence once, and refuse a line with its reason while the others go in', async () => {
    const at = new Date(Date.now() + 3_600_000).toISOString();
    const evidence = [
      told,
      { ...told, vehicle: 'nobody' },
      { ...told, kind: 'weather' },
      { ...told, at: 'yesterday' },
      { ...told, at },
      told,
    ];
    const { status, body } = await desk.post('rita', '/api/evidence', { evidence });
    expect({ status, body }).toMatchObject({
      status: 200,
      body: {
        ...{ taken: 1, known: 1 },
        refused: [
          { line: 2, field: 'vehicle' },
          { line: 3, field: 'kind' },
          { line: 4, field: 'at' },
          { line: 5, field: 'at' },
        ],
      },
    });
    expect((await desk.post('rita', '/api/evidence', { evidence: [told] })).body).toMatchObject({ taken: 0, known: 1 });
    expect((await guardrail('health')).verdict).toBe('too-early');
    expect((await desk.post('vera', '/api/evidence', { evidence: [told] })).status).toBe(403);
    expect((await desk.post('rita', '/api/evidence', { evidence: [] })).status).toBe(400);
  });

  it('hold the part of the cohort that fails more than the rest, as a step that can be decided again', async () => {
    // Every twentieth car is of hardware b; half of those fail.
    await sql(
      `INSERT INTO attempt (id, vehicle_id, rollout_id, release_id, number, wire_number, epoch, stage_index, hardware_id, facts,
                            state, failure, offered_at, fetched_at, closed_at)
       SELECT 'att_' || n, v.id, r.id, r.release_id, 1, 1, 1, 0, v.hardware_id,
              jsonb_build_object('market', 'SE', 'hardwareId', CASE WHEN n % 20 = 0 THEN 'icm-b' ELSE 'icm-a' END),
              CASE WHEN n % 40 = 0 THEN 'failed' ELSE 'installed' END, CASE WHEN n % 40 = 0 THEN 'degraded' END,
              now(), now() - n * interval '1 ms', now() - (300 - n) * interval '1 ms'
         FROM rollout r, (SELECT *, row_number() OVER (ORDER BY id) AS n FROM vehicle) v WHERE r.id = $1`,
      [rolloutId],
    );
    await sql('UPDATE rollout_tally SET outcomes = 300');
    expect(await conduct()).toMatchObject({
      kind: 'hold-slice',
      slice: { attribute: 'hardwareId', value: 'icm-b' },
      reasons: [{ code: 'guilty-slice', has: expect.stringMatching(/^6 of 12 failed, and 0 of 238 of the rest/) }],
    });
    expect(await holds()).toMatchObject([{ attribute: 'hardwareId', value: 'icm-b' }]);
    const { body } = await desk.get('vera', `${rollout}/replay`);
    expect(body['steps']).toContainEqual(
      expect.objectContaining({ recorded: expect.objectContaining({ kind: 'hold-slice' }), isSame: true }),
    );
    expect(await conduct()).toMatchObject({ kind: 'hold' });
  });

  it('let a held part go on when two people say so', async () => {
    const [{ id }] = (await holds()) as [{ id: string }];
    const release = (as: 'rita' | 'paul' | 'vera') =>
      desk.post(as, `${rollout}/holds/${id}/release`, { why: 'the supplier replaced the part' });
    expect((await release('vera')).status).toBe(403);
    expect((await release('rita')).body['holds']).toMatchObject([{ releaseAskedBy: 'rita' }]);
    expect(await release('rita')).toMatchObject({ status: 403, body: { code: 'author-is-approver' } });
    expect((await release('paul')).body['holds']).toMatchObject([{ releasedBy: 'paul' }]);
    expect(await release('paul')).toMatchObject({ status: 409, body: { code: 'wrong-state' } });
    expect((await desk.post('paul', `${rollout}/holds/hol_0/release`, { why: 'so' })).status).toBe(404);
  });

  it('count bad signals of cars that have installed, and halt none without cars to compare with', async () => {
    const now = new Date().toISOString();
    const evidence = Array.from({ length: 40 }, (_, n) => ({ ...told, vehicle: `ast-${n}`, at: now, isBad: true }));
    await desk.post('rita', '/api/evidence', { evidence });
    const health = await guardrail('health');
    expect(health).toMatchObject({ of: 300, verdict: 'breached', force: 'hold', against: 'change' });
    expect(health.bad).toBeGreaterThan(30);
  });

  it('are those of a rollout that exists', async () => {
    for (const list of ['guardrails', 'holds'])
      expect((await desk.get('vera', `/api/rollouts/rol_0/${list}`)).status).toBe(404);
  });
});
