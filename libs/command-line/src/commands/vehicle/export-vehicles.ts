import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { type Command, Option } from 'commander';
import { Refusal, refuse } from '../../refusal.js';
import { isProblem, problemSentences } from '../../release-desk/problem-sentences.js';
import { noAnswer } from '../../release-desk/release-desk.js';
import type { Session } from '../../session.js';

interface Options {
  readonly format: 'csv' | 'ndjson';
  readonly filter?: string;
  readonly out?: string;
}

export const exportVehicles = (to: Command, session: Session): Command =>
  to
    .command('export')
    .description('vehicles as an import takes them, without their tokens')
    .addOption(new Option('--format <format>', 'csv or ndjson').choices(['csv', 'ndjson']).default('csv'))
    .option('--filter <rsql>', 'only those of this filter')
    .option('--out <file>', 'a new file; default: the screen')
    .action(async ({ format, filter, out }: Options) => {
      const { address, token } = await session.way();
      const response = await fetch(new URL('/api/vehicles/export', address), {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ format, ...(filter !== undefined && { filter }) }),
      }).catch((cause: unknown) => {
        throw noAnswer(address, cause);
      });
      if (!response.ok || !response.body) throw await refusalOf(response);
      const lines = Readable.fromWeb(response.body as ReadableStream);
      if (out === undefined) {
        for await (const chunk of lines) session.io.out.write(String(chunk));
        return;
      }
      const path = session.pathOf(out);
      await pipeline(lines, createWriteStream(path, { flags: 'wx', mode: 0o600 })).catch((cause: unknown) => {
        const { code } = cause as NodeJS.ErrnoException;
        throw code === 'EEXIST'
          ? refuse(`${path} exists and is left as it is: name a new file.`)
          : noAnswer(address, cause);
      });
      session.say(`The vehicles are in ${path}.`);
    });

async function refusalOf(response: Response): Promise<Refusal> {
  const problem: unknown = await response.json().catch(() => undefined);
  return isProblem(problem)
    ? new Refusal(problemSentences(problem))
    : refuse(`The server answers ${response.status}, and not in the words of Tidings.`);
}
