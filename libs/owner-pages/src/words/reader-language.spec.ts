import { describe, expect, it } from '@jest/globals';
import type { FastifyRequest } from 'fastify';
import { nearestLanguage, readerLanguage } from './reader-language.js';

const asking = (url: string, accept?: string) =>
  readerLanguage({ url, headers: { 'accept-language': accept } } as unknown as FastifyRequest);

describe("a reader's language", () => {
  it.each([
    ['/sv-SE/releases/x', 'de', 'sv-SE'],
    ['/', 'de-AT,de;q=0.9,en;q=0.5', 'de-DE'],
    ['/', 'fr-CA', 'fr-FR'],
    ['/fr/nothing', 'de', 'fr-FR'],
    ['/', 'ja', 'en-GB'],
    ['/', undefined, 'en-GB'],
    ['/%', ';;;', 'en-GB'],
  ] as const)('of %s with a browser that asks for %s is %s', (url, accept, language) => {
    expect(asking(url, accept)).toBe(language);
  });

  it('is not Swedish for a Dane or a Norwegian who was not asked', () => {
    expect(asking('/', 'da')).toBe('en-GB');
    expect(asking('/', 'nb-NO')).toBe('en-GB');
  });

  it.each([
    ['de', 'de-DE'],
    ['DE-at', 'de-DE'],
    ['nl', undefined],
    ['assets', undefined],
    ['de-DE-x', undefined],
  ] as const)('that an address calls %s is our %s', (text, language) => {
    expect(nearestLanguage(text)).toBe(language);
  });
});
