/** Something a file must not say. `name` is also the folder of the fixture that breaks it. */
export interface SourceRule {
  readonly name: string;
  readonly message: string;
  readonly appliesTo: (path: string) => boolean;
  readonly breaks: (source: string, path: string) => boolean;
}

const THINK =
  /^libs\/(vocabulary|rollout-engine|fleet-model|update-trust|package-inspectors|release-rules|release-notes)\//;
const isCode = (path: string): boolean => /^(apps|libs)\/.*\.tsx?$/.test(path) && !/\.spec\.tsx?$/.test(path);

/** The adapters in which time and chance come in, one each. */
const TIME = new Set(['libs/postgres/src/database-clock.ts']);
const CHANCE = new Set(['libs/foundation/src/foundation.ts']);
/** Programs of their own, with no operation to ask once: they may look at the time. */
const OUTSIDE = /^libs\/(embedded-defaults|fleet-simulator|command-line|http-edge)\/|^apps\//;

export const SOURCE_RULES: readonly SourceRule[] = [
  {
    name: 'think-asks-no-clock',
    message: 'pure code takes `now` and chance as arguments',
    appliesTo: (path) => isCode(path) && THINK.test(path),
    breaks: (source) =>
      /\bDate\.now\(|\bnew Date\(\)|\bperformance\.now\(|\bMath\.random\(|\brandom(UUID|Bytes|Int)\(/.test(source),
  },
  {
    name: 'one-clock',
    message: 'ask the Clock port once per operation; only its adapter reads the time',
    appliesTo: (path) => isCode(path) && !THINK.test(path) && !OUTSIDE.test(path) && !TIME.has(path),
    breaks: (source) => /\bDate\.now\(|\bnew Date\(\)/.test(source),
  },
  {
    name: 'one-chance',
    message: 'ask the IdSource port; only its adapter draws chance',
    appliesTo: (path) => isCode(path) && !OUTSIDE.test(path) && !CHANCE.has(path),
    breaks: (source) => /\bMath\.random\(/.test(source),
  },
  {
    name: 'no-default-export',
    message: 'a file exports the one thing it is named after, by name',
    appliesTo: isCode,
    breaks: (source) => /^export default /m.test(source),
  },
  {
    name: 'no-enum',
    message: 'use a union of words',
    appliesTo: isCode,
    breaks: (source) => /^(export )?(const )?enum /m.test(source),
  },
  {
    name: 'folders-are-words',
    message: 'a folder or file is a word of the domain, never a kind: find what it is of',
    appliesTo: (path) => /^(apps|libs|test)\//.test(path),
    breaks: (_, path) => /(^|\/)(utils?|helpers?|common|shared|misc|core|managers?|services?)(\/|\.|-)/i.test(path),
  },
  {
    name: 'no-long-files',
    message: 'a file past 250 lines holds two things',
    appliesTo: (path) =>
      /^(apps|libs|test)\/.*\.tsx?$/.test(path) && !/\/openapi\.ts$|\/words\/[a-z]{2}-[A-Z]{2}\.ts$/.test(path),
    // A table of cases may be longer; a migration is one list.
    breaks: (source, path) =>
      source.split('\n').length > (/\.(spec|drill)\.tsx?$|\/migrations\//.test(path) ? 420 : 251),
  },
  {
    name: 'synchronize-never',
    message: 'the database changes by migrations only',
    appliesTo: isCode,
    breaks: (source) => /synchronize:\s*true|\.synchronize\(/.test(source),
  },
];
