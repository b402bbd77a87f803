// Two scenarios side by side: a copy with a change, which of it moves ARR, and taking a part over.
import { test, expect } from './fixtures.js';

const table = (page, name) => page.getByRole('region', { name });

async function copyWithAnotherWinRate(app, page) {
  await app.open('#/compare');
  await page.getByRole('button', { name: 'Duplicate this scenario' }).click();
  await expect(page.getByText('Nothing was entered differently.')).toBeVisible();
  await app.open('#/forecast//assumptions');
  const grid = page.getByRole('grid', { name: 'Assumptions by segment', exact: true });
  await grid.getByRole('row', { name: /^Win rate/ }).getByRole('gridcell').nth(1).click();
  await page.keyboard.type('44');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /^Undo/ }).first()).toBeEnabled();
  await page.getByRole('link', { name: 'Compare', exact: true }).click();
}

test('a change in a copy is found, told in words, and leads from one closing ARR to the other', async ({ app, page }) => {
  await copyWithAnotherWinRate(app, page);
  await expect(table(page, 'Inputs that differ')).toContainText('win rate');
  await expect(table(page, 'Inputs that differ')).toContainText('44');
  await expect(table(page, 'Changes and what each adds to closing ARR')).toBeVisible();
  const cells = await table(page, 'Changes and what each adds to closing ARR').locator('tbody td').allTextContents();
  const cents = cells.map((text) => Math.round(Number(text.replace('\u2212', '-').replace(/[^\d.-]/g, '')) * 100));
  const [from, to] = [cents.shift(), cents.pop()];
  expect(cents.length).toBe(1);
  expect(from + cents[0]).toBe(to);
  expect(cents[0]).toBeGreaterThan(0);
});

test('a part of another scenario is taken over as one step, and back', async ({ app, page }) => {
  await copyWithAnotherWinRate(app, page);
  await page.getByRole('checkbox', { name: 'Segments' }).check();
  await page.getByRole('button', { name: 'Take over' }).click();
  await expect(page.getByText('Nothing was entered differently.')).toBeVisible();
  await page.getByRole('button', { name: /^Undo/ }).first().click();
  await expect(table(page, 'Inputs that differ')).toContainText('44');
});

test('axe finds nothing serious where scenarios are compared, alone and with two', async ({ app, page }) => {
  await app.open('#/compare');
  await app.expectAccessible();
  await copyWithAnotherWinRate(app, page);
  await app.expectAccessible();
});
