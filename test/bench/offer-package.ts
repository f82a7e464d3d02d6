import { NestFactory } from '@nestjs/core';
import { foundationModule, openFoundation } from '@tidings/foundation';
import { JsonLog } from '@tidings/http-edge';
import { ApproveRollout, CreateRollout, StartRollout } from '@tidings/operations';
import type { Plan } from '@tidings/rollout-engine';
import { type Actor, basisPoints, days, hours, type ReleaseId, sha256Of, type VehicleId } from '@tidings/vocabulary';

const AUTHOR: Actor = { person: 'bench', name: 'Bench', roles: ['release-manager'], by: 'person' };
const APPROVER: Actor = { person: 'second', name: 'Second', roles: ['approver'], by: 'person' };
export const CAR = { controllerId: 'car-of-the-bench', token: 'token-of-the-bench' };

const PLAN: Plan = {
  stages: [{ share: basisPoints(10_000), soak: days(2), minimumAnswers: 1, needsApproval: false }],
  purpose: 'feature',
  priority: 0,
  failureLimit: basisPoints(200),
  silentAfter: hours(24),
  inFlightAtFirst: 20,
};

const ROWS = [
  `INSERT INTO release (id, name, version, package_ids, state, created_by, created_at)
   VALUES ('rel_1', 'Large', '9', ARRAY[$1], 'available', 'bench', now())`,
  `INSERT INTO note_revision (id, release_id, language, number, source, hash, state, needs_safety_approval, author, submitted_at, live_at)
   SELECT 'rev_' || left(l, 2), 'rel_1', l, 1, '', $1, 'live', false, 'bench', now(), now()
     FROM unnest(ARRAY['sv-SE', 'fr-FR', 'de-DE', 'en-GB']) l`,
];
const VEHICLE = `INSERT INTO vehicle (id, controller_id, token_digest, standing, model, model_year, market, time_zone, hardware_id,
    software_version, is_software_known, software_since, registered_at, wants_attributes)
  VALUES ('veh_1', $1, $2, 'active', 'Vega', 2026, 'SE', 'Europe/Stockholm', 'vega-a', '1', true, now(), now(), false)`;

/** A car that is offered this package, by a rollout that runs. */
export async function offerPackage(databaseUrl: string, folder: string, packageId: string): Promise<void> {
  const foundation = await openFoundation({
    databaseUrl,
    artifactStore: { folder },
    log: new JsonLog('error'),
    needsSnapshot: false,
  });
  const desk = await NestFactory.createApplicationContext(foundationModule(foundation, 'bench'), { logger: false });
  for (const text of ROWS) await foundation.dataSource.query(text, [packageId]);
  await foundation.dataSource.query(VEHICLE, [CAR.controllerId, sha256Of(CAR.token)]);
  const cohort = { vehicles: ['veh_1' as VehicleId] };
  const id = await desk
    .get(CreateRollout)
    .run(AUTHOR, { name: 'large', releaseId: 'rel_1' as ReleaseId, cohort, plan: PLAN });
  await desk.get(ApproveRollout).run(APPROVER, id);
  await desk.get(StartRollout).run(AUTHOR, id);
  await desk.close();
  await foundation.close();
}

/** Where that car gets the file from. */
export async function downloadAddress(gateway: string): Promise<string> {
  const ask = async (url: string): Promise<string> =>
    (await fetch(url, { headers: { authorization: `TargetToken ${CAR.token}` } })).text();
  const own = `${gateway}/DEFAULT/controller/v1/${CAR.controllerId}`;
  const { _links } = JSON.parse(await ask(own)) as {
    readonly _links: { readonly deploymentBase?: { readonly href: string } };
  };
  if (!_links.deploymentBase) throw new Error('the car of the bench is offered nothing');
  const told = await ask(_links.deploymentBase.href);
  const address = /"download(?:-http)?":\{"href":"([^"]+)"/.exec(told)?.[1];
  if (address === undefined) throw new Error(`no download in ${told}`);
  return address;
}
