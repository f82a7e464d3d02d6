import { startApp, startConductor } from '@tidings/foundation';

await startApp({ needsSnapshot: false, open: startConductor });
