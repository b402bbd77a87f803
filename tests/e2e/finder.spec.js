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
