// What holds on every page there is: axe finds nothing, and nothing scrolls sideways but tables within their panel.
import { test, expect } from './fixtures.js';

/** Every address of the navigation, and of the parts of its pages. */
async function addresses(app, page) {
  await app.open('#/');
  const links = (name) => page.getByRole('navigation', { name }).getByRole('link').evaluateAll((all) => all.map((it) => it.hash));
  const found = [];
  for (const hash of await links('Pages')) {
    await page.goto(`${page.url().split('#')[0]}${hash}`);
    await expect(page.locator('h1')).toBeVisible();
    found.push(hash, ...(await links(/^Parts of/)));
  }
  return [...new Set(found)];
}

async function show(page, hash, settled = 300) {
  await page.goto(`${page.url().split('#')[0]}${hash}`);
  await expect(page.locator('h1')).toBeVisible();
  // Tables and charts are drawn when they come into sight, and for the width they have.
  await page.waitForTimeout(settled);
}

for (const width of [1440, 390]) {
  test(`axe finds nothing on any page, ${width} px wide`, async ({ app, page }) => {
    test.setTimeout(300_000);
    await page.setViewportSize({ width, height: 900 });
    for (const hash of await addresses(app, page)) {
      await test.step(hash, async () => {
        await show(page, hash);
        await app.expectAccessible();
      });
    }
  });
}

test('no page is wider than the screen, from a small phone to a large display', async ({ app, page }) => {
  test.setTimeout(300_000);
  const all = await addresses(app, page);
  expect(all.length).toBeGreaterThan(18);
  const wide = [];
  for (const hash of all) {
    await show(page, hash);
    for (const width of [360, 390, 768, 1024, 1440, 2560]) {
      await page.setViewportSize({ width, height: 900 });
      await show(page, hash, 150);
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (beyond > 0) wide.push(`${hash} at ${width}: ${beyond} px`);
    }
  }
  expect(wide).toEqual([]);
});
