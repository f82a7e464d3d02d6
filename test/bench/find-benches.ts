import { readdirSync } from 'node:fs';
import type { BenchSection } from './bench-section.js';

export interface FoundBench {
  /** Of the file, without '-bench.ts': what --only asks for. */
  readonly name: string;
  readonly section: BenchSection;
}

/** The sections of this folder, by name. Errors: an Error when `only` names none. */
export async function findBenches(only: string | undefined): Promise<readonly FoundBench[]> {
  const names = readdirSync(import.meta.dirname)
    .filter((file) => file.endsWith('-bench.ts'))
    .map((file) => file.slice(0, -'-bench.ts'.length))
    .sort();
  const wanted = names.filter((name) => only === undefined || name === only);
  if (wanted.length === 0) throw new Error(`--only must be one of: ${names.join(', ')}.`);
  return Promise.all(
    wanted.map(async (name) => {
      const { bench } = (await import(`./${name}-bench.ts`)) as { readonly bench: BenchSection };
      return { name, section: bench };
    }),
  );
}
