// Remit without a network: kept whole by its service worker, installable, and never replaced behind the reader's back.
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '../../tools/serve.mjs';
import { SUB_FOLDER, expect, test } from './fixtures.js';
import { requireDist } from './support/dist.js';

test.use({ serviceWorkers: 'allow' });

const PAGES = ['#/', '#/team', '#/pay', '#/territories', '#/forecast', '#/compare', '#/roles', '#/data', '#/data/import', '#/data/take', '#/data/settings'];

/** Waits until the service worker answers for the page. */
const kept = (page) =>
  page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (!navigator.serviceWorker.controller) await new Promise((done) => navigator.serviceWorker.addEventListener('controllerchange', done, { once: true }));
  });

for (const folder of ['/', SUB_FOLDER]) {
  test.describe(`in the folder ${folder}`, () => {
    test.use({ folder });

    test('after one visit every page works without a network, the map and its search included', async ({ app, page, context }) => {
      await app.open();
      await kept(page);
      await context.setOffline(true);
      await page.reload();
      await app.started();
      for (const route of PAGES) {
        await page.goto(app.address + route);
        await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
        await expect(page.getByRole('heading', { name: 'This page could not be loaded' })).toHaveCount(0);
      }
      await page.goto(`${app.address}index.html`);
      await app.started();
      await context.setOffline(false);
    });
  });
}

test('what is entered without a network is there afterwards', async ({ app, page, context }) => {
  await app.open();
  await kept(page);
  await context.setOffline(true);
  await page.goto(`${app.address}#/data/settings`);
  await page.reload();
  await app.started();
  await page.getByLabel('Target closing ARR').fill('11,500,000');
  await page.getByLabel('Target closing ARR').press('Enter');
  await expect(page.getByText('Saved')).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('Target closing ARR')).toHaveValue('11,500,000');
  await context.setOffline(false);
});

/** The release in a folder of its own, to be published anew. */
async function published(change = () => {}) {
  const dir = mkdtempSync(join(tmpdir(), 'remit-offline-'));
  cpSync(requireDist(), dir, { recursive: true });
  change(dir);
  const site = await serve(dir);
  return { dir, ...site, end: async () => (await site.stop(), rmSync(dir, { recursive: true })) };
}

/** Publishes another version in its place. */
function publish(dir) {
  const before = readFileSync(join(dir, 'index.html'), 'utf8').match(/data-version="([0-9a-f]{16})"/)[1];
  const after = [...before].reverse().join('').replace(/^./, (letter) => (letter === 'f' ? '0' : 'f'));
  for (const name of ['index.html', 'sw.js']) {
    writeFileSync(join(dir, name), readFileSync(join(dir, name), 'utf8').replaceAll(before, after));
  }
  return after;
}

const version = (page) => page.locator('meta[name="service-worker"]').getAttribute('data-version');
const caches = (page) => page.evaluate(() => caches.keys());

test('a new version is offered, and taken when the reader says so and not before', async ({ page }) => {
  const site = await published();
  await page.goto(site.address);
  await kept(page);
  await page.evaluate(() => (window.sameLife = true));
  const next = publish(site.dir);
  await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
  await expect(page.getByText('A new version of Remit is ready')).toBeVisible();
  expect(await page.evaluate(() => window.sameLife)).toBe(true);
  expect(await version(page)).not.toBe(next);
  await page.getByRole('button', { name: 'Reload' }).click();
  await expect.poll(() => version(page)).toBe(next);
  expect(await page.evaluate(() => window.sameLife)).toBe(undefined);
  // The files of the version before are gone.
  await expect.poll(async () => (await caches(page)).length).toBe(1);
  expect((await caches(page))[0]).toContain(next);
  await expect(page.getByText('A new version of Remit is ready')).toHaveCount(0);
  await site.end();
});

test('a page that came from the network with the new version is not told to reload', async ({ page }) => {
  const site = await published();
  await page.goto(site.address);
  await kept(page);
  const next = publish(site.dir);
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
  expect(await version(page)).toBe(next);
  await expect.poll(async () => (await caches(page)).join()).toContain(next);
  await page.waitForTimeout(500);
  await expect(page.getByText('A new version of Remit is ready')).toHaveCount(0);
  await site.end();
});

test('"Later" leaves the page as it is', async ({ page }) => {
  const site = await published();
  await page.goto(site.address);
  await kept(page);
  publish(site.dir);
  await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
  await page.getByRole('button', { name: 'Later' }).click();
  await expect(page.getByText('A new version of Remit is ready')).toHaveCount(0);
  await site.end();
});

test('a version of which one file is missing is not kept at all, and the page works', async ({ page }) => {
  const site = await published((dir) => rmSync(join(dir, readdirSync(dir).find((name) => name.startsWith('world-')))));
  await page.goto(site.address);
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
  // The browser has tried and given up.
  await page.waitForTimeout(1_500);
  expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.active ?? null)).toBe(null);
  expect(await caches(page)).toEqual([]);
  await site.end();
});

test('a server that answers with an error is as good as none', async ({ page }) => {
  const site = await published();
  await page.goto(site.address);
  await kept(page);
  rmSync(join(site.dir, 'index.html'));
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
  await site.end();
});

test('the app can be installed: manifest, icons of their sizes, a start within its folder', async ({ app, page }) => {
  await app.open();
  const address = await page.locator('link[rel="manifest"]').getAttribute('href');
  const manifest = await page.evaluate(async (it) => (await fetch(it)).json(), address);
  expect(manifest).toMatchObject({ name: 'Remit', display: 'standalone', start_url: './', scope: './' });
  const sizes = await page.evaluate(async (icons) => {
    const size = async ({ src }) => {
      const image = new Image();
      image.src = src;
      await image.decode();
      return `${image.naturalWidth}x${image.naturalHeight}`;
    };
    return Promise.all(icons.filter(({ type }) => type === 'image/png').map(size));
  }, manifest.icons);
  expect(sizes).toEqual(manifest.icons.filter(({ type }) => type === 'image/png').map(({ sizes: it }) => it));
  expect(manifest.icons.some(({ purpose }) => purpose === 'maskable')).toBe(true);
  await expect(page.locator('link[rel="apple-touch-icon"]')).toHaveCount(1);
  await expect(page.locator('meta[name="theme-color"]')).toHaveCount(2);
});

test('no page asks another origin for anything, and the policy allows nothing unsafe', async ({ app, page, context }) => {
  const origins = new Set();
  context.on('request', (request) => origins.add(new URL(request.url()).origin));
  await app.open();
  for (const route of PAGES) {
    await page.goto(app.address + route);
    await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
    await page.waitForLoadState('networkidle');
  }
  expect([...origins].filter((origin) => origin !== 'null')).toEqual([new URL(app.address).origin]);
  const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
  const parts = Object.fromEntries(policy.split(';').map((part) => part.trim().split(/ (.*)/)));
  expect(parts['default-src']).toBe("'none'");
  // WebAssembly cannot be compiled without its own word; nothing else may be unsafe, and nothing may name a host.
  expect(policy.replace("'wasm-unsafe-eval'", '')).not.toMatch(/unsafe|https?:|\*/);
  for (const [part, sources] of Object.entries(parts)) {
    expect(sources, part).toMatch(/^('(none|self|wasm-unsafe-eval|sha256-[A-Za-z0-9+/]{43}=)'|data:)( ('(self|wasm-unsafe-eval|sha256-[A-Za-z0-9+/]{43}=)'|data:))*$/);
  }
  expect(parts['script-src']).not.toContain('data:');
});
