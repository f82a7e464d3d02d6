import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LocalIdentity } from '@tidings/embedded-defaults';
import { hours, minutes } from '@tidings/vocabulary';
import type { DemoName } from './demo/demo-people.js';

/** Names of token files, and whose token is in them. */
const HOLDERS: Readonly<Record<string, DemoName>> = {
  'release-manager': 'astrid',
  approver: 'bruno',
  'safety-approver': 'chidi',
  author: 'claire',
  auditor: 'dunja',
  administrator: 'edvin',
};

const VALID_FOR = hours(1);
/** Well before the old ones end. */
const RENEW_EVERY = minutes(20);

/** Keeps short-lived tokens of the demo people where the command line finds them; only their owner can read them. */
export async function keepPeopleTokens(identity: LocalIdentity, directory: string): Promise<{ stop: () => void }> {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const write = async (): Promise<void> => {
    for (const [name, person] of Object.entries(HOLDERS)) {
      const file = join(directory, `${name}.jwt`);
      writeFileSync(file, await identity.mintToken(person, VALID_FOR), { mode: 0o600 });
      chmodSync(file, 0o600);
    }
  };
  await write();
  const timer = setInterval(() => void write(), RENEW_EVERY);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
