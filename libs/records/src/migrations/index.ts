import { GuardrailsWatch1763780400004 } from './guardrails-watch.js';
import { TheHouseStands1763769600000 } from './the-house-stands.js';

export const MIGRATIONS = [TheHouseStands1763769600000, GuardrailsWatch1763780400004] as const;
