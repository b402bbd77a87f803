// Plan against actual: closed months are pasted as one step, the plan goes on from them, and what differs is told by cause.
import { expect, test } from './fixtures.js';

const rows = (page) => page.getByRole('grid', { name: 'Actual months' }).locator('tbody [role=row]');
const closing = (page) =>
  page.getByRole('group', { name: 'Headline figures' }).getByRole('button', { name: /^Closing ARR/ }).locator('b');

test('a pasted month moves the plan, is explained to the coin, and is taken back as one step', async ({ app, page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await app.open('#/forecast/smb/actuals');
  await expect(page.getByText('No month is closed yet.')).toBeVisible();
  const before = await closing(page).innerText();

  // Customers won, new, expansion, price, reactivated, contraction, churn.
  await page.evaluate(() => navigator.clipboard.writeText('10\t90,000\t0\t0\t0\t0\t900,000'));
  await rows(page).first().getByRole('gridcell').nth(1).click();
  await page.keyboard.press('Control+v');
  await expect(page.getByText('Jan 2027 is closed.')).toBeVisible();
  await expect.poll(() => closing(page).innerText()).not.toBe(before);

  const table = page.getByRole('region', { name: 'Actual less plan by cause and month' });
  const number = (text) => Number(text.replace(/[^0-9.]/g, '')) * (/[(−-]/.test(text) ? -1 : 1);
  const amounts = await table.locator('tbody tr td:last-child').allInnerTexts();
  const sum = amounts.map(number).pop();
  const parts = amounts.slice(0, -1).map(number).reduce((a, b) => a + b, 0);
  expect(sum).toBeLessThan(0);
  // Whole amounts are shown, so each may be half of one off.
  expect(Math.abs(parts - sum)).toBeLessThanOrEqual(amounts.length / 2);

  await page.getByRole('button', { name: /^Undo/ }).first().click();
  await expect(page.getByText('No month is closed yet.')).toBeVisible();
  await expect(closing(page)).toHaveText(before);
});

test('a gap is told at the missing month, and a word in a figure stays in its cell', async ({ app, page }) => {
  await app.open('#/forecast/smb/actuals');
  const churn = (row) => rows(page).nth(row).getByRole('gridcell').nth(7);
  await churn(1).click();
  await page.keyboard.type('5000');
  await page.keyboard.press('Enter');
  await expect(churn(1)).toHaveText('5,000');
  await expect(page.getByText('No month is closed yet.')).toBeVisible();
  await expect(rows(page).first().locator('[aria-invalid=true]')).toHaveCount(1);
  await churn(0).click();
  await page.keyboard.type('lots');
  await page.keyboard.press('Enter');
  await expect(churn(0)).toHaveAttribute('aria-invalid', 'true');
  await churn(0).click();
  await page.keyboard.type('7000');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Jan to Feb 2027 are closed.')).toBeVisible();
});

test('closed months are marked in the ARR chart and its table, what was paid is the cost, and the part can be used by everybody', async ({
  app,
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await app.open('#/forecast/smb/actuals');
  await page.evaluate(() => navigator.clipboard.writeText('10\t90,000\t0\t0\t0\t0\t20,000\n11\t99,000\t0\t0\t0\t0\t30,000'));
  await rows(page).first().getByRole('gridcell').nth(1).click();
  await page.keyboard.press('Control+v');
  await expect(page.getByText('Jan to Feb 2027 are closed.')).toBeVisible();
  await app.expectAccessible();
  await app.open('#/');
  const panel = page.locator('section.panel').filter({ has: page.getByRole('heading', { name: 'Annual recurring revenue' }) });
  await expect(panel.locator('svg.chart .c-level')).toHaveCount(1);
  await panel.getByRole('radio', { name: 'Table' }).click();
  await expect(panel.getByRole('rowheader').nth(1)).toHaveText('Feb 2027\nclosed');
  await expect(panel.getByRole('rowheader').nth(2)).toHaveText('Mar 2027');
});
