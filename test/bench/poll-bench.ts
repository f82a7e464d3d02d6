import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { BenchSection, Ground as AnyGround } from './bench-section.js';
import { Fleet, tokenOf } from './fleet.js';
import { LoadGenerator } from './load-generator.js';
import { pollEach, pollPath } from './poll-each.js';
import { pollSection } from './poll-section.js';
import { type Rounds, runRounds } from './rounds.js';
import { ServerProcess } from './server-process.js';
import { afterChange, underLoad } from './subject.js';

const SMALL_FLEET = 1_000;
const GATEWAY = resolve(import.meta.dirname, '../../dist/apps/vehicle-gateway/src/main.js');
const YARDSTICK = join(import.meta.dirname, 'yardstick.mjs');

/** The names of what is measured. */
export const SUBJECTS = {
  yardstick: 'bare node:http, fixed JSON of the same size',
  small: 'poll with nothing new, small fleet',
  large: 'poll with nothing new, large fleet',
  unchanged: 'the same with If-None-Match: 304',
  first: 'first poll after a change, large fleet',
} as const;

/** One gateway with its fleet. */
export interface GatewayCost {
  readonly vehicles: number;
  /** From the start of the process to its first answer: loading the fleet included. */
  readonly startedInMs: number;
  readonly rssLoaded: number;
  readonly rssAfterRounds: number;
}

export interface PollResult {
  readonly rounds: Rounds;
  readonly small: GatewayCost;
  readonly large: GatewayCost;
  /** Of the answer, and so of the yardstick's. */
  readonly bodyBytes: number;
}

interface Ground extends AnyGround {
  readonly generator: LoadGenerator;
}

/** Fewer pairs are no median worth keeping (quality.md). */
const PAIRS_AT_LEAST = 5;

export const bench: BenchSection = {
  heading: "The vehicle's poll",
  measure: async (ground) => {
    const generator = LoadGenerator.choose();
    ground.say(`generator ${generator.name}`);
    const result = await benchPoll({ ...ground, generator });
    const { length } = result.rounds.kept;
    if (length === 0) throw new Error('Every round was thrown away: the machine is too busy to measure anything.');
    if (!ground.options.isQuick && length < PAIRS_AT_LEAST)
      throw new Error(`Only ${length} rounds count, ${PAIRS_AT_LEAST} are needed: nothing was written.`);
    return pollSection(result, { generator: generator.name, ...ground.options });
  },
};

/** The vehicle's poll, side by side at two sizes of the fleet. Errors: an Error when the polls were not what they are said to be. */
async function benchPoll(ground: Ground): Promise<PollResult> {
  const { options, postgres, say } = ground;
  const servers: ServerProcess[] = [];
  try {
    say(`registering ${SMALL_FLEET} and ${options.fleetSize} vehicles`);
    const small = await openGateway(ground, 'small', await Fleet.register(postgres, 'small', SMALL_FLEET), SMALL_FLEET);
    servers.push(small.server);
    const largeFleet = await Fleet.register(postgres, 'large', options.fleetSize);
    const large = await openGateway(ground, 'large', largeFleet, options.pollingVehicles);
    servers.push(large.server);

    const bodyBytes = Buffer.byteLength(large.quiet.body);
    const yardstick = await ServerProcess.start(ground.cores, YARDSTICK, '/', { BODY_BYTES: String(bodyBytes) });
    servers.push(yardstick);

    const changing = large.fleet.some(options.isQuick ? 500 : 5_000);
    const loaded = (name: string, server: ServerProcess, pollsFile: string, ifNoneMatch?: string) =>
      underLoad(name, server, ground.generator, {
        pollsFile,
        seconds: options.secondsEach,
        ...(ifNoneMatch !== undefined && { ifNoneMatch }),
      });
    const subjects = [
      loaded(SUBJECTS.small, small.server, small.pollsFile),
      loaded(SUBJECTS.large, large.server, large.pollsFile),
      loaded(SUBJECTS.unchanged, large.server, large.pollsFile, large.quiet.etag),
      afterChange(SUBJECTS.first, large.server, large.fleet, changing),
    ];
    say('warming up');
    for (const subject of subjects) await subject.measure();
    const readsBefore = await settledReads(large.fleet);
    const comparisonsBefore = comparisonsOf(large);
    const rounds = await runRounds(loaded(SUBJECTS.yardstick, yardstick, large.pollsFile), subjects, options, say);
    const made = (rounds.kept.length + rounds.thrownAway.length) * changing.length;
    const reads = (await settledReads(large.fleet)) - readsBefore;
    checkReads(reads, made, (comparisonsOf(large) - comparisonsBefore) * scansOfComparison(large.fleet));
    return { rounds, small: await costOf(small), large: await costOf(large), bodyBytes };
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
  }
}

interface OpenGateway {
  readonly fleet: Fleet;
  readonly server: ServerProcess;
  readonly rssLoaded: number;
  /** When its memory was complete, by performance.now(); a comparison may come a little later than it is counted, never earlier. */
  readonly loadedAt: number;
  /** Polls of vehicles that are quiet. */
  readonly pollsFile: string;
  readonly quiet: { readonly body: string; readonly etag: string };
}

async function openGateway(
  { cores, folder, say }: Ground,
  name: string,
  fleet: Fleet,
  pollingVehicles: number,
): Promise<OpenGateway> {
  const server = await ServerProcess.start(cores, GATEWAY, '/readyz', {
    DATABASE_URL: fleet.url,
    LOG_LEVEL: 'error',
    TIDINGS_DATA: join(folder, `${name}-data`),
  });
  const loadedAt = performance.now();
  const { rssBytes: rssLoaded } = await server.usage();
  const polling = fleet.some(pollingVehicles);
  say(`${name}: ${fleet.size} vehicles loaded, ${polling.length} of them poll once to be quiet`);
  await pollEach(server.port, polling);
  const [answer] = await pollEach(server.port, polling.slice(0, 1));
  const { etag, body } = answer!;
  if (etag === undefined || body.includes('_links'))
    throw new Error(`A quiet vehicle was answered ${body}, tag ${etag}.`);
  const pollsFile = join(folder, `${name}.polls`);
  writeFileSync(pollsFile, polling.map((number) => `${pollPath(number)}\t${tokenOf(number)}\n`).join(''));
  return { fleet, server, rssLoaded, loadedAt, pollsFile, quiet: { body, etag } };
}

async function costOf({ fleet, server, rssLoaded }: OpenGateway): Promise<GatewayCost> {
  const { rssBytes: rssAfterRounds } = await server.usage();
  return { vehicles: fleet.size, startedInMs: server.startedInMs, rssLoaded, rssAfterRounds };
}

/** PostgreSQL's connections tell what they counted after ten idle seconds. */
async function settledReads(fleet: Fleet): Promise<number> {
  await wait(11_000);
  return fleet.keyedReads();
}

/** A gateway compares its whole memory with the database every ten minutes (DecisionSnapshot). */
const COMPARES_EVERY_MS = 600_000;
const comparisonsOf = ({ loadedAt }: OpenGateway): number =>
  Math.floor((performance.now() - loadedAt) / COMPARES_EVERY_MS);

/** Pages of 20,000, the empty one that ends them, and two looks of the planner at the ends of the index. */
const scansOfComparison = ({ size }: Fleet): number => Math.ceil(size / 20_000) + 3;

/** Quiet polls must cost no read, and first polls one each: else something else was measured than the report says. */
function checkReads(reads: number, firstPolls: number, ofComparisons: number): void {
  if (reads >= firstPolls && reads <= firstPolls + ofComparisons) return;
  throw new Error(
    `${reads} keyed reads for ${firstPolls} first polls and at most ${ofComparisons} of full comparisons: memory did not answer what it should have.`,
  );
}
