import { readFile } from 'node:fs/promises';
import { refuse } from '../refusal.js';

/** A JWK as it lies in a file; which kind it is, update-trust says. Errors: Refusal when it is not JSON; those of the file. */
export async function readKeyFile(path: string): Promise<Readonly<Record<string, unknown>>> {
  const text = await readFile(path, 'utf8');
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // A PEM file, most likely. What to do is the same for whatever is not an object.
  }
  throw refuse(
    `${path} holds no JSON Web Key: keys are read in that form only.`,
    'Make one with: tidings publisher key-new --out FILE',
  );
}
