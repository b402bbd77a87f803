// The program comes in parts (src/web/apart.rs). What a visitor sees when one of them does not arrive, and that none is fetched twice.
import { test, expect } from './fixtures.js';

const PLAN = /split_plan-/;

test('a page whose part does not arrive says so, keeps what was entered, and comes when it is tried again', async ({ app, page }) => {
  app.expectComplaint(/split_plan|Failed to load resource|Failed to fetch/);
  await page.route(PLAN, (route) => route.abort());
  await app.open('#/data/settings');
  await page.getByLabel('Target closing ARR').fill('11,000,000');
  await page.getByRole('link', { name: 'Team' }).click();
  await expect(page.getByRole('heading', { name: 'This page could not be loaded' })).toBeVisible();

  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('heading', { name: 'This page could not be loaded' })).toBeVisible();

  await page.unroute(PLAN);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Team' })).toBeVisible();
  await page.getByRole('link', { name: 'Data' }).click();
  await page.getByRole('link', { name: 'Settings' }).click();
  await expect(page.getByLabel('Target closing ARR')).toHaveValue('11,000,000');
});

test('a start without the part that keeps scenarios says what to do instead of showing a plan it could not save', async ({ app, page }) => {
  app.expectComplaint(/split_store|Failed to load resource|Failed to fetch/);
  await page.route(/split_store-/, (route) => route.abort());
  await page.goto(app.address);
  await expect(page.getByRole('alert')).toHaveText(/did not arrive.*reload/);
  await page.unroute(/split_store-/);
  await app.open();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

test('parts that are not needed yet follow by themselves, each once, and the pages then need no connection', async ({ app, page, context }) => {
  const asked = [];
  page.on('request', (request) => {
    if (request.url().endsWith('.wasm')) asked.push(new URL(request.url()).pathname);
  });
  await app.open();
  await expect.poll(() => asked.filter((name) => /split_(plan|more|overview|store)-/.test(name)).length).toBe(4);
  expect(new Set(asked).size).toBe(asked.length);
  await page.waitForLoadState('networkidle');

  await context.setOffline(true);
  for (const name of ['Team', 'Pay', 'Territories', 'Forecast', 'Compare', 'Roles and offers', 'Data', 'Overview']) {
    await page.getByRole('link', { name, exact: true }).click();
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByText('Loading this page')).toHaveCount(0);
  }
});

test('a host that sends programs as plain bytes still shows every page', async ({ app, page }) => {
  await page.route(/\.wasm$/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), 'content-type': 'application/octet-stream' } });
  });
  await app.open('#/pay/ae');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});
