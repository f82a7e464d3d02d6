import { Agent, request } from 'node:http';
import { CONNECTIONS } from './load-generator.js';
import { controllerIdOf, tokenOf } from './fleet.js';

/** An answer to a poll, as far as the bench looks. */
export interface PollAnswer {
  readonly status: number;
  readonly etag: string | undefined;
  readonly body: string;
  readonly ms: number;
}

export const pollPath = (number: number): string => `/DEFAULT/controller/v1/${controllerIdOf(number)}`;

/** Every vehicle polls once, so many at a time as the load generator has connections. Errors: an Error for any answer but 200. */
export async function pollEach(port: number, numbers: readonly number[]): Promise<readonly PollAnswer[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const left = numbers[Symbol.iterator]();
  const answers: PollAnswer[] = [];
  const pollOn = async (): Promise<void> => {
    for (const number of left) {
      const answer = await poll(agent, port, number);
      if (answer.status !== 200) throw new Error(`${pollPath(number)} was answered ${answer.status}: ${answer.body}`);
      answers.push(answer);
    }
  };
  try {
    await Promise.all(Array.from({ length: CONNECTIONS }, pollOn));
  } finally {
    agent.destroy();
  }
  return answers;
}

function poll(agent: Agent, port: number, number: number): Promise<PollAnswer> {
  const headers = { accept: 'application/hal+json', authorization: `TargetToken ${tokenOf(number)}` };
  const startedAt = performance.now();
  return new Promise((resolve, reject) => {
    const asked = request({ agent, host: '127.0.0.1', port, path: pollPath(number), headers }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (part: string) => (body += part));
      response.on('error', reject).on('end', () => {
        const { statusCode = 0, headers: told } = response;
        resolve({ status: statusCode, etag: told.etag, body, ms: performance.now() - startedAt });
      });
    });
    asked.on('error', reject).end();
  });
}
