import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { refuse } from '../../refusal.js';
import type { components } from '../../release-desk/openapi.js';

export type Body = components['schemas']['CreateReleaseRequest'];

/** A draft in a file: the members of the request, with packages by id or by name and version. */
interface ReleaseFile {
  readonly name?: string;
  readonly version?: string;
  readonly packages?: readonly string[];
  /** Everything else; the server says what it does not know. */
  readonly wishes?: Partial<Body>;
}

/** Errors: Refusal. */
export async function releaseFile(path: string): Promise<ReleaseFile> {
  const source = await readFile(path, 'utf8').catch(() => {
    throw refuse(`${path} cannot be read.`);
  });
  let read: unknown;
  try {
    read = parse(source);
  } catch (cause) {
    throw refuse(`${path} is no YAML: ${(cause as Error).message.split('\n')[0]}`);
  }
  if (typeof read !== 'object' || read === null || Array.isArray(read)) throw refuse(`${path} holds no release.`);
  const { name, version, packages, ...wishes } = read as Readonly<Record<string, unknown>>;
  return {
    ...(name !== undefined && { name: asText(name) }),
    ...(version !== undefined && { version: versionText(version) }),
    ...(Array.isArray(packages) && { packages: packages.map(asText) }),
    wishes,
  };
}

const asText = (value: unknown): string => {
  if (typeof value !== 'string') throw refuse(`${JSON.stringify(value)} must be a text: put it in quotes.`);
  return value;
};

// YAML reads 4.10 as the number 4.1: nobody shall lose a version to that.
function versionText(value: unknown): string {
  if (typeof value === 'number')
    throw refuse(`Put the version in quotes, as version: "${value}": without them it is a number.`);
  return asText(value);
}
