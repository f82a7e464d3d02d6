import { userInfo } from 'node:os';
import { instant, stopAllOrder } from '@tidings/vocabulary';
import type { Command } from 'commander';
import { facts } from '../../printing/facts.js';
import { Refusal, refuse } from '../../refusal.js';
import { answered } from '../../release-desk/release-desk.js';
import type { Session } from '../../session.js';
import { fileStopAll, stopAllPath } from './stop-all-file.js';
import { liftAll } from './lift-all.js';
import { type GatewayStop, stopGateways } from './stop-gateways.js';

interface Options {
  readonly why: string;
  readonly lift?: boolean;
  readonly gateway?: readonly string[];
  readonly key?: string;
}

export const stopAll = (to: Command, session: Session): Command =>
  to
    .command('stop-all')
    .description('let no vehicle begin or go on, anywhere; needs no database; one person is enough')
    .requiredOption('--why <reason>', 'for everybody who asks, owners too')
    .option('--gateway <urls...>', 'gateways on other machines (or TIDINGS_GATEWAYS, with commas)')
    .option('--key <file>', "the gateways' stop-all.key (default: the one of this machine's data directory)")
    .option('--lift', 'let them begin again; only through the release desk')
    .action(async (options: Options) => {
      if (options.lift === true) await liftAll(session, options.why);
      else await stopEverything(session, options);
    });

/** By every way there is, because whoever says this does not know what is broken. */
async function stopEverything(session: Session, { why, gateway, key }: Options): Promise<void> {
  const { io } = session;
  const who = userInfo().username;
  const file = fileStopAll(io, stopAllOrder({ who, why, at: instant(Date.now()) }));
  const addresses = gateway ?? listed(io.env['TIDINGS_GATEWAYS']);
  const [isFiled, gateways, desk] = await Promise.all([
    file,
    stopGateways(io, addresses, { who, why, keyFile: key && session.pathOf(key) }),
    stopByDesk(session, why),
  ]);
  session.say(
    ...facts([
      [
        'This machine',
        isFiled ? `${stopAllPath(io)} is written: its gateway stops within a second` : 'no data directory here',
      ],
      ...gateways.map(({ address, trouble }) => ['Gateway', `${address} ${said(trouble)}`] as const),
      [
        'Release desk',
        desk === undefined ? 'every gateway that reaches the database stops' : `not by this way: ${desk}`,
      ],
    ]),
  );
  const running = gateways.filter(({ trouble }) => trouble !== undefined);
  if (running.length > 0 && desk !== undefined) throw stillRunning(running);
  if (!isFiled && gateways.length === 0 && desk !== undefined)
    throw refuse(
      'Nothing was stopped: there is no gateway here, none was named, and the release desk does not answer.',
    );
}

const said = (trouble: string | undefined): string =>
  trouble === undefined ? 'has stopped' : `has NOT stopped: ${trouble}`;

const listed = (text: string | undefined): readonly string[] =>
  (text ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean);

/** A desk whose database hangs is no reason to wait: the other ways are done by then. */
const ANSWER_WITHIN_MS = 10_000;

/** What stood in the way; undefined: it is done. */
async function stopByDesk(session: Session, why: string): Promise<string | undefined> {
  try {
    const desk = await session.desk();
    await answered(desk.POST('/api/stop-all', { body: { why }, signal: AbortSignal.timeout(ANSWER_WITHIN_MS) }));
    return undefined;
  } catch (cause) {
    if (cause instanceof Refusal) return cause.sentences[0] ?? 'it refused';
    throw cause;
  }
}

const stillRunning = (gateways: readonly GatewayStop[]): Refusal =>
  refuse(
    `${gateways.map(({ address }) => address).join(', ')}: vehicles may still begin there.`,
    'Make the file by hand on that machine: touch $TIDINGS_DATA/stop-all',
  );
