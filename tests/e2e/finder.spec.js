// Everything is found by typing: pages, people, figures, inputs and what can be done, without a mouse.
import { test, expect } from './fixtures.js';

const find = (page) => page.getByRole('dialog', { name: 'Find' });

async function type(page, text) {
  await page.keyboard.press('Control+k');
  await expect(find(page).getByRole('combobox')).toBeFocused();
  await page.keyboard.type(text);
}

test('Ctrl+K and a few letters lead to a part of a page', async ({ app, page }) => {
  await app.open('#/');
  await type(page, 'goals');
  await expect(find(page).getByRole('option').first()).toContainText('Goals');
  await page.keyboard.press('Enter');
  await expect(find(page)).toBeHidden();
  await expect(page).toHaveURL(/#\/forecast\/.*goals$/);
});

test('an input is found by its name, and the focus goes to its cell', async ({ app, page }) => {
  await app.open('#/');
  await type(page, 'enterprise win rate');
  await expect(find(page).getByRole('option').first()).toContainText('14 %');
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-input="segment/enterprise/pipeline/win_rate"]')).toBeFocused();
});

for (const { typed, url, place } of [
  { typed: 'clawback', url: /#\/pay$/, place: (page) => page.locator('legend', { hasText: /^Clawback$/ }) },
  { typed: 'timeline', url: /#\/team$/, place: (page) => page.getByRole('radio', { name: 'Timeline', checked: true }) },
  { typed: 'org chart', url: /#\/team$/, place: (page) => page.getByRole('tree') },
  { typed: 'renewals due by month', url: /#\/forecast\/.*assumptions$/, place: (page) => page.getByRole('heading', { name: 'Renewals due by month' }) },
  { typed: 'fiscal year starts', url: /#\/data\/settings$/, place: (page) => page.getByLabel('Fiscal year starts in') },
  { typed: 'fit it from past', url: /#\/team\/roles$/, place: (page) => page.locator('details[open] > summary', { hasText: 'Fit it from past hires' }) },
]) {
  test(`a place on a page is found and shown: ${typed}`, async ({ app, page }) => {
    await app.open('#/');
    await type(page, typed);
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(url);
    await expect(place(page)).toBeInViewport();
  });
}

test.describe('in German', () => {
  test.use({ locale: 'de-DE' });

  test('a place is found by the German word, and by the one a German seller uses', async ({ app, page }) => {
    await app.open('#/');
    const search = page.getByRole('dialog', { name: 'Suchen' });
    for (const [typed, found] of [['stellenliste', 'Stellenliste'], ['organigramm', 'Organigramm'], ['matrix', 'Wofür der Plan zahlt'], ['backup', 'Schnappschüsse']]) {
      await page.keyboard.press('Control+k');
      await search.getByRole('combobox').fill(typed);
      await expect(search.getByRole('option').filter({ hasText: found }).first(), typed).toBeVisible();
      await page.keyboard.press('Escape');
    }
  });
});

test('a figure is found with its value and says how it comes about', async ({ app, page }) => {
  await app.open('#/pay');
  await type(page, 'closing arr');
  const first = find(page).getByRole('option').first();
  await expect(first).toContainText('Closing ARR');
  const value = await first.locator('.hint').innerText();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: /Closing ARR/ })).toContainText('Opening ARR');
  await expect(page.locator('.kpi', { hasText: 'Closing ARR' })).toContainText(value);
});

test('arrows go round the list, a click chooses, Escape gives the focus back', async ({ app, page }) => {
  await app.open('#/');
  await page.getByRole('button', { name: 'Find' }).click();
  const options = find(page).getByRole('option');
  await expect(find(page).getByRole('combobox')).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(options.last()).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('ArrowDown');
  await expect(options.first()).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.type('zzqx');
  await expect(find(page).getByRole('status')).toContainText('Nothing is called that');
  await page.keyboard.press('Escape');
  await expect(find(page)).toBeHidden();
  await page.getByRole('button', { name: 'Find' }).click();
  await options.filter({ hasText: 'Cost and health' }).click();
  await expect(page).toHaveURL(/#\/pay\/.*cost$/);
});

test('scenarios are copied and opened from the list', async ({ app, page }) => {
  await app.open('#/');
  await type(page, 'duplicate');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('FY27 base plan 2');
  await type(page, 'FY27 base plan');
  await expect(find(page).getByRole('option').first()).toContainText('Scenario');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('FY27 base plan');
});

test('a question mark shows the keys, and not while one types', async ({ app, page }) => {
  await app.open('#/');
  await page.keyboard.press('?');
  const keys = page.getByRole('dialog', { name: 'Keys' });
  await expect(keys).toContainText('Ctrl+K');
  await app.expectAccessible();
  await page.keyboard.press('Escape');
  await expect(keys).toBeHidden();
  await type(page, 'what?');
  await expect(find(page).getByRole('combobox')).toHaveValue('what?');
  await expect(keys).toBeHidden();
  await app.expectAccessible();
});
