import { Module } from '@nestjs/common';
import { createDoor, handlerOf, IdentityVerifier, type IdentitySettings, WhoIsAsking } from '@tidings/http-edge';
import { OperatorApiModule, serveOpenApi } from '@tidings/operator-api';
import { RecordedApiTokens } from '@tidings/views';
import type { Foundation } from '../foundation.js';
import { foundationModule } from '../foundation.module.js';
import type { Settings } from '../settings/settings.js';
import type { Door } from './door.js';
import { healthChecksOf } from './health-checks-of.js';

@Module({})
class ReleaseDeskModule {}

/** The release managers' door: the JSON API and its document. */
export async function openReleaseDesk(
  foundation: Foundation,
  settings: { readonly identity: IdentitySettings } & Pick<Settings, 'trustedProxies'>,
): Promise<Door> {
  const { log, clock, pool } = foundation;
  const people = new IdentityVerifier(settings.identity, clock);
  const app = await createDoor(
    { module: ReleaseDeskModule, imports: [foundationModule(foundation, 'release-desk'), OperatorApiModule] },
    {
      log,
      visitors: 'programs',
      checks: healthChecksOf(foundation),
      whoIsAsking: new WhoIsAsking(people, new RecordedApiTokens(pool), clock),
      trustedProxies: settings.trustedProxies,
      prepare: serveOpenApi,
    },
  );
  return { handler: handlerOf(app), close: () => app.close() };
}
