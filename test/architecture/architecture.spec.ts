import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { IMPORT_RULES } from './import-rules.js';
import { lookAtImports } from './look-at-imports.js';
import { ROOMS } from './rooms.js';
import { SOURCE_RULES } from './source-rules.js';

const HOUSE = resolve(import.meta.dirname, '../..');
const FIXTURES = join(import.meta.dirname, 'fixtures');

describe('the house', () => {
  it('has exactly the rooms the rule table knows', () => {
    expect(readdirSync(join(HOUSE, 'libs')).sort()).toEqual(Object.keys(ROOMS).sort());
  });

  it('keeps every rule about imports', async () => {
    const violations = await lookAtImports(HOUSE, ['apps', 'libs', 'test'], IMPORT_RULES);
    const messages = new Map(IMPORT_RULES.map(({ name, message }) => [name, message]));
    expect(violations.map(({ rule, from, to }) => `${from} -> ${to}: ${messages.get(rule)}`)).toEqual([]);
  }, 120_000);

  it('keeps every rule about sources', () => {
    expect(brokenIn(HOUSE).map(({ path, message }) => `${path}: ${message}`)).toEqual([]);
  });
});

describe('a check that cannot fail is no check', () => {
  it.each(IMPORT_RULES.map(({ name }) => name))('%s reports the fixture that breaks it', async (name) => {
    const rules = IMPORT_RULES.filter((rule) => rule.name === name);
    const root = join(FIXTURES, name);
    expect(existsSync(root)).toBe(true);
    const violations = await lookAtImports(root, readdirSync(root), rules);
    expect(violations.map(({ rule }) => rule)).toContain(name);
  });

  it.each(SOURCE_RULES.map(({ name }) => name))('%s reports the fixture that breaks it', (name) => {
    expect(brokenIn(join(FIXTURES, name)).map((broken) => broken.name)).toContain(name);
  });
});

function brokenIn(root: string): readonly { readonly name: string; readonly path: string; readonly message: string }[] {
  return filesBelow(root).flatMap((file) => {
    const path = relative(root, file);
    const rules = SOURCE_RULES.filter(({ appliesTo }) => appliesTo(path));
    if (rules.length === 0) return [];
    const source = readFileSync(file, 'utf8');
    return rules.filter(({ breaks }) => breaks(source, path)).map(({ name, message }) => ({ name, path, message }));
  });
}

function filesBelow(root: string): readonly string[] {
  if (!existsSync(root)) return [];
  return readdirSync(root, { withFileTypes: true }).flatMap((entry) => {
    const path = join(root, entry.name);
    if (path === FIXTURES || ['node_modules', 'dist', '.git', '.tidings'].includes(entry.name)) return [];
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}
