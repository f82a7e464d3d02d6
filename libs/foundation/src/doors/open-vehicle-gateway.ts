import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { StopAllFile } from '@tidings/decision-snapshot';
import { createDoor, handlerOf } from '@tidings/http-edge';
import {
  FlushContacts,
  NoteStopAll,
  ReplayReports,
  ReportSpool,
  StopAllKey,
  StopThisGateway,
  TakeReport,
} from '@tidings/operations';
import { Reconciler } from '@tidings/reconciler';
import { type DdiSettings, serveDdi, StopAllController } from '@tidings/vehicle-ddi';
import { milliseconds, seconds } from '@tidings/vocabulary';
import type { Foundation } from '../foundation.js';
import { foundationModule } from '../foundation.module.js';
import type { Settings } from '../settings/settings.js';
import type { Door } from './door.js';
import { healthChecksOf } from './health-checks-of.js';

/** Contacts are needed for silence, which counts in hours: a few seconds in memory cost nothing. */
const FLUSH_EVERY = seconds(5);
/** A vehicle whose report waits in the spool is offered nothing until it is recorded. */
const REPLAY_EVERY = seconds(1);
/** An order to stop all takes effect within a second; a look at a file that is not there costs one call. */
const LOOK_FOR_STOP_EVERY = milliseconds(250);
/** The record follows when it can. */
const NOTE_STOP_EVERY = seconds(1);

@Module({})
class VehicleGatewayModule {}

/** The vehicles' door. The foundation must keep a snapshot. Errors: 'spool-not-writable'. */
export async function openVehicleGateway(
  foundation: Foundation,
  settings: DdiSettings & Pick<Settings, 'trustedProxies' | 'dataDirectory'>,
): Promise<Door> {
  const { log, snapshot } = foundation;
  const spool = await ReportSpool.open({ ...foundation, directory: join(settings.dataDirectory, 'spool') });
  const stopFile = new StopAllFile(join(settings.dataDirectory, 'stop-all'));
  const stopKey = await StopAllKey.open(join(settings.dataDirectory, 'stop-all.key'));
  // Before the first vehicle comes in.
  snapshot.stopAll.fileSays(await stopFile.read());
  const app = await createDoor(
    {
      module: VehicleGatewayModule,
      imports: [foundationModule(foundation, 'vehicle-gateway')],
      controllers: [StopAllController],
      // Only this door keeps reports on a disk, and is stopped from one.
      providers: [
        { provide: ReportSpool, useValue: spool },
        { provide: StopAllFile, useValue: stopFile },
        { provide: StopAllKey, useValue: stopKey },
        ...[TakeReport, ReplayReports, StopThisGateway, NoteStopAll],
      ],
    },
    {
      log,
      visitors: 'vehicles',
      checks: healthChecksOf(foundation),
      // Not ready would take the door from cars that have something to report.
      remarks: [{ name: 'stop-all', now: () => (snapshot.stopAll.order ? 'stopped' : 'none') }],
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
  const stopLook = new Reconciler(
    async () => snapshot.stopAll.fileSays(await stopFile.read()),
    LOOK_FOR_STOP_EVERY,
    (cause) => log.error('it cannot be seen whether all is stopped: what was known last stands', { cause }),
  );
  const stopNote = new Reconciler(
    () => app.get(NoteStopAll).run(),
    NOTE_STOP_EVERY,
    (cause) => log.warn('an order to stop all stands, and is not on record yet', { cause }),
  );
  const beats = [flush, replay, stopLook, stopNote];
  for (const one of beats) one.start();
  // Before the first vehicle comes in, if it can be.
  await replay.nudge();
  return {
    handler: handlerOf(app),
    close: async () => {
      for (const one of beats) {
        await one.nudge();
        await one.stop();
      }
      await app.close();
      await spool.close();
    },
  };
}
