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

for (const locale of ['en-US', 'de-DE']) {
  test.describe(`offers on the smallest phone, ${locale}`, () => {
    test.use({ locale, viewport: { width: 360, height: 740 } });

    test('the editor of every offer with its plan in detail is no wider than the screen, and no unit is broken inside a word', async ({ app, page }) => {
      test.setTimeout(300_000);
      await app.open('#/roles');
      const cards = page.locator('.offer-card');
      const count = await cards.count();
      expect(count).toBe(3);
      for (let at = 0; at < count; at += 1) {
        await cards.nth(at).getByRole('button', { name: /^(Edit|Bearbeiten)/ }).click();
        const editor = page.locator('.offer-editor');
        await editor.locator('.offer-detail > summary').filter({ hasText: /The plan in detail|Der Plan im Einzelnen/ }).click();
        await expect(editor.locator('.pay-card').first()).toBeVisible();
        await page.evaluate(() => document.querySelectorAll('.offer-editor details').forEach((it) => (it.open = true)));
        await app.built();
        await page.waitForTimeout(300);
        const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        expect(beyond, `offer ${at + 1}`).toBeLessThanOrEqual(0);
        // A word that stands in one line has one box.
        const broken = await page.evaluate(() => {
          const found = [];
          for (const unit of document.querySelectorAll('main .ctl:not(.longer) .unit')) {
            const text = unit.firstChild;
            if (!unit.getClientRects().length || text?.nodeType !== Node.TEXT_NODE) continue;
            for (const { index, 0: word } of text.data.matchAll(/\p{L}+/gu)) {
              const range = document.createRange();
              range.setStart(text, index);
              range.setEnd(text, index + word.length);
              if (new Set([...range.getClientRects()].map((it) => Math.round(it.top))).size > 1) found.push(`${text.data}: ${word}`);
            }
          }
          return found;
        });
        expect(broken, `offer ${at + 1}`).toEqual([]);
      }
    });
  });
}
