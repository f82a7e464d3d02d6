import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

const ROOT = new URL('../../../', import.meta.url);
const PAGE = readFileSync(new URL('docs/attacks.md', ROOT), 'utf8');

/** What a security officer asks for; the page may have more. */
const ASKED = [
  ...['wrong key', 'key of another publisher', 'revoked key', 'expired key', 'hardware not allowed', 'algorithm none'],
  ...['algorithm confusion', 'replayed declaration', 'changed byte', 'swapped digest', 'truncated upload', 'oversize'],
  ...[
    'path tricks in names',
    'zip-slip',
    'tampered row',
    'tampered stored object',
    'tampered journal',
    'forged proxy headers',
  ],
];

const ROWS = PAGE.split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| attack |'))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, attack, , proofs]) => ({
    attack: attack!,
    proofs: [...proofs!.matchAll(/`([^`]+\.ts)` "([^"]+)"/g)].map(([, file, test]) => ({ file: file!, test: test! })),
    parts: proofs!.split('; ').length,
  }));

describe('the page of attacks', () => {
  it.each(ASKED)('has a line about: %s', (attack) => {
    expect(ROWS.some((row) => row.attack.startsWith(attack))).toBe(true);
  });

  it.each(ROWS)('names tests that exist: $attack', ({ proofs, parts }) => {
    expect(proofs).toHaveLength(parts);
    for (const { file, test } of proofs) {
      const path = new URL(file, ROOT);
      expect(existsSync(path) ? file : 'no such file').toBe(file);
      const source = readFileSync(path, 'utf8');
      const isThere = [`'${test}'`, `"${test}"`, `\`${test}\``].some((quoted) => source.includes(quoted));
      expect(isThere ? test : `no test of that name in ${file}`).toBe(test);
    }
  });
});
