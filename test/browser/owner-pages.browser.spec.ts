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
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Set it to a folder to see what the browser saw. */
const TILE = 1400;
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

  it.each(DEMO_LANGUAGES.flatMap((language) => PAGES.map((page) => [`/${language}${page}`] as const)))(
    '%s has no accessibility violation, on phone and desktop, light and dark',
    async (path) => {
      for (const { screen, width, colorScheme } of LOOKS)
        await onPage(path, { width, colorScheme, bypassCSP: true }, async (page) => {
          if (SHOTS)
            await keepShots(page, join(SHOTS, `${path.slice(1).replaceAll('/', '_')}.${screen}.${colorScheme}`));
          await page.addScriptTag({ content: AXE });
          const { violations } = await page.evaluate<AxeResults>(`axe.run({ runOnly: ${JSON.stringify(RULES)} })`);
          expect(violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)])).toEqual([]);
        });
    },
  );
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
