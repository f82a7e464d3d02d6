import { openReleaseDesk, startApp } from '@tidings/foundation';
import { DomainError } from '@tidings/vocabulary';

await startApp({
  needsSnapshot: false,
  open: (foundation, settings) => {
    const { identity } = settings;
    if (!identity)
      throw new DomainError('bad-settings', {
        problems: ['OIDC_ISSUER must be set: only npm start brings its own identity provider'],
      });
    return openReleaseDesk(foundation, { ...settings, identity });
  },
});
