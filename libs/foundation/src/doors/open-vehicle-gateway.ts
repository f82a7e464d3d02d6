import { createDoor, handlerOf } from '@tidings/http-edge';
import { FlushContacts } from '@tidings/operations';
import { Reconciler } from '@tidings/reconciler';
import { type DdiSettings, serveDdi } from '@tidings/vehicle-ddi';
import { seconds } from '@tidings/vocabulary';
import type { Foundation } from '../foundation.js';
import { foundationModule } from '../foundation.module.js';
import type { Settings } from '../settings/settings.js';
import type { Door } from './door.js';
import { healthChecksOf } from './health-checks-of.js';

/** Contacts are needed for silence, which counts in hours: a few seconds in memory cost nothing. */
const FLUSH_EVERY = seconds(5);

/** The vehicles' door. The foundation must keep a snapshot. */
export async function openVehicleGateway(
  foundation: Foundation,
  settings: DdiSettings & Pick<Settings, 'trustedProxies'>,
): Promise<Door> {
  const { log } = foundation;
  const app = await createDoor(foundationModule(foundation, 'vehicle-gateway'), {
    log,
    visitors: 'vehicles',
    checks: healthChecksOf(foundation),
    trustedProxies: settings.trustedProxies,
    prepare: (door) => serveDdi(door, settings),
  });
  const flush = new Reconciler(
    () => app.get(FlushContacts).run(),
    FLUSH_EVERY,
    (cause) => log.warn('last contacts not written yet', { cause }),
  );
  flush.start();
  return {
    handler: handlerOf(app),
    close: async () => {
      await flush.nudge();
      await flush.stop();
      await app.close();
    },
  };
}
