import type { HealthCheck } from '@tidings/http-edge';
import type { Foundation } from '../foundation.js';

/** What a door needs to do its work. */
export const healthChecksOf = ({ pool, store }: Foundation): readonly HealthCheck[] => [
  { name: 'database', check: () => pool.rows({ name: 'health', text: 'SELECT 1' }) },
  { name: 'artifact-store', check: () => store.check() },
];
