import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { AxeResults } from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { type Desk, openDesk } from '../journeys/operator-api-desk.js';
import { aFile, aPublisher } from '../journeys/operator-api-publisher.js';
import { until } from '../processes/until.js';
import { whenInstalled } from '../tools/required-tool.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];
const LOOKS = [
  { width: 390, colorScheme: 'light' },
  { width: 1280, colorScheme: 'dark' },
] as const;
/** Set it to a folder to see what the browser saw. */
const SHOTS = process.env['TIDINGS_SHOTS'];

whenInstalled('chromium', 'the upload page in a browser', () => {
  const publisher = aPublisher();
  let desk: Desk;
  let browser: Browser;

  beforeAll(async () => {
    desk = await openDesk();
    await desk.post('rita', '/api/publishers', { name: 'Asterion Powertrain', jwk: publisher.publicJwk });
    browser = await chromium.launch({
      executablePath: '/usr/bin/chromium',
      args: ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
    });
  }, 90_000);
  afterAll(async () => {
    await browser.close();
    await desk.close();
  });

  const opened = async (look: (typeof LOOKS)[number]): Promise<{ page: Page; complaints: string[] }> => {
    const { width, colorScheme } = look;
    const context = await browser.newContext({
      viewport: { width, height: 900 },
      colorScheme,
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.goto(`${desk.url}/console/upload`);
    return { page, complaints };
  };

  const fill = async (page: Page, declaration: string, file: Buffer): Promise<void> => {
    await page.getByLabel('Your access token').fill(await desk.tokenOf('rita'));
    const signed = { name: 'large.jws', mimeType: 'application/jose', buffer: Buffer.from(`${declaration}\n`) };
    await page.getByLabel('Signed declaration').setInputFiles(signed);
    await page
      .getByLabel('Package file')
      .setInputFiles({ name: 'large.swu', mimeType: 'application/octet-stream', buffer: file });
    await page.getByRole('button', { name: 'Send package' }).click();
  };

  const findings = async (page: Page): Promise<readonly string[]> => {
    await page.evaluate(AXE);
    const { violations } = await page.evaluate<AxeResults>(`axe.run(document, { runOnly: ${JSON.stringify(RULES)} })`);
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  };

  it('brings a package in, and goes on where it was when it is loaded again in the middle', async () => {
    const { page, complaints } = await opened(LOOKS[0]);
    const file = aFile(12 << 20);
    const declaration = await publisher.sign(file, { name: 'from a browser', fileName: 'large.swu' });
    const wire = await page.context().newCDPSession(page);
    const throttle = (uploadThroughput: number): Promise<unknown> =>
      wire.send('Network.emulateNetworkConditions', {
        offline: false,
        latency: 0,
        downloadThroughput: -1,
        uploadThroughput,
      });
    await wire.send('Network.enable');
    await throttle(3 << 20);
    await fill(page, declaration, file);
    await until(async () => (await page.evaluate<number>('document.querySelector("progress").value')) > 40, 60_000);
    await shoot(page, 'sending');
    await page.reload();
    await throttle(-1);
    await page.evaluate(`window.heard = []; new MutationObserver(() => heard.push(document.querySelector('#told').textContent))
      .observe(document.querySelector('#told'), { childList: true, characterData: true, subtree: true })`);
    await fill(page, declaration, file);
    await page.getByRole('heading', { name: 'is on file' }).waitFor({ timeout: 60_000 });
    expect(await page.evaluate('heard')).toEqual(expect.arrayContaining([expect.stringMatching(/^Goes on at /)]));
    expect(await findings(page)).toEqual([]);
    await shoot(page, 'done');
    expect(complaints).toEqual([]);
    await page.context().close();
  }, 120_000);

  it.each(LOOKS)(
    'can be used by everybody, %p',
    async (look) => {
      const { page, complaints } = await opened(look);
      expect(await findings(page)).toEqual([]);
      await shoot(page, `form-${look.colorScheme}`);
      const declaration = await publisher.sign(aFile(10), { name: `refused ${look.width}` });
      await fill(page, declaration, aFile(11));
      await page.getByRole('heading', { name: 'Not taken' }).waitFor();
      expect(await page.locator('#told').textContent()).toContain('choose the file that was declared');
      expect(await findings(page)).toEqual([]);
      expect(complaints).toEqual([]);
      await page.context().close();
    },
    60_000,
  );

  const shoot = async (page: Page, name: string): Promise<void> => {
    if (SHOTS !== undefined) await page.screenshot({ path: join(SHOTS, `upload-${name}.png`), fullPage: true });
  };
});
