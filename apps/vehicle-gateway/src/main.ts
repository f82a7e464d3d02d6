import { openVehicleGateway, startApp } from '@tidings/foundation';

await startApp({ needsSnapshot: true, open: openVehicleGateway });
