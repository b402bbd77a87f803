// What was stored is there again although the browser never wrote it to disk: it was killed, or the machine lost power.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { test, expect } from './fixtures.js';
import { CHROMIUM_ARGS, chromiumPath } from './support/chromium.js';

const margin = (page) => page.getByLabel('Gross margin', { exact: true }).first();
const ASSUMPTIONS = '#/forecast//assumptions';

async function enter(page, share) {
  await margin(page).fill(share);
  await margin(page).press('Tab');
  await page.waitForTimeout(500);
  await expect(page.getByText(/^Saved/).first()).toBeVisible();
}

/** Local storage as it is, to be put back later: what a browser does that has not yet written the rest. */
const stored = (page) => page.evaluate(() => Object.entries(localStorage));

async function forget(page, entries) {
  await page.evaluate((entries) => {
    localStorage.clear();
    for (const [key, text] of entries) localStorage.setItem(key, text);
  }, entries);
}

const copied = (page) =>
  page.evaluate(
    () =>
      new Promise((done) => {
        const asked = indexedDB.open('remit');
        asked.onsuccess = () => {
          const found = asked.result.transaction('kept').objectStore('kept').get('remit/stamp');
          found.onsuccess = () => {
            asked.result.close();
            done(found.result === localStorage.getItem('remit/stamp'));
          };
        };
      }),
  );

test('what the browser had not yet written to disk is back at the next start, and it says so', async ({ app, page }) => {
  await app.open(ASSUMPTIONS);
  await enter(page, '71');
  const before = await stored(page);
  await enter(page, '64');
  await expect.poll(() => copied(page)).toBe(true);
  await forget(page, before);
  await page.reload();
  await app.started();
  await expect(page.getByText('What it lost is back')).toBeVisible();
  await expect(margin(page)).toHaveValue('64');
  // From then on there is nothing to tell.
  await page.reload();
  await app.started();
  await expect(margin(page)).toHaveValue('64');
  await expect(page.getByText('What it lost is back')).toHaveCount(0);
});

test('what is newer in storage than in its copy stays, and is copied', async ({ app, page }) => {
  await app.open(ASSUMPTIONS);
  await enter(page, '71');
  await expect.poll(() => copied(page)).toBe(true);
  // A tab that is closed stores what it holds, and has no time for a copy.
  const other = await app.openTab(ASSUMPTIONS);
  await margin(other).fill('58');
  await margin(other).press('Tab');
  await other.close({ runBeforeUnload: false });
  await page.reload();
  await app.started();
  await expect(margin(page)).toHaveValue('58');
  await expect.poll(() => copied(page)).toBe(true);
});

test('without a database everything is stored as well', async ({ app, page }) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('not here', 'SecurityError');
    };
  });
  await app.open(ASSUMPTIONS);
  await enter(page, '71');
  await page.reload();
  await app.started();
  await expect(margin(page)).toHaveValue('71');
});

test('a database that never answers keeps nobody from the plan', async ({ app, page }) => {
  await page.addInitScript(() => {
    const { open } = IDBFactory.prototype;
    IDBFactory.prototype.open = function hang() {
      const asked = open.apply(this, ['another']);
      return new Proxy({}, { get: (_, name) => (name === 'result' ? undefined : asked[name]), set: () => true });
    };
  });
  await app.open(ASSUMPTIONS);
  await enter(page, '71');
  await page.reload();
  await app.started();
  await expect(margin(page)).toHaveValue('71');
});

test('a browser that is killed has what was stored a second before', async ({ app }) => {
  const profile = mkdtempSync(join(tmpdir(), 'remit-killed-'));
  const start = async () => {
    const context = await chromium.launchPersistentContext(profile, { executablePath: chromiumPath(), args: CHROMIUM_ARGS, locale: 'en-US' });
    const [page] = context.pages();
    await app.open(ASSUMPTIONS, page);
    return { context, page };
  };
  try {
    const { page } = await start();
    // A browser that has run for a while writes storage to disk later than one that has just begun.
    await page.waitForTimeout(8_000);
    await enter(page, '64');
    await page.waitForTimeout(1_000);
    execFileSync('pkill', ['-9', '-f', `user-data-dir=${profile}`]);
    await expect.poll(() => page.isClosed()).toBe(true);
    const again = await start();
    await expect(margin(again.page)).toHaveValue('64');
    await again.context.close();
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
  }
});
