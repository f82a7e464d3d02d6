import { openReleaseDesk, startApp } from '@tidings/foundation';
import { checkIssuer } from '@tidings/http-edge';
import { DomainError } from '@tidings/vocabulary';

await startApp({
  needsSnapshot: false,
  open: async (foundation, settings) => {
    const { identity } = settings;
    if (!identity)
      throw new DomainError('bad-settings', {
        problems: ['OIDC_ISSUER must be set: only npm start brings its own identity provider'],
      });
    await checkIssuer(identity.issuer, () => foundation.clock.now());
    return await openReleaseDesk(foundation, { ...settings, identity });
  },
});
