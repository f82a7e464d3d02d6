import { migrateOnce } from '@tidings/foundation';

await migrateOnce();
