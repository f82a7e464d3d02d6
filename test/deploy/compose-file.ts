import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { PROJECT } from '../processes/built.js';

export const DEPLOY = join(PROJECT, 'deploy');

export interface ComposeService {
  readonly image: string;
  readonly build?: object;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly secrets?: readonly string[];
  readonly volumes?: readonly string[];
  readonly ports?: readonly string[];
  readonly networks?: unknown;
  readonly restart?: string;
  readonly healthcheck?: { readonly test?: readonly string[]; readonly disable?: boolean };
  readonly deploy?: { readonly resources?: { readonly limits?: { readonly memory?: string } } };
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
}

export interface ComposeFile {
  readonly services: Readonly<Record<string, ComposeService>>;
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
  readonly volumes: Readonly<Record<string, object>>;
  readonly networks: Readonly<Record<string, object>>;
}

const TEXT = readFileSync(join(DEPLOY, 'compose.yaml'), 'utf8');
/** ${NAME} or ${NAME:-otherwise}; $$ is a dollar. */
const VARIABLE = /\$\$|\$\{([A-Z0-9_]+)(?::-([^}]*))?\}/g;

/** deploy/compose.yaml as compose reads it: anchors merged, variables replaced. */
export function composeFile(variables: Readonly<Record<string, string>> = {}): ComposeFile {
  const replaced = TEXT.replace(VARIABLE, (_, name?: string, otherwise?: string) =>
    name === undefined ? '$' : (variables[name] ?? otherwise ?? ''),
  );
  return parse(replaced, { merge: true }) as ComposeFile;
}

/** The names it lets be replaced from outside. */
export const composeVariables = (): readonly string[] =>
  [...new Set([...TEXT.matchAll(VARIABLE)].flatMap(([, name]) => name ?? []))].sort();
