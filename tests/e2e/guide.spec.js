// The guide: reached from everywhere, every topic readable, on any screen, without a finding of axe, and on paper.
import { test, expect } from './fixtures.js';

const title = (page) => page.locator('.guide-text > h2');

async function topics(page) {
  const links = page.getByRole('navigation', { name: 'Topics of the guide' }).getByRole('link');
  await expect(links.first()).toBeVisible();
  return links.evaluateAll((all) => all.map((it) => it.hash));
}

async function show(app, page, hash) {
  await page.goto(app.address + hash);
  await expect(page.locator('.coming')).toHaveCount(0);
  await expect(title(page)).toBeVisible();
}

test('it is a press away: in the head, by the list of keys, by a few letters', async ({ app, page }) => {
  await app.open('#/team');
  await page.getByRole('banner').getByRole('link', { name: 'Guide' }).click();
  await expect(title(page)).toHaveText('Plan a team');
  await page.goto(`${app.address}#/pay`);
  await expect(page.getByRole('heading', { level: 1, name: 'Pay' })).toBeVisible();
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keys' }).getByRole('link', { name: 'the guide' }).click();
  await expect(page.getByRole('dialog', { name: 'Keys' })).toHaveCount(0);
  await expect(page.getByRole('heading', { level: 1, name: 'Guide' })).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('rules of pay');
  await page.keyboard.press('Enter');
  await expect(title(page)).toHaveText('The rules of pay');
});

test('a link within a text leads to its heading, and the name of a page to that page', async ({ app, page }) => {
  await app.open('#/guide/privacy');
  await page.getByRole('link', { name: 'single file' }).click();
  await expect(title(page)).toHaveText('Deploy');
  const heading = page.getByRole('heading', { name: 'One file that needs no server' });
  await expect(heading).toBeInViewport();
  await expect(heading).toBeFocused();
  await page.goto(`${app.address}#/guide/plan-a-team`);
  await page.getByRole('article').getByRole('link', { name: 'Team > Capacity' }).click();
  await expect(page.getByRole('heading', { name: 'Top-down against bottom-up' })).toBeVisible();
});

test('every topic opens, is no wider than the screen, and axe finds nothing', async ({ app, page }) => {
  test.setTimeout(240_000);
  await app.open('#/guide');
  const all = await topics(page);
  expect(all.length).toBe(13);
  for (const [width, height] of [[1440, 900], [390, 844]]) {
    await page.setViewportSize({ width, height });
    for (const hash of all) {
      await test.step(`${hash}, ${width} px`, async () => {
        await show(app, page, hash);
        const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        expect(beyond).toBeLessThanOrEqual(0);
        // The longest texts are of the same parts as the others, and all of them on a phone.
        if (width > 390 && !/file-fields|metrics|pay-rules/.test(hash)) await app.expectAccessible();
      });
    }
  }
  await show(app, page, '#/guide/metrics');
  await app.expectAccessible();
});

test('on paper a topic is its text and nothing else', async ({ app, page }) => {
  await app.open('#/guide/design-a-pay-plan');
  await expect(title(page)).toHaveText('Design a pay plan');
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('navigation', { name: 'Topics of the guide' })).toBeHidden();
  await expect(page.getByRole('article')).toBeVisible();
  const wide = await page.evaluate(() => [...document.querySelectorAll('article *')].filter((it) => it.scrollWidth > it.clientWidth + 1 && getComputedStyle(it).display === 'block').length);
  expect(wide).toBe(0);
});

test('where a text does not arrive, the page says so and tries again', async ({ app, page }) => {
  await app.open('#/guide');
  await expect(title(page)).toHaveText('Plan a team');
  await page.route('**/deploy-*.txt', (route) => route.abort());
  app.expectComplaint(/deploy-|ERR_FAILED/);
  await page.getByRole('link', { name: 'Deploy it' }).click();
  await expect(page.getByRole('heading', { name: 'This text could not be loaded' })).toBeVisible();
  await page.unroute('**/deploy-*.txt');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(title(page)).toHaveText('Deploy');
});
