import { openOwnerPortal, startApp } from '@tidings/foundation';

await startApp({ needsSnapshot: false, open: openOwnerPortal });
