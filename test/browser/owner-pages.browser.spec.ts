import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { AxeResults } from 'axe-core';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { whenInstalled } from '../tools/required-tool.js';
import { publishDemoReleases } from './demo-releases.js';
import { DEMO_LANGUAGES, openSeededOwnerPortal, type SeededOwnerPortal } from './seeded-owner-portal.js';

const PAGES = ['', '/releases/asterion-4.2', '/releases/asterion-4.2.1', '/releases/asterion-4.1', '/nothing-here'];
const WIDTHS = { phone: 390, desktop: 1280 } as const;
const COLOURS = ['light', 'dark'] as const;
/** WCAG 2.2 A and AA, and what the makers of axe recommend besides. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];
/** What can differ between two looks of one document. */
const VISIBLE = ['color-contrast', 'target-size', 'link-in-text-block', 'scrollable-region-focusable'];
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Set it to a folder to see what the browser saw. */
const TILE = 1400;
/** Ten to twenty pages, each judged by axe in about a second. */
const PATIENCE = 180_000;
const SHOTS = process.env['TIDINGS_SHOTS'];

const LOOKS = Object.entries(WIDTHS).flatMap(([screen, width]) =>
  COLOURS.map((colorScheme) => ({ screen, width, colorScheme })),
);

whenInstalled('chromium', "the owners' pages in a browser", () => {
  let portal: SeededOwnerPortal;
  let browser: Browser;

  beforeAll(async () => {
    portal = await openSeededOwnerPortal();
    await publishDemoReleases(portal);
    browser = await chromium.launch({
      executablePath: '/usr/bin/chromium',
      args: [
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    });
  });
  afterAll(async () => {
    await browser.close();
    await portal.close();
  });

  /** Opens a page, hands it over and closes everything; complaints of the browser (CSP, missing files) fail the test. */
  async function onPage(
    path: string,
    look: BrowserContextOptions & { readonly width: number },
    see: (page: Page) => Promise<void>,
  ): Promise<void> {
    const { width, ...options } = look;
    const context = await browser.newContext({ ...options, viewport: { width, height: 844 } });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => void complaints.push(message.text()));
    page.on('requestfailed', (request) => void complaints.push(request.url()));
    await page.goto(portal.url + path, { waitUntil: 'load' });
    await see(page);
    await context.close();
    expect(complaints.filter((text) => !text.includes('status of 404'))).toEqual([]);
  }

  it.each(DEMO_LANGUAGES)(
    'break no rule of accessibility in %s, on phone and desktop, light and dark',
    async (language) => {
      for (const place of PAGES)
        await onPage(`/${language}${place}`, { width: WIDTHS.phone, bypassCSP: true }, async (page) => {
          await page.addScriptTag({ content: AXE });
          for (const [n, { screen, width, colorScheme }] of LOOKS.entries()) {
            await page.setViewportSize({ width, height: 844 });
            await page.emulateMedia({ colorScheme });
            if (SHOTS)
              await keepShots(page, join(SHOTS, `${language}${place.replaceAll('/', '_')}.${screen}.${colorScheme}`));
            const runOnly = n === 0 ? RULES : VISIBLE;
            const { violations } = await page.evaluate<AxeResults>(`axe.run({ runOnly: ${JSON.stringify(runOnly)} })`);
            const found = violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)]);
            expect([place, screen, colorScheme, found]).toEqual([place, screen, colorScheme, []]);
          }
        });
    },
    PATIENCE,
  );

  it('can be read without JavaScript', async () => {
    await onPage('/sv-SE/releases/asterion-4.2', { width: WIDTHS.phone, javaScriptEnabled: false }, async (page) => {
      expect(await page.locator('h1').innerText()).toMatch(/ladd/i);
      expect(await page.locator('#battery-warm-up section').count()).toBe(6);
      await page.locator('#battery-warm-up summary').click();
      expect(await page.locator('#battery-warm-up details .prose').isVisible()).toBe(true);
    });
  });

  it.each(DEMO_LANGUAGES)('fit in %s a screen of 320 pixels, which is 400 %% zoom on a desk', async (language) => {
    for (const place of PAGES)
      await onPage(`/${language}${place}`, { width: 320 }, async (page) => {
        const wide = await page.evaluate<number>('document.documentElement.scrollWidth');
        expect([place, wide]).toEqual([place, 320]);
      });
  });

  it('let a keyboard reach every link and unfold every detail, each with a visible focus', async () => {
    await onPage('/en-GB/releases/asterion-4.2', { width: WIDTHS.desktop }, async (page) => {
      const reachable = await page.locator('a, summary').count();
      const reached = new Set<string>();
      for (let n = 0; n < reachable; n += 1) {
        await page.keyboard.press('Tab');
        const focus = await page.evaluate<{ readonly text: string; readonly outline: string }>(`({
          text: document.activeElement.outerHTML,
          outline: getComputedStyle(document.activeElement).outlineStyle,
        })`);
        expect(focus.outline).toBe('solid');
        reached.add(focus.text);
      }
      expect(reached.size).toBe(reachable);
    });
  });

  it('skip the head of the page at the first key', async () => {
    await onPage('/en-GB/releases/asterion-4.2', { width: WIDTHS.desktop }, async (page) => {
      await page.keyboard.press('Tab');
      expect(await page.evaluate('document.activeElement.getBoundingClientRect().left')).toBeGreaterThan(0);
      await page.keyboard.press('Enter');
      expect(await page.evaluate('document.activeElement.id')).toBe('main');
    });
  });

  it('give a thumb 44 pixels wherever a link is not part of a sentence', async () => {
    for (const place of PAGES)
      await onPage(`/de-DE${place}`, { width: WIDTHS.phone }, async (page) => {
        for (const link of await page.locator('.top a, .editions a, .next, .more a, summary').all()) {
          const box = (await link.boundingBox())!;
          expect([await link.innerText(), Math.min(box.height, box.width) >= 44]).toEqual([
            await link.innerText(),
            true,
          ]);
        }
      });
  });

  it('are set in lines of 60 to 75 characters on a desk, in the font they bring along', async () => {
    await onPage('/en-GB/releases/asterion-4.2', { width: WIDTHS.desktop }, async (page) => {
      const paragraph = page.locator('#battery-warm-up section .prose p').first();
      const [lines, characters] = await paragraph.evaluate((element): [number, number] => [
        Math.round(element.clientHeight / Number.parseFloat(getComputedStyle(element).lineHeight)),
        element.textContent.length,
      ]);
      expect(characters / lines).toBeGreaterThan(50);
      expect(characters / lines).toBeLessThan(75);
      expect(await page.evaluate('document.fonts.check(\'18px "Source Sans 3"\')')).toBe(true);
    });
  });

  it('are printed whole, without what only a screen needs', async () => {
    await onPage('/en-GB/releases/asterion-4.2', { width: WIDTHS.desktop }, async (page) => {
      await page.emulateMedia({ media: 'print' });
      expect(await page.locator('.languages').isVisible()).toBe(false);
      expect(await page.locator('#battery-warm-up details .prose').isVisible()).toBe(true);
      expect((await page.pdf()).length).toBeGreaterThan(10_000);
    });
  });
});

/** In tiles that can be looked at one by one. */
async function keepShots(page: Page, name: string): Promise<void> {
  mkdirSync(dirname(name), { recursive: true });
  await page.evaluate('document.fonts.ready');
  const { width, height } = await page.evaluate<{ width: number; height: number }>(
    '({ width: document.documentElement.scrollWidth, height: document.documentElement.scrollHeight })',
  );
  for (let y = 0, n = 1; y < height; y += TILE, n += 1)
    await page.screenshot({
      path: `${name}.${n}.png`,
      fullPage: true,
      clip: { x: 0, y, width, height: Math.min(TILE, height - y) },
    });
}
