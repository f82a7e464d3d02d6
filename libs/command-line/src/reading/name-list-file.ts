import { readFile } from 'node:fs/promises';
import { refuse } from '../refusal.js';

/** Names of vehicles as a file lists them: one a line, empty lines and lines that begin with # left out, each once. Errors: Refusal when there is none. */
export async function namesListedIn(path: string): Promise<readonly string[]> {
  const lines = (await readFile(path, 'utf8')).replace(/^\uFEFF/, '').split(/\r?\n/);
  const names = lines.map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'));
  if (names.length === 0) throw refuse(`${path} names no vehicle: write one controller id a line.`);
  return [...new Set(names)];
}
