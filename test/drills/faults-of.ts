import type { Fleet } from '@tidings/fleet-simulator';
import { positionOf } from '@tidings/rollout-engine';
import { parseId } from '@tidings/vocabulary';
import type pg from 'pg';
import type { FiledCar } from '../journeys/main-job-fleet.js';

type Report = NonNullable<ReturnType<Fleet['vehicle']>>['acknowledged'][number];
interface AttemptOnRecord {
  readonly car: string;
  readonly vehicle: string;
  readonly rollout: string;
  readonly model: string;
  readonly market: string;
  readonly wire: number;
  readonly stage: number;
  readonly offeredAt: Date;
  readonly closedAt: Date | null;
}
interface RolloutOnRecord {
  readonly id: string;
  readonly revision: number;
  readonly stageCounts: readonly number[];
  readonly thresholds: readonly string[];
  readonly cap: number;
}
interface StepOnRecord {
  readonly rollout: string;
  readonly revision: number;
  readonly kind: string;
  readonly at: Date;
}

/** Everything in which the record differs from what the cars believe, or from what is promised; a sentence each. */
export async function faultsOf(
  database: pg.Client,
  cars: readonly FiledCar[],
  fleet: Fleet,
): Promise<readonly string[]> {
  const rows = async <Row extends object>(text: string) => (await database.query<Row>(text)).rows;
  const attempts = await rows<AttemptOnRecord>(
    `SELECT v.controller_id AS car, v.id AS vehicle, a.rollout_id AS rollout, v.model, v.market, a.wire_number AS wire,
            a.stage_index AS stage, a.offered_at AS "offeredAt", a.closed_at AS "closedAt"
       FROM attempt a JOIN vehicle v ON v.id = a.vehicle_id ORDER BY v.controller_id, a.wire_number`,
  );
  const steps = await rows<StepOnRecord>(
    'SELECT rollout_id AS rollout, revision, kind, decided_at AS at FROM rollout_step ORDER BY rollout_id, id',
  );
  const rollouts = await rows<RolloutOnRecord>(
    'SELECT id, revision, stage_counts AS "stageCounts", stage_thresholds AS thresholds, cap FROM rollout',
  );
  return [
    ...(await lostReports(database, cars, fleet)),
    ...rollouts.flatMap((rollout) => [
      ...outsideTheRollout(rollout, attempts, steps),
      ...aboveTheCap(rollout, attempts),
      ...stepsOutOfLine(rollout, steps),
    ]),
    ...cars.flatMap(({ controllerId }) => {
      const own = attempts.filter(({ car }) => car === controllerId);
      return attemptsOutOfLine(controllerId, own, fleet.vehicle(controllerId)!.offered);
    }),
    ...(await misjudgedCars(database, cars, fleet)),
  ];
}

/** How the wire's words are written down. */
const EXECUTION = { proceeding: 'progress' } as const;
const DOOR = { deploymentBase: 'deployment', cancelAction: 'cancel' } as const;
const keyOf = (car: string, { wireNumber, door, execution, finished, code }: Report): string =>
  [
    car,
    wireNumber,
    DOOR[door],
    execution === 'proceeding' ? EXECUTION.proceeding : execution,
    finished,
    code ?? '-',
  ].join(' ');

async function lostReports(database: pg.Client, cars: readonly FiledCar[], fleet: Fleet): Promise<readonly string[]> {
  const { rows } = await database.query<{ key: string }>(
    `SELECT concat_ws(' ', v.controller_id, a.wire_number, r.door, r.execution, r.finished, coalesce(r.code::text, '-')) AS key
       FROM report r JOIN attempt a ON a.id = r.attempt_id JOIN vehicle v ON v.id = a.vehicle_id`,
  );
  const kept = new Set(rows.map(({ key }) => key));
  return cars
    .flatMap(({ controllerId }) => fleet.vehicle(controllerId)!.acknowledged.map((one) => keyOf(controllerId, one)))
    .filter((key) => !kept.has(key))
    .map((key) => `lost although it was acknowledged: ${key}`);
}

/** Cohort and market as they were set up; position and stage recomputed; the stage was open by then. */
function outsideTheRollout(
  { id, thresholds }: RolloutOnRecord,
  attempts: readonly AttemptOnRecord[],
  steps: readonly StepOnRecord[],
): readonly string[] {
  const openings = steps.filter(({ rollout, kind }) => rollout === id && (kind === 'start' || kind === 'advance'));
  return attempts
    .filter(({ rollout }) => rollout === id)
    .flatMap(({ car, vehicle, model, market, stage, offeredAt }) => {
      const position = positionOf(parseId('rol', id), parseId('veh', vehicle));
      const isInside = model === 'Vega' && market === 'GB' && position < Number(thresholds[stage]);
      const isOpen = openings[stage] !== undefined && openings[stage].at <= offeredAt;
      return isInside && isOpen ? [] : [`${car} was offered it outside cohort, market or stage ${stage}`];
    });
}

/** Counted cars and a tenth, at every stage. */
function aboveTheCap({ id, stageCounts }: RolloutOnRecord, attempts: readonly AttemptOnRecord[]): readonly string[] {
  return stageCounts.flatMap((counted, stage) => {
    const offered = new Set(attempts.filter((one) => one.rollout === id && one.stage <= stage).map(({ car }) => car))
      .size;
    const cap = counted + Math.ceil(counted / 10);
    return offered <= cap ? [] : [`${offered} cars were offered it up to stage ${stage}, at most ${cap} may`];
  });
}

/** Creation is revision 1 and no step; each step is one further, whoever decided it. */
function stepsOutOfLine({ id, revision }: RolloutOnRecord, steps: readonly StepOnRecord[]): readonly string[] {
  const seen = steps.filter(({ rollout }) => rollout === id).map((step) => step.revision);
  const wanted = Array.from({ length: revision - 1 }, (_, n) => n + 2);
  return seen.join() === wanted.join() ? [] : [`steps of revisions ${seen.join()}, wanted ${wanted.join()}`];
}

/** Numbers count from 1 without a gap, one attempt is closed before the next opens, and the car saw no number that is not on record. */
function attemptsOutOfLine(
  car: string,
  own: readonly AttemptOnRecord[],
  offered: readonly number[],
): readonly string[] {
  const known = new Set(own.map(({ wire }) => wire));
  return [
    ...own.flatMap(({ wire }, n) => (wire === n + 1 ? [] : [`${car} has number ${wire} at place ${n + 1}`])),
    ...own.flatMap(({ closedAt, wire }, n) => {
      const next = own[n + 1];
      return next === undefined || (closedAt !== null && closedAt <= next.offeredAt)
        ? []
        : [`${car} had another attempt beside number ${wire}`];
    }),
    ...offered
      .filter((wire) => !known.has(wire))
      .map((wire) => `${car} was shown number ${wire}, which is on no record`),
  ];
}

async function misjudgedCars(database: pg.Client, cars: readonly FiledCar[], fleet: Fleet): Promise<readonly string[]> {
  const { rows } = await database.query<{ car: string; version: string | null; isKnown: boolean }>(
    'SELECT controller_id AS car, software_version AS version, is_software_known AS "isKnown" FROM vehicle',
  );
  const known = new Map(rows.map((row) => [row.car, row]));
  return cars.flatMap(({ controllerId }) => {
    const { installedVersion } = fleet.vehicle(controllerId)!;
    const row = known.get(controllerId);
    return row?.isKnown === true && row.version === installedVersion
      ? []
      : [
          `${controllerId} runs ${installedVersion}, and the record says ${row?.version ?? 'nothing'} (${row?.isKnown === true ? 'known' : 'not known'})`,
        ];
  });
}
