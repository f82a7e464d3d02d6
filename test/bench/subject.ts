import { setTimeout as wait } from 'node:timers/promises';
import type { Fleet } from './fleet.js';
import type { Load, LoadGenerator, LoadOrder } from './load-generator.js';
import { percentile } from './median.js';
import { pollEach } from './poll-each.js';
import type { ServerProcess } from './server-process.js';

/** One look at a subject. */
export interface Measured extends Load {
  /** Server CPU time per request answered: the figure that counts. */
  readonly cpuMicroseconds: number;
}

/** Something that is measured once a round. */
export interface Subject {
  readonly name: string;
  readonly measure: () => Promise<Measured>;
}

/** A server under the load of the generator. */
export const underLoad = (
  name: string,
  server: ServerProcess,
  generator: LoadGenerator,
  order: Omit<LoadOrder, 'port'>,
): Subject => ({
  name,
  measure: () => withCost(server, () => generator.run({ ...order, port: server.port })),
});

/** By then a gateway has seen a change: it looks every second, and may have thousands of vehicles to read. */
const SEEN_AFTER_MS = 3_000;

/** First polls after a change: these vehicles change, then each polls once. The generator is this process. */
export const afterChange = (
  name: string,
  server: ServerProcess,
  fleet: Fleet,
  numbers: readonly number[],
): Subject => ({
  name,
  measure: async () => {
    await fleet.change(numbers);
    await wait(SEEN_AFTER_MS);
    return withCost(server, () => pollsOnce(server, numbers));
  },
});

async function pollsOnce(server: ServerProcess, numbers: readonly number[]): Promise<Load> {
  const [startedAt, cpuBefore] = [performance.now(), process.cpuUsage()];
  const answers = await pollEach(server.port, numbers);
  const seconds = (performance.now() - startedAt) / 1_000;
  const { user, system } = process.cpuUsage(cpuBefore);
  const times = answers.map(({ ms }) => ms);
  return {
    requests: answers.length,
    seconds,
    p50Ms: percentile(times, 0.5),
    p99Ms: percentile(times, 0.99),
    generatorShare: (user + system) / 1e6 / seconds,
  };
}

async function withCost(server: ServerProcess, load: () => Promise<Load>): Promise<Measured> {
  const before = await server.usage();
  const seen = await load();
  const after = await server.usage();
  return { ...seen, cpuMicroseconds: (after.cpuMicroseconds - before.cpuMicroseconds) / seen.requests };
}
