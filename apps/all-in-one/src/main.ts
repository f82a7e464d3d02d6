import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { directoryTrouble, openLocalIdentity, PrivatePostgres } from '@tidings/embedded-defaults';
import {
  artifactStoreOf,
  openFoundation,
  openOwnerPortal,
  openReleaseDesk,
  openVehicleGateway,
  readSettings,
  sayWhyNot,
  startConductor,
  stopOnSignal,
} from '@tidings/foundation';
import { checkIssuer, type Handler, listen } from '@tidings/http-edge';
import { checkDatabase } from '@tidings/postgres';
import { seconds } from '@tidings/vocabulary';
import { DEMO_PEOPLE } from './demo/demo-people.js';
import { startDemo } from './demo/start-demo.js';
import { dispatch } from './dispatch.js';
import { fileLog } from './file-log.js';
import { keepPeopleTokens } from './people-tokens.js';
import { sayNextSteps, saying } from './saying.js';

const PATIENCE = seconds(5);
const TAKES_A_DEMO_POLL = '30s';

/** The whole of Tidings in one process on one port; whatever is not configured comes embedded. */
async function start(argv: readonly string[]): Promise<void> {
  const isEmpty = argv.includes('--empty');
  // A demo is watched: its cars ask every half minute, where real ones ask every five.
  const settings = readSettings({ ...(isEmpty ? {} : { TIDINGS_POLL_EVERY: TAKES_A_DEMO_POLL }), ...process.env });
  const at = (name: string): string => join(settings.dataDirectory, name);
  const stops: (() => unknown)[] = [];
  const stop = async (): Promise<void> => {
    for (const one of stops.toReversed()) await one();
  };
  stopOnSignal(async () => {
    process.stdout.write('\nStopping: requests under way end, the database closes.\n');
    await stop();
    process.stdout.write('Stopped. Your data is where it was; npm start goes on from here.\n');
  });
  try {
    const say = saying();
    say(`data in ${settings.dataDirectory}`);
    // Others may pass through, or PostgreSQL's own account could not reach its folder; what is secret is closed itself.
    const log = inDirectory(settings.dataDirectory, () => {
      mkdirSync(settings.dataDirectory, { recursive: true, mode: 0o711 });
      return fileLog(at('log/tidings.jsonl'), settings.logLevel);
    });

    const databaseUrl = settings.databaseUrl === undefined ? await openPostgres() : await checked(settings.databaseUrl);
    const front = { handler: starting };
    const listening = await listen((request, response) => front.handler(request, response), settings);
    stops.push(() => listening.close(PATIENCE));
    const url = `http://localhost:${listening.port}`;

    const foundation = await openFoundation({
      databaseUrl,
      artifactStore: artifactStoreOf(settings),
      log,
      uploadsExpireAfter: settings.uploadsExpireAfter,
      packageRules: settings.packageRules,
      needsSnapshot: true,
    });
    stops.push(() => foundation.close());
    if (settings.identity) await checkIssuer(settings.identity.issuer, () => foundation.clock.now());
    say(`artifacts in ${settings.artifactStore ? 'the S3 store' : at('artifacts')}`);

    const issuer = `${url}/sign-in`;
    const local = settings.identity
      ? undefined
      : await openLocalIdentity({ issuer, directory: at('identity'), people: DEMO_PEOPLE, clock: foundation.clock });
    const identity = settings.identity ?? { issuer, audience: 'tidings', roles: { claim: 'roles' } };
    if (local) {
      const tokens = await keepPeopleTokens(local, at('tokens'));
      stops.push(() => tokens.stop());
    }
    say(`sign-in by ${identity.issuer}`);

    const [vehicles, desk, owners, conductor] = await Promise.all([
      openVehicleGateway(foundation, settings),
      openReleaseDesk(foundation, { ...settings, identity }),
      openOwnerPortal(foundation, settings),
      startConductor(foundation, settings),
    ]);
    stops.push(async () => {
      // The vehicles' first: it writes its last contacts, and the first door to close takes the database with it.
      for (const door of [vehicles, conductor, desk, owners]) await door.close();
    });
    front.handler = dispatch(
      {
        vehicles: vehicles.handler,
        desk: desk.handler,
        owners: owners.handler,
        ...(local && { signIn: (request, response) => local.handler(request, response) }),
      },
      settings.tenant,
    );
    writeFileSync(at('server.json'), JSON.stringify({ url }));
    say('doors open: vehicles, release desk, owners; the conductor looks every second');

    let demoVehicle: string | undefined;
    if (!isEmpty) {
      const demo = await startDemo(foundation, {
        url,
        tenant: settings.tenant,
        directory: settings.dataDirectory,
        say,
      });
      stops.push(() => demo.stop());
      demoVehicle = demo.exampleVehicle;
    }
    sayNextSteps({
      url,
      tenant: settings.tenant,
      hasLocalPeople: local !== undefined,
      ...(demoVehicle !== undefined && { demoVehicle }),
    });

    async function checked(url: string): Promise<string> {
      await checkDatabase(url);
      say('database: the one that DATABASE_URL names');
      return url;
    }

    async function openPostgres(): Promise<string> {
      const postgres = await PrivatePostgres.open({
        directory: at('postgres'),
        log: (line) => log.debug('postgres', { line }),
      });
      stops.push(() => postgres.close());
      say('database: a private PostgreSQL 18, reached by nobody else');
      return postgres.url();
    }
  } catch (cause) {
    await stop().catch(() => undefined);
    sayWhyNot(cause);
  }
}

/** Errors: 'database-directory-closed' and 'database-disk-full', as the file system refused. */
function inDirectory<T>(directory: string, make: () => T): T {
  try {
    return make();
  } catch (cause) {
    throw directoryTrouble(cause, directory);
  }
}

/** Whoever comes before the doors are open. */
const starting: Handler = (request, response) => {
  // swupdate takes whatever it is told there for its package, and resumes a connection that is cut.
  if (/^\/[^/]+\/controller\/v1\/[^/]+\/softwaremodules\//.test(request.url ?? '')) {
    request.socket.destroy();
    return;
  }
  response.writeHead(503, { 'retry-after': '2', 'content-type': 'text/plain; charset=utf-8' });
  response.end('Tidings is starting. Try again in two seconds.\n');
};

await start(process.argv.slice(2));
