import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Desk, openDesk, type PersonName } from './operator-api-desk.js';
import { aPublisher, pushPackage } from './operator-api-publisher.js';
import { aVehicleRequest } from './operator-api-vehicles.js';

const noteIn = (language: string): Promise<string> =>
  readFile(new URL(`../../apps/all-in-one/demo/notes/asterion-4.2/${language}.md`, import.meta.url), 'utf8');

describe('a release, its note and its rollout', () => {
  let desk: Desk;
  let packageId: string;
  beforeAll(async () => {
    desk = await openDesk();
    const publisher = aPublisher();
    await desk.post('rita', '/api/publishers', { name: 'Asterion Powertrain', jwk: publisher.publicJwk });
    packageId = await pushPackage(desk, 'rita', publisher);
    await desk.post('rita', '/api/vehicles', {
      vehicles: [
        ...['ast-1', 'ast-2', 'ast-3'].map((controllerId) => aVehicleRequest({ controllerId })),
        aVehicleRequest({ controllerId: 'ast-4', market: 'DE', timeZone: 'Europe/Berlin' }),
        aVehicleRequest({ controllerId: 'ast-5', market: 'JP', timeZone: 'Asia/Tokyo' }),
      ],
    });
  });
  afterAll(() => desk.close());

  const refusedAs = (status: number, code: string) => ({ status, body: { code } });
  const create = async (as: PersonName, path: string, body: object): Promise<string> => {
    const answer = await desk.post(as, path, body);
    expect(answer.status).toBe(201);
    return answer.body['id'] as string;
  };
  const aRelease = (version: string, as: PersonName = 'rita') =>
    create(as, '/api/releases', { name: 'Asterion', version, packageIds: [packageId] });
  const aRollout = (name: string, releaseId: string, parts: object = {}, as: PersonName = 'rita') =>
    create(as, '/api/rollouts', { name, releaseId, cohort: { models: ['Vega'] }, ...parts });

  it('needs a second person for the release, and compares persons, not roles', async () => {
    const id = await aRelease('1.0', 'oda');
    expect(await desk.post('oda', `/api/releases/${id}/approve`)).toMatchObject(refusedAs(403, 'author-is-approver'));
    expect(await desk.post('rita', `/api/releases/${id}/approve`)).toMatchObject(refusedAs(403, 'role-missing'));
    expect(await desk.post('paul', `/api/releases/${id}/approve`)).toMatchObject({
      status: 200,
      body: { state: 'approved', createdBy: 'oda', approvedBy: 'paul' },
    });
    expect(await desk.post('omar', `/api/releases/${id}/approve`)).toMatchObject(refusedAs(409, 'wrong-state'));
  });

  it('gives the same release for the same draft, and refuses another under its name', async () => {
    const draft = { name: 'Asterion', version: '1.1', packageIds: [packageId], minimumVersion: '1.0' };
    const id = await create('rita', '/api/releases', draft);
    expect((await desk.post('rita', '/api/releases', draft)).body['id']).toBe(id);
    const taken = refusedAs(409, 'name-taken');
    expect(await desk.post('rita', '/api/releases', { ...draft, minimumVersion: '0.9' })).toMatchObject(taken);
    expect(await desk.post('oda', '/api/releases', draft)).toMatchObject(taken);
  });

  it.each([
    ['a package that does not exist', { packageIds: ['pkg_0'] }, 404, 'not-found'],
    ['an id that is none', { packageIds: ['hello'] }, 400, 'bad-id'],
    ['a version that is none', { version: 'newest' }, 400, 'bad-version'],
    ['a minimum that is not older', { minimumVersion: '3.0' }, 400, 'bad-request'],
    ['a field nobody knows', { colour: 'red' }, 400, 'bad-request'],
  ])('refuses a release with %s', async (_, parts, status, code) => {
    const draft = { name: 'Refused', version: '3.0', packageIds: [packageId], ...parts };
    expect(await desk.post('rita', '/api/releases', draft)).toMatchObject(refusedAs(status, code));
  });

  it('refuses a note that is not complete, with the line and what to write', async () => {
    const releaseId = await aRelease('4.2');
    const source = (await noteIn('en-GB')).replace(/^ {2}unavailable: >-\n.*\n/m, '');
    const answer = await desk.post('anna', '/api/notes', { releaseId, source });
    expect(answer).toMatchObject(refusedAs(422, 'note-not-valid'));
    const { problems } = answer.body['facts'] as { problems: { line: number; problem: string; fix: string }[] };
    expect(problems).toHaveLength(1);
    expect(problems[0]!.problem).toContain('unavailable');
    expect(source.split('\n')[problems[0]!.line - 1]).toContain('before-you-install');
  });

  it('refuses a note that tells of another release', async () => {
    const releaseId = await aRelease('4.3');
    const answer = await desk.post('anna', '/api/notes', { releaseId, source: await noteIn('en-GB') });
    expect(answer).toMatchObject(refusedAs(422, 'note-not-valid'));
    expect(answer.body['detail']).toContain('asterion-4.3');
  });

  it('goes from draft to cars by four eyes, and each market waits for its language', async () => {
    const releaseId = await aRelease('4.2');
    await desk.post('paul', `/api/releases/${releaseId}/approve`);
    await desk.post('rita', `/api/releases/${releaseId}/publish`, {});
    const rolloutId = await aRollout('the main job', releaseId, { plan: { stages: [{ share: '100%' }] } });
    const rollout = `/api/rollouts/${rolloutId}`;

    const draft = await desk.get('vera', rollout);
    expect(draft.body).toMatchObject({
      state: 'draft',
      author: 'rita',
      release: { id: releaseId, name: 'Asterion', version: '4.2', state: 'available' },
      markets: [
        { market: 'GB', vehicles: 3, readiness: 'missing', waitsForLanguages: ['en-GB'] },
        { market: 'DE', vehicles: 1, readiness: 'missing', waitsForLanguages: ['de-DE'] },
        { market: 'JP', vehicles: 1, readiness: 'unknown-market', waitsForLanguages: [] },
      ],
    });
    expect(await desk.post('rita', `${rollout}/start`)).toMatchObject(refusedAs(409, 'wrong-state'));
    expect(await desk.post('paul', `${rollout}/approve`)).toMatchObject({
      status: 200,
      body: { state: 'approved', approvedBy: 'paul', cohort: { vehicles: 5 }, plan: { stages: [{ vehicles: 5 }] } },
    });
    expect(await desk.post('rita', `${rollout}/start`)).toMatchObject({
      status: 200,
      body: { state: 'running', stage: { number: 1, of: 1, exposes: '100%', cap: 6 } },
    });

    const why = async (vehicle: string) => {
      const { body } = await desk.post('rita', '/api/vehicles/why', { vehicle });
      const rollouts = body['rollouts'] as { rolloutId: string; gates: { gate: string; passes: boolean }[] }[];
      const own = rollouts.find((each) => each.rolloutId === rolloutId)!;
      return { decision: body['decision'], refused: own.gates.filter(({ passes }) => !passes).map(({ gate }) => gate) };
    };
    expect(await why('ast-1')).toEqual({ decision: { kind: 'nothing' }, refused: ['note-live'] });

    const source = await noteIn('en-GB');
    const noteId = await create('omar', '/api/notes', { releaseId, source });
    expect((await desk.post('omar', '/api/notes', { releaseId, source })).body['id']).toBe(noteId);
    expect(await desk.post('omar', `/api/notes/${noteId}/approve`)).toMatchObject(refusedAs(403, 'author-is-approver'));
    expect(await desk.post('sven', `/api/notes/${noteId}/approve`)).toMatchObject(refusedAs(403, 'role-missing'));
    expect(await why('ast-1')).toMatchObject({ refused: ['note-live'] });
    expect(await desk.post('paul', `/api/notes/${noteId}/approve`)).toMatchObject({
      status: 200,
      body: { state: 'live', language: 'en-GB', author: 'omar', approvedBy: 'paul' },
    });

    expect(await why('ast-1')).toEqual({ decision: { kind: 'offer', rolloutId }, refused: [] });
    expect(await why('ast-4')).toMatchObject({ refused: ['note-live'] });
    expect((await desk.get('vera', rollout)).body['markets']).toMatchObject([
      { market: 'GB', readiness: 'ready' },
      { market: 'DE', readiness: 'missing' },
      { market: 'JP', readiness: 'unknown-market' },
    ]);
    expect((await desk.get('vera', `/api/releases/${releaseId}`)).body['liveLanguages']).toEqual(['en-GB']);
  });

  it('replaces a live text only by one that somebody else approved, and chains their hashes', async () => {
    const releaseId = await aRelease('4.2');
    const source = (await noteIn('de-DE')).replace('criticality: normal', 'criticality: normal ');
    const first = await create('anna', '/api/notes', { releaseId, source: await noteIn('de-DE') });
    const second = await create('omar', '/api/notes', { releaseId, source });
    const third = await create('anna', '/api/notes', { releaseId, source: `${source}\n` });
    expect((await desk.get('vera', `/api/notes/${first}`)).body).toMatchObject({ state: 'superseded', number: 1 });
    expect(await desk.post('paul', `/api/notes/${second}/approve`)).toMatchObject(refusedAs(409, 'wrong-state'));
    // Omar wrote the revision before: everybody who wrote since the last approved text is its author.
    expect(await desk.post('omar', `/api/notes/${third}/approve`)).toMatchObject(refusedAs(403, 'author-is-approver'));
    expect((await desk.post('paul', `/api/notes/${third}/approve`)).body).toMatchObject({ state: 'live' });
    const fourth = await create('anna', '/api/notes', { releaseId, source });
    expect((await desk.post('omar', `/api/notes/${fourth}/approve`)).body).toMatchObject({ state: 'live' });
    const { items } = (await desk.get('vera', `/api/notes?releaseId=${releaseId}`)).body as {
      items: { id: string; state: string; hash: string; previousHash?: string; language: string }[];
    };
    const german = items.filter(({ language }) => language === 'de-DE');
    expect(german.map(({ id, state }) => [id, state])).toEqual([
      [fourth, 'live'],
      [third, 'superseded'],
      [second, 'superseded'],
      [first, 'superseded'],
    ]);
    expect(german.map(({ previousHash }) => previousHash)).toEqual([
      ...german.slice(1).map(({ hash }) => hash),
      undefined,
    ]);
  });

  it('publishes a safety text only when an approver and a safety approver said yes, three persons in all', async () => {
    const releaseId = await aRelease('4.2');
    const source = (await noteIn('sv-SE')).replace('purpose: feature', 'purpose: safety');
    const id = await create('anna', '/api/notes', { releaseId, source });
    const approve = (as: PersonName) => desk.post(as, `/api/notes/${id}/approve`);
    expect(await approve('paul')).toMatchObject({ status: 200, body: { state: 'in-review', approvedBy: 'paul' } });
    expect(await approve('paul')).toMatchObject({ status: 200, body: { state: 'in-review' } });
    expect(await approve('oda')).toMatchObject(refusedAs(403, 'safety-approver-needed'));
    expect(await approve('sven')).toMatchObject({
      status: 200,
      body: { state: 'live', approvedBy: 'paul', safetyApprovedBy: 'sven' },
    });
  });

  it('lets one person with both roles give only one of the two approvals', async () => {
    const releaseId = await aRelease('4.2');
    const source = (await noteIn('fr-FR')).replace('purpose: feature', 'purpose: recall');
    const id = await create('anna', '/api/notes', { releaseId, source });
    const approve = (as: PersonName) => desk.post(as, `/api/notes/${id}/approve`);
    expect((await approve('omar')).body).toMatchObject({ state: 'in-review', safetyApprovedBy: 'omar' });
    expect((await approve('omar')).body).toMatchObject({ state: 'in-review' });
    expect((await approve('paul')).body).toMatchObject({ state: 'live', approvedBy: 'paul', safetyApprovedBy: 'omar' });
  });

  it('has the careful plan of the house when nothing is said', async () => {
    const id = await aRollout('defaults', await aRelease('5.0'));
    expect((await desk.get('vera', `/api/rollouts/${id}`)).body['plan']).toEqual({
      stages: ['1%', '10%', '100%'].map((share, place) => ({
        exposes: share,
        share,
        soak: '1d',
        minimumAnswers: 20,
        needsApproval: false,
        patience: '4d',
        tooSmallToTell: true,
        answersToTell: [394, 499, 538][place],
      })),
      purpose: 'feature',
      priority: 0,
      failureLimit: '2%',
      silentAfter: '1d',
      stalledAfter: '3d',
      inFlightAtFirst: 20,
      consent: 'tells',
      freezes: [],
      guardrails: [
        ['degraded', 'off'],
        ['refused-by-vehicle', 'off'],
        ['download', '2%'],
        ['silent', '2%'],
        ['stalled', '2%'],
        ['rollback', '1%'],
        ['health', '1%'],
        ['declined', '20%'],
        ['effort', '30%'],
        ['better', '30%'],
        ['clarity', '30%'],
        ['support', '5%'],
      ].map(([guardrail, limit]) => ({ guardrail, limit })),
    });
  });

  it('takes readable units, and refuses what cannot work, all of it at once', async () => {
    const releaseId = await aRelease('5.0');
    const plan = {
      stages: [{ share: '0.05%', soak: '36h' }],
      failureLimit: '1.5%',
      window: { opens: '22:00', closes: '05:00' },
    };
    const id = await aRollout('readable', releaseId, { plan });
    expect((await desk.get('vera', `/api/rollouts/${id}`)).body['plan']).toMatchObject({
      stages: [{ share: '0.05%', soak: '36h' }],
      failureLimit: '1.5%',
      window: { opens: '22:00', closes: '05:00' },
    });
    const draft = (body: object) => desk.post('rita', '/api/rollouts', { name: 'no', releaseId, cohort: {}, ...body });
    const shrinking = { stages: [{ share: '10%' }, { share: '1%', soak: '1h' }] };
    const refused = await draft({ plan: shrinking });
    expect(refused).toMatchObject(refusedAs(422, 'plan-not-workable'));
    expect((refused.body['facts'] as { problems: unknown[] }).problems).toHaveLength(2);
    expect(await draft({ plan: { stages: [{ share: 'half' }] } })).toMatchObject(refusedAs(400, 'bad-request'));
    expect(await draft({ plan: { stages: [{ share: '101%' }] } })).toMatchObject(refusedAs(400, 'bad-share'));
    expect(await draft({ cohort: { vehicles: ['ast-1', 'ast-99'] } })).toMatchObject({
      status: 422,
      body: { code: 'vehicles-unknown', facts: { vehicles: ['ast-99'], count: 1 } },
    });
  });

  it('is not approved by its author, and is stopped by one person', async () => {
    const releaseId = await aRelease('6.0');
    await desk.post('paul', `/api/releases/${releaseId}/approve`);
    await desk.post('rita', `/api/releases/${releaseId}/publish`, {});
    const id = await aRollout('stopped', releaseId, { cohort: { vehicles: ['ast-1', 'ast-2'] } }, 'oda');
    const move = (as: PersonName, verb: string, body?: object) => desk.post(as, `/api/rollouts/${id}/${verb}`, body);
    expect(await move('oda', 'approve')).toMatchObject(refusedAs(403, 'author-is-approver'));
    expect((await move('paul', 'approve')).body).toMatchObject({ cohort: { listedVehicles: 2, vehicles: 2 } });
    await move('oda', 'start');
    expect(await move('paul', 'pause', { why: 'charging stops early' })).toMatchObject({
      status: 200,
      body: {
        state: 'paused',
        stateBy: 'paul',
        why: 'charging stops early',
        afterStop: { told: 0, pastStopping: 0, pastStoppingVehicles: [], notHeardFrom: 0 },
      },
    });
    expect(await move('paul', 'resume')).toMatchObject(refusedAs(403, 'role-missing'));
    expect(await move('oda', 'resume')).toMatchObject({ status: 200, body: { state: 'running' } });
    expect(await move('oda', 'advance', {})).toMatchObject(refusedAs(409, 'stage-not-ready'));
    expect(await move('oda', 'advance', { early: 'test cars only' })).toMatchObject(
      refusedAs(403, 'author-is-approver'),
    );
    expect(await move('paul', 'advance', { early: 'test cars only' })).toMatchObject({
      status: 200,
      body: { stage: { number: 2, of: 3 } },
    });
    expect(await move('oda', 'halt', { why: 'enough' })).toMatchObject({ status: 200, body: { state: 'halted' } });
    expect(await move('oda', 'resume')).toMatchObject(refusedAs(409, 'halt-is-final'));
    const { steps } = (await desk.get('vera', `/api/rollouts/${id}`)).body as { steps: { kind: string }[] };
    expect(steps.map(({ kind }) => kind)).toEqual(['halt', 'advance', 'resume', 'pause', 'start', 'approve']);
  });

  it('pages its lists without a gap and without a double', async () => {
    const seen: string[] = [];
    for (let next: string | undefined = ''; next !== undefined;) {
      const after: string = next === '' ? '' : `&after=${next}`;
      const { body } = await desk.get('vera', `/api/releases?limit=2${after}`);
      seen.push(...(body['items'] as { id: string }[]).map(({ id }) => id));
      next = body['next'] as string | undefined;
    }
    const { body } = await desk.get('vera', '/api/releases?limit=200');
    expect(seen).toEqual((body['items'] as { id: string }[]).map(({ id }) => id));
    expect(await desk.get('vera', '/api/releases?after=%00')).toMatchObject(refusedAs(400, 'bad-request'));
  });
});
