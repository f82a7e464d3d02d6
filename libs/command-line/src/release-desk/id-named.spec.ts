import { describe, expect, it } from '@jest/globals';
import { Refusal } from '../refusal.js';
import { idNamed } from './id-named.js';

const RELEASES = [
  { id: 'rel_2', names: ['Asterion', 'Asterion 4.2'] },
  { id: 'rel_1', names: ['Asterion', 'Asterion 4.1'] },
  { id: 'rel_3', names: ['Remedy', 'Remedy 1'] },
];
const named = (text: string, all = RELEASES) =>
  idNamed(text, { what: 'release', prefix: 'rel', all: () => Promise.resolve(all) });

describe('A name on the command line', () => {
  it.each([
    ['rel_9', 'rel_9'],
    ['Asterion 4.2', 'rel_2'],
    ['asterion 4.1 ', 'rel_1'],
    ['Remedy', 'rel_3'],
  ])('%p means %s', async (text, id) => expect(await named(text)).toBe(id));

  it.each([
    ['Asterion', RELEASES, 'rel_1'],
    ['Asterion 5', RELEASES, 'Asterion 4.2'],
    ['Asterion 5', [], 'none at all'],
  ])('%p is refused when it does not mean one thing, with what there is', async (text, all, tells) => {
    const refused = await named(text, all).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Refusal);
    expect((refused as Refusal).sentences.join('\n')).toContain(tells);
  });
});
