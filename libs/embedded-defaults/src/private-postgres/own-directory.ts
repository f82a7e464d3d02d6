import { chmodSync, existsSync, mkdirSync, realpathSync } from 'node:fs';
import { directoryTrouble } from './directory-trouble.js';

/**
 * The real path of the directory, made when missing: PostgreSQL's account may walk through it, nobody may list it.
 * Errors: 'database-directory-closed', 'database-disk-full'.
 */
export function ownDirectory(wanted: string): string {
  try {
    if (!existsSync(wanted)) {
      mkdirSync(wanted, { recursive: true });
      chmodSync(wanted, 0o711);
    }
    return realpathSync(wanted);
  } catch (error) {
    throw directoryTrouble(error, wanted);
  }
}
