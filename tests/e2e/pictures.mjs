// Takes the pictures of docs/pictures/, which the README shows: every page of the release with the sample company, on a fixed day.
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { serve } from '../../tools/serve.mjs';
import { CHROMIUM_ARGS, chromiumPath } from './support/chromium.js';
import { requireDist } from './support/dist.js';

const INTO = process.env.REMIT_PICTURES ?? fileURLToPath(new URL('../../docs/pictures', import.meta.url));
const DAY = new Date('2026-11-20T09:00:00Z');
const SIZE = { width: 1440, height: 900 };

/** A click on a button of the page. */
const press = (name) => (page) => page.getByRole('button', { name, exact: true }).first().click();

/** Begins the picture at the panel with this heading. */
const from = (heading) => (page) =>
  page
    .locator('.panel', { has: page.getByRole('heading', { name: heading }) })
    .first()
    .evaluate((it) => window.scrollTo(0, it.getBoundingClientRect().top + window.scrollY - 72));

/** Name, address, what is done before the picture is taken, and the theme. */
const PICTURES = [
  ['overview', '#/'],
  ['team', '#/team'],
  ['capacity', '#/team/capacity'],
  ['pay', '#/pay', [from(/^What the plan pays for/)]],
  ['pay-cost', '#/pay//cost'],
  ['statement', '#/pay/statement/ae-smb-1/FY2027-Q2'],
  ['territories', '#/territories/assign'],
  ['forecast', '#/forecast'],
  ['compare', '#/compare', [press('Duplicate this scenario'), changed]],
  ['offers', '#/roles', [from(/^Pay of a year/)]],
  ['roles', '#/roles/compared'],
  ['data', '#/data'],
  ['report', '#/report', [from(/^FY27 base plan/)]],
  ['guide', '#/guide'],
  ['dark', '#/', [], 'dark'],
];

/** The copy differs from the sample in one input, so that there is something to compare. */
async function changed(page) {
  const home = page.url().split('#')[0];
  await page.goto(`${home}#/forecast//assumptions`);
  const cell = page.locator('[data-input="segment/smb/retention/renewal"]').first();
  await cell.click();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('92');
  await page.keyboard.press('Enter');
  await page.goto(`${home}#/compare`);
  await page.locator('h1').first().waitFor();
  await page.evaluate(() => window.scrollTo(0, 0));
}

const site = await serve(requireDist(), { mount: '/' });
const browser = await chromium.launch({ executablePath: chromiumPath(), args: CHROMIUM_ARGS });
mkdirSync(INTO, { recursive: true });
let total = 0;
for (const [name, hash, steps = [], colorScheme = 'light'] of PICTURES) {
  const context = await browser.newContext({ viewport: SIZE, colorScheme, locale: 'en-US', timezoneId: 'UTC', reducedMotion: 'reduce', serviceWorkers: 'block' });
  const page = await context.newPage();
  page.on('pageerror', (error) => {
    throw error;
  });
  await page.clock.setFixedTime(DAY);
  await page.goto(site.address + hash);
  await page.locator('h1').first().waitFor();
  await page.locator('.coming').first().waitFor({ state: 'detached' });
  for (const step of steps) await step(page);
  await page.mouse.move(1430, 890);
  // Charts are drawn when they come into sight, for the width they have; a remark at the foot goes by itself.
  await page.waitForTimeout(900);
  await page.evaluate(() => document.querySelectorAll('.toast').forEach((it) => it.remove()));
  const session = await context.newCDPSession(page);
  const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: 78 });
  const bytes = Buffer.from(data, 'base64');
  total += bytes.length;
  writeFileSync(join(INTO, `${name}.webp`), bytes);
  await context.close();
}
console.log(`    ${PICTURES.length} pictures, ${(total / 1000).toFixed(0)} KB`);
await browser.close();
await site.stop();
