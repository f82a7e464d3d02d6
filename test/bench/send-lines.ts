import { createReadStream } from 'node:fs';
import { request } from 'node:http';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { IncomingMessage } from 'node:http';

export interface Counts {
  readonly registered: number;
  readonly changed: number;
  readonly unchanged: number;
}

/** Sends a file of vehicles and reads the news while it does. Errors: an Error with the last line unless it says "finished". */
export async function sendLines(url: string, token: string, file: string): Promise<Counts> {
  const type = file.endsWith('.csv') ? 'text/csv' : 'application/x-ndjson';
  const headers = { authorization: `Bearer ${token}`, 'content-type': type };
  const sending = request(url, { method: 'POST', headers });
  createReadStream(file, { highWaterMark: 2 ** 18 }).pipe(sending);
  const [answer] = (await once(sending, 'response')) as [IncomingMessage];
  let last = '';
  for await (const line of createInterface({ input: answer })) if (line !== '') last = line;
  const news = JSON.parse(last) as Counts & { readonly kind?: string };
  if (news.kind !== 'finished') throw new Error(`The import ended with: ${last}`);
  return { registered: news.registered, changed: news.changed, unchanged: news.unchanged };
}
