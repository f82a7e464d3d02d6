import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DryRunRollout } from '@tidings/operations';
import {
  NobodyToAskRow,
  NoteRevisionRow,
  OwnerDecisionRow,
  ReleaseRow,
  RolloutRow,
  VehicleHoldRow,
  VehicleRow,
} from '@tidings/records';
import { compileSnapshot, explain, type GateName, type Plan, stageThresholds } from '@tidings/rollout-engine';
import {
  type Actor,
  after,
  basisPoints,
  dateOf,
  days,
  hours,
  type Instant,
  type RolloutId,
  type VehicleId,
} from '@tidings/vocabulary';
import { latestDryRun, oneRollout, pollFacts } from '@tidings/views';
import fc from 'fast-check';
import { type Desk, openDesk } from './operator-api-desk.js';
import { aPublisher, pushPackage } from './operator-api-publisher.js';

const ACTOR: Actor = { person: 'rita', name: 'Rita', roles: ['release-manager'], by: 'person' };
const FLEET = 300;

const seldom = fc.integer({ min: 0, max: 9 }).map((one) => one === 0);
/** Facts that gates and filters compare, in every mixture. */
const aCar = fc.record({
  model: fc.constantFrom('Vega', 'Lyra'),
  market: fc.constantFrom('SE', 'DE', 'FR'),
  hardware: fc.constantFrom('cccu-2', 'cccu-2', 'cccu-3'),
  saysHardware: fc.constantFrom(null, null, 'cccu-2', 'cccu-3'),
  version: fc.constantFrom('4.0', '4.1', '5.0', 'dev'),
  isKnown: seldom.map((one) => !one),
  daysOld: fc.constantFrom(1, 2, 89, 91),
  tags: fc.subarray(['press', 'taxi']),
  region: fc.option(fc.constantFrom('north', 'south')),
  gateway: fc.constantFrom(null, '1.0', '2.0', '2.0', '2.1', 'unknown'),
  isHeld: seldom,
  isInRing: fc.boolean(),
  standing: fc.constantFrom('active' as const, 'active' as const, 'retired' as const),
  decision: fc.option(fc.constantFrom('accepted' as const, 'declined' as const, 'every-night' as const)),
  hasNobody: fc.boolean(),
});
type Car = typeof aCar extends fc.Arbitrary<infer T> ? T : never;

const idOf = (number: number) => `veh_exact_${number}` as VehicleId;

function vehicleRow(car: Car, number: number, now: Instant): Partial<VehicleRow> {
  const since = after(now, days(-car.daysOld));
  const text = (value: string) => ({ type: 'text' as const, value, text: value, from: 'maker' as const, at: since });
  return {
    id: idOf(number),
    controllerId: `exact-${number}`,
    tokenDigest: String(number),
    standing: car.standing,
    model: car.model,
    modelYear: 2025,
    market: car.market,
    timeZone: 'Europe/Stockholm',
    hardwareId: car.hardware,
    softwareVersion: car.version,
    isSoftwareKnown: car.isKnown,
    softwareSince: dateOf(since),
    registeredAt: dateOf(after(now, days(-300))),
    reported: car.saysHardware === null ? {} : { hardwareId: car.saysHardware },
    tags: car.tags,
    attributes: car.region === null ? {} : { region: text(car.region) },
    ecus:
      car.gateway === null
        ? {}
        : { gateway: { hardwareId: 'g1', since, ...(car.gateway !== 'unknown' && { version: car.gateway }) } },
  };
}

/** Stages of every kind, and an owner who is asked. */
const PLAN: Plan = {
  stages: [
    { ring: 'staff', soak: days(1), minimumAnswers: 1, needsApproval: false },
    { share: basisPoints(2_500), soak: days(1), minimumAnswers: 1, needsApproval: false },
    { share: basisPoints(6_000), soak: days(1), minimumAnswers: 1, needsApproval: false },
    { share: basisPoints(9_000), soak: days(1), minimumAnswers: 1, needsApproval: false },
  ],
  purpose: 'feature',
  priority: 0,
  failureLimit: basisPoints(200),
  silentAfter: hours(24),
  inFlightAtFirst: 20,
};

describe('a dry run of a fleet of every mixture', () => {
  let desk: Desk;
  let rolloutId: RolloutId;
  beforeAll(async () => {
    desk = await openDesk();
    rolloutId = await aRollout(desk);
    await fill(desk, rolloutId);
  });
  afterAll(() => desk.close());

  // The last one is approved and stays so.
  it.each([
    ['tells', 'draft'],
    ['asks', 'draft'],
    ['tells', 'approved, with its register'],
  ] as const)(
    'places and counts every vehicle as the gates do at that instant, in a rollout that %s and is %s',
    async (consent, state) => {
      const { records, pool, clock, ids } = desk.foundation;
      await records.write((tx) => tx.rows.update(RolloutRow, { id: rolloutId }, { plan: { ...PLAN, consent } }));
      if (state !== 'draft')
        expect(await desk.post('paul', `/api/rollouts/${rolloutId}/approve`)).toMatchObject({ status: 200 });
      await new DryRunRollout(records, pool, clock, ids).run(ACTOR, rolloutId);
      const dryRun = (await latestDryRun(pool, rolloutId))!;
      const kept = await pool.rows<{ id: VehicleId; stage: number }>(
        { text: 'SELECT unnest(vehicle_ids) AS id, stage FROM dry_run_part WHERE dry_run_id = $1' },
        [dryRun.id],
      );
      const told = new Map(kept.map(({ id, stage }) => [id, stage]));
      expect(told.size).toBe(kept.length);
      const canTake = PLAN.stages.map(() => 0);
      const refusedBy = new Map<GateName, number>();
      for (let number = 0; number < FLEET; number++) {
        const gates = await gatesOf(idOf(number), dryRun.factsAt.getTime() as Instant);
        expect([number, told.get(idOf(number))]).toEqual([number, gates?.stage]);
        if (gates === undefined) continue;
        if (gates.refusal === undefined) canTake[gates.stage]! += 1;
        else refusedBy.set(gates.refusal, (refusedBy.get(gates.refusal) ?? 0) + 1);
      }
      expect(dryRun.counts.stages.map((stage) => stage.canTake)).toEqual(canTake);
      if (consent === 'tells') expect(Math.max(...canTake)).toBeGreaterThan(0);
      const excluded = new Map<GateName, number>();
      for (const { gate, vehicles } of dryRun.counts.exclusions)
        excluded.set(gate, (excluded.get(gate) ?? 0) + vehicles);
      expect(excluded.size).toBeGreaterThan(3);
      // Only the 20 largest kinds of refusals are told; holds are told one by one.
      for (const [gate, vehicles] of excluded)
        if (gate !== 'not-held') expect([gate, vehicles]).toEqual([gate, refusedBy.get(gate)]);
    },
  );

  /** By the door's own read: the first stage whose gates let this vehicle in, and what else refuses it for good. */
  async function gatesOf(id: VehicleId, now: Instant) {
    const { vehicle } = (await pollFacts(desk.foundation.pool, id))!;
    const { facts } = (await oneRollout(desk.foundation.pool, rolloutId))!;
    const thresholds = stageThresholds(PLAN.stages, () => 0);
    for (const [index, threshold] of thresholds.entries()) {
      const stage = { index, threshold, cap: 1_000_000, openedAt: now };
      const open = compileSnapshot([{ ...facts, state: { kind: 'running' }, evaluatedAt: now, thresholds, stage }]);
      const answers = explain(open, vehicle, [], now).rollouts[0]!.answers;
      const passes = (gate: GateName): boolean => answers.find((one) => one.gate === gate)!.passes;
      if (!passes('in-cohort') || !passes('vehicle-active')) return undefined;
      if (passes('in-stage'))
        return { stage: index, refusal: answers.find((one) => !one.passes && one.until === undefined)?.gate };
    }
    return undefined;
  }
});

/** A release that asks something of another computer, and its rollout over what a filter says of tags and attributes. */
async function aRollout(desk: Desk): Promise<RolloutId> {
  const publisher = aPublisher();
  await desk.post('rita', '/api/publishers', { name: 'Asterion Powertrain', jwk: publisher.publicJwk });
  const packageIds = [await pushPackage(desk, 'rita', publisher)];
  const release = await desk.post('rita', '/api/releases', { name: 'Asterion', version: '4.2', packageIds });
  const releaseId = release.body['id'] as string;
  await desk.post('paul', `/api/releases/${releaseId}/approve`);
  const plan = { stages: [{ share: '100%' }] };
  const rollout = await desk.post('rita', '/api/rollouts', { name: 'Exact', releaseId, cohort: {}, plan });
  return rollout.body['id'] as RolloutId;
}

async function fill({ foundation: { records, clock } }: Desk, rolloutId: RolloutId): Promise<void> {
  const now = clock.now();
  const at = dateOf(now);
  const cars = fc.sample(aCar, { seed: 42, numRuns: FLEET }).map((car, number) => ({ car, number, id: idOf(number) }));
  const some = (is: (car: Car) => boolean): readonly VehicleId[] =>
    cars.filter(({ car }) => is(car)).map(({ id }) => id);
  await records.write(async (tx) => {
    const { releaseId } = await tx.rows.findOneByOrFail(RolloutRow, { id: rolloutId });
    await tx.rows.update(
      ReleaseRow,
      { id: releaseId },
      { state: 'available', requires: [{ ecu: 'gateway', versions: '>=2' }] },
    );
    await tx.rows.update(
      RolloutRow,
      { id: rolloutId },
      { cohort: { filter: 'tag==press,attr.region==north,market==DE' } },
    );
    for (const language of ['sv-SE', 'de-DE'])
      await tx.rows.insert(NoteRevisionRow, {
        ...{ id: `nre_${language}`, releaseId, language, number: 1, source: '', hash: language, state: 'live' },
        ...{ needsSafetyApproval: false, author: 'anna', submittedAt: at, rendered: {} },
      });
    await tx.rows.insert(
      VehicleRow,
      cars.map(({ car, number }) => vehicleRow(car, number, now)),
    );
    await tx.rows.insert(
      VehicleHoldRow,
      some(({ isHeld }) => isHeld).map((vehicleId) => ({ vehicleId, why: 'crash test', heldBy: 'rita', heldAt: at })),
    );
    await tx.rows.query(
      `INSERT INTO ring (name, description, created_by, created_at) VALUES ('staff', 'x', 'rita', $1)`,
      [at],
    );
    for (const vehicleId of some(({ isInRing }) => isInRing))
      await tx.rows.query(
        `INSERT INTO ring_membership (ring, vehicle_id, joined_at, joined_by) VALUES ('staff', $1, $2, 'rita')`,
        [vehicleId, at],
      );
    await tx.rows.insert(
      NobodyToAskRow,
      some(({ hasNobody }) => hasNobody).map((vehicleId) => ({ vehicleId, recordedBy: 'rita', recordedAt: at })),
    );
    const decided = cars.flatMap(({ car: { decision }, id }) => (decision === null ? [] : [{ decision, id }]));
    await tx.rows.insert(
      OwnerDecisionRow,
      decided.map(({ decision: kind, id }) => ({
        ...{ id: `dec_${id}`, vehicleId: id, releaseId, kind, edition: 'sv-SE', isTextProven: true },
        ...{ recordedBy: 'rita', decidedAt: at },
        ...(kind === 'accepted' && { fromAt: at, toAt: dateOf(after(now, days(1))) }),
      })),
    );
  });
}
