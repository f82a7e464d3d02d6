import { TheHouseStands1763769600000 } from './the-house-stands.js';

export const MIGRATIONS = [TheHouseStands1763769600000] as const;
