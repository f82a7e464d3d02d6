import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { createDoor, handlerOf } from '@tidings/http-edge';
import { FlushContacts, ReplayReports, ReportSpool, TakeReport } from '@tidings/operations';
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
/** A vehicle whose report waits in the spool is offered nothing until it is recorded. */
const REPLAY_EVERY = seconds(1);

@Module({})
class VehicleGatewayModule {}

/** The vehicles' door. The foundation must keep a snapshot. Errors: 'spool-not-writable'. */
export async function openVehicleGateway(
  foundation: Foundation,
  settings: DdiSettings & Pick<Settings, 'trustedProxies' | 'dataDirectory'>,
): Promise<Door> {
  const { log } = foundation;
  const spool = await ReportSpool.open({ ...foundation, directory: join(settings.dataDirectory, 'spool') });
  const app = await createDoor(
    {
      module: VehicleGatewayModule,
      imports: [foundationModule(foundation, 'vehicle-gateway')],
      // Only this door keeps reports on a disk.
      providers: [{ provide: ReportSpool, useValue: spool }, TakeReport, ReplayReports],
    },
    {
      log,
      visitors: 'vehicles',
      checks: healthChecksOf(foundation),
      trustedProxies: settings.trustedProxies,
      prepare: (door) => serveDdi(door, settings),
    },
  );
  const flush = new Reconciler(
    () => app.get(FlushContacts).run(),
    FLUSH_EVERY,
    (cause) => log.warn('last contacts not written yet', { cause }),
  );
  const replay = new Reconciler(
    () => app.get(ReplayReports).run(),
    REPLAY_EVERY,
    (cause) => log.warn('reports wait on this disk for the database', { cause }),
  );
  flush.start();
  replay.start();
  // Before the first vehicle comes in, if it can be.
  await replay.nudge();
  return {
    handler: handlerOf(app),
    close: async () => {
      for (const one of [flush, replay]) {
        await one.nudge();
        await one.stop();
      }
      await app.close();
      await spool.close();
    },
  };
}
