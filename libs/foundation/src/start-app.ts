import { JsonLog, listen } from '@tidings/http-edge';
import { checkDatabase } from '@tidings/postgres';
import { seconds } from '@tidings/vocabulary';
import type { Door } from './doors/door.js';
import { type Foundation, openFoundation } from './foundation.js';
import { artifactStoreOf } from './settings/artifact-settings.js';
import { neededDatabaseUrl } from './settings/needed-database-url.js';
import { readSettings } from './settings/read-settings.js';
import type { Settings } from './settings/settings.js';
import { whyNotText } from './why-not-text.js';

/** Requests under way may end this long after the process was told to stop. */
const PATIENCE = seconds(10);

/** What one app of several opens on its own port. */
export interface AppPlan {
  readonly needsSnapshot: boolean;
  readonly open: (foundation: Foundation, settings: Settings) => Promise<Door>;
}

/** Starts one app on a configured database: settings, foundation, door, port; stops cleanly on SIGINT and SIGTERM. */
export async function startApp({ needsSnapshot, open }: AppPlan): Promise<void> {
  try {
    const settings = readSettings(process.env);
    const log = new JsonLog(settings.logLevel);
    const databaseUrl = neededDatabaseUrl(settings);
    await checkDatabase(databaseUrl);
    const foundation = await openFoundation({
      databaseUrl,
      artifactStore: artifactStoreOf(settings),
      log,
      uploadsExpireAfter: settings.uploadsExpireAfter,
      packageRules: settings.packageRules,
      needsSnapshot,
    });
    const door = await open(foundation, settings);
    const listening = await listen(door.handler, settings);
    log.info('listening', { url: listening.url });
    stopOnSignal(async () => {
      await listening.close(PATIENCE);
      await door.close();
      await foundation.close();
    });
  } catch (cause) {
    sayWhyNot(cause);
  }
}

/** Runs `stop` once, on the first Ctrl-C or SIGTERM; a second one ends the process at once. */
export function stopOnSignal(stop: () => Promise<void>): void {
  let isStopping = false;
  const onSignal = (): void => {
    if (isStopping) process.exit(1);
    isStopping = true;
    stop().then(
      () => process.exit(0),
      (cause: unknown) => sayWhyNot(cause),
    );
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
}

/** To the error stream, and exit code 1. */
export function sayWhyNot(cause: unknown): never {
  process.stderr.write(whyNotText(cause, process.env['DEBUG'] !== undefined));
  process.exit(1);
}
