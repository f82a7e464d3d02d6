import { Module } from '@nestjs/common';
import { createDoor, handlerOf } from '@tidings/http-edge';
import { OwnerPagesModule, prepareOwnerPages, OwnerPageErrors } from '@tidings/owner-pages';
import type { Foundation } from '../foundation.js';
import { foundationModule } from '../foundation.module.js';
import type { Settings } from '../settings/settings.js';
import type { Door } from './door.js';
import { healthChecksOf } from './health-checks-of.js';

@Module({})
class OwnerPortalModule {}

/** The owners' door. */
export async function openOwnerPortal(
  foundation: Foundation,
  settings: Pick<Settings, 'trustedProxies'>,
): Promise<Door> {
  const { log } = foundation;
  const app = await createDoor(
    { module: OwnerPortalModule, imports: [foundationModule(foundation, 'owner-portal'), OwnerPagesModule] },
    {
      log,
      visitors: 'browsers',
      checks: healthChecksOf(foundation),
      errors: new OwnerPageErrors(log),
      trustedProxies: settings.trustedProxies,
      prepare: prepareOwnerPages,
    },
  );
  return { handler: handlerOf(app), close: () => app.close() };
}
