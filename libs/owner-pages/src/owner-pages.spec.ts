import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { after, minutes, seconds } from '@tidings/vocabulary';
import request from 'supertest';
import { publishDemoReleases } from '../../../test/browser/demo-releases.js';
import { demoNote, openSeededOwnerPortal, type SeededOwnerPortal } from '../../../test/browser/seeded-owner-portal.js';

const RELEASE = '/releases/asterion-4.2';

describe("the owners' door", () => {
  let portal: SeededOwnerPortal;

  beforeAll(async () => {
    portal = await openSeededOwnerPortal();
    await publishDemoReleases(portal);
  });
  afterAll(() => portal.close());

  const ask = (path: string) => request(portal.url).get(path);

  it("leads a reader to what is new in the browser's language", async () => {
    await ask('/')
      .set('accept-language', 'sv,en;q=0.5')
      .expect(302)
      .expect('location', '/sv-SE')
      .expect('vary', /accept-language/i);
    await ask('/').set('accept-language', 'da').expect('location', '/en-GB');
  });

  it('understands an address that names a language loosely', async () => {
    await ask('/de-AT/releases/asterion-4.2?from=mail')
      .expect(302)
      .expect('location', '/de-DE/releases/asterion-4.2?from=mail');
    await ask('/fr').expect('location', '/fr-FR');
    await ask('/fr-FR/releases').expect('location', '/fr-FR');
  });

  it('lists what is new, the newest first, and says where an edition is missing', async () => {
    const { text } = await ask('/de-DE').expect(200).expect('content-type', 'text/html; charset=utf-8');
    const places = ['Asterion 4.2.1', 'Asterion 4.2', 'Asterion 4.1'].map((name) => text.indexOf(`${name}</p>`));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places[0]).toBeGreaterThan(0);
    expect(text).toContain('Diese Version ist noch nicht auf Deutsch beschrieben.');
    expect(text).toContain('href="/sv-SE/releases/asterion-4.1"');
    expect(text).not.toContain('href="/de-DE/releases/asterion-4.1"');
  });

  it('shows a release in the language of its address', async () => {
    const { text } = await ask(`/fr-FR${RELEASE}`).expect(200);
    expect(text).toContain('<html lang="fr-FR">');
    expect(text).toContain('Sur 412 voitures');
  });

  it('answers 404 with the languages there are when a release has no such edition', async () => {
    const { text } = await ask('/fr-FR/releases/asterion-4.1').expect(404);
    expect(text).toContain('href="/en-GB/releases/asterion-4.1"');
    expect(text).not.toContain('Ready when you reach');
  });

  it.each(['/en-GB/releases/none', '/en-GB/releases/..%2f..', '/nothing', '/en-GB/a/b/c', '/assets/none.css', '/%zz'])(
    'answers %s with a page for people that says there is nothing',
    async (path) => {
      const answer = await ask(path).set('accept-language', 'sv');
      expect([404, 400]).toContain(answer.status);
      expect(answer.headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
      expect(answer.text).toContain(path.startsWith('/en-GB') ? 'There is no page here' : 'Här finns ingen sida');
    },
  );

  it('shows a pause within a minute, with what a browser may keep counted in', async () => {
    await ask(`/en-GB${RELEASE}`)
      .expect(/It is on its way/)
      .expect('cache-control', 'public, max-age=30, must-revalidate');
    await portal.rows.query(
      `UPDATE rollout SET state = 'paused', state_why = 'We look into three reports.' WHERE release_id = 'rel_42'`,
    );
    portal.clock.at = after(portal.clock.at, seconds(29));
    await ask(`/en-GB${RELEASE}`).expect(/We look into three reports\./);
    await ask('/en-GB').expect(/We look into three reports\./);
  });

  it('spares a reader who has the page already', async () => {
    const { headers } = await ask(`/en-GB${RELEASE}`);
    await ask(`/en-GB${RELEASE}`).set('if-none-match', `W/${headers['etag']}, "x"`).expect(304);
    await ask(`/en-GB${RELEASE}`).set('if-none-match', '"other"').expect(200);
  });

  it('sends its pages compressed and small', async () => {
    for (const release of ['asterion-4.2', 'asterion-4.2.1']) {
      const answer = await ask(`/de-DE/releases/${release}`)
        .set('accept-encoding', 'gzip')
        .buffer(false)
        .expect('content-encoding', 'gzip')
        .expect('vary', /accept-encoding/i);
      expect(Number(answer.headers['content-length'])).toBeLessThan(60_000);
    }
    await ask(`/de-DE${RELEASE}`)
      .set('accept-encoding', 'gzip;q=0')
      .expect(({ headers }) => {
        expect(headers['content-encoding']).toBeUndefined();
      });
  });

  it('brings its own style and fonts, under names that may be kept for ever', async () => {
    const { text, headers } = await ask(`/en-GB${RELEASE}`);
    expect(headers['content-security-policy']).toContain("style-src 'self'");
    const assets = [...text.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, address]) => address!);
    expect(assets.map((address) => address.replace(/^.*\./, ''))).toEqual(['woff2', 'css', 'svg']);
    for (const address of assets)
      await ask(address).expect(200).expect('cache-control', 'public, max-age=31536000, immutable');
    const css = await ask(assets[1]!).expect('content-type', 'text/css; charset=utf-8');
    expect(css.text).not.toContain('font:latin');
    for (const [, address] of css.text.matchAll(/url\(([^)]+)\)/g))
      await ask(address!).expect(200).expect('content-type', 'font/woff2');
  });

  it('names itself as the reader sees it, and never as a forged host', async () => {
    await ask('/en-GB')
      .set('host', 'owners.example')
      .expect(/rel="canonical" href="http:\/\/owners\.example\/en-GB"/);
    await ask('/en-GB')
      .set('host', 'a"><script>')
      .expect(({ text }) => expect(text).not.toContain('<script'));
  });

  it('keeps a superseded text and a text in review to itself', async () => {
    const source = demoNote('asterion-4.2', 'en-GB').replaceAll('4.2', '5.0');
    await portal.publish({ releaseId: 'rel_50', source, liveAt: '2026-11-21T08:00:00Z' });
    await portal.rows.query(`UPDATE note_revision SET state = 'superseded' WHERE release_id = 'rel_50'`);
    await ask('/en-GB/releases/asterion-5.0').expect(404);
  });

  it('says that a fault is ours, tells nothing of it but a number, and is well again afterwards', async () => {
    portal.clock.at = after(portal.clock.at, minutes(5));
    await portal.rows.query('ALTER TABLE note_revision RENAME TO hidden');
    const answer = await ask(`/de-DE${RELEASE}`).expect(500).expect('cache-control', 'no-store');
    expect(answer.text).toContain('Wir können diese Seite gerade nicht zeigen');
    expect(answer.text).toContain(answer.headers['x-request-id']!);
    expect(answer.text).not.toContain('note_revision');
    expect(portal.log.failures).toHaveLength(1);
    await portal.rows.query('ALTER TABLE hidden RENAME TO note_revision');
    await ask(`/de-DE${RELEASE}`).expect(200);
  });
});
