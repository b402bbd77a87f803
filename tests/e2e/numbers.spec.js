// How numbers are written is the visitor's choice, and holds for every scenario on the machine.
import { test, expect } from './fixtures.js';
import { dataPart } from './support/files.js';

const arr = (page) => page.locator('.kpi').filter({ hasText: 'Closing ARR' }).locator('b').first();

test('numbers are written and read as the place chosen writes them, and a reload keeps it', async ({ app, page }) => {
  await app.open('#/');
  const american = await arr(page).textContent();
  expect(american).toMatch(/^\$[\d.]+M$/);
  await app.open('#/data/settings');
  await page.getByLabel('Written as in').selectOption('de-DE');
  await app.open('#/');
  // $20.7M becomes 20,7 M with the currency after it.
  const figure = american.replace(/[^\d.]/g, '').replace('.', ',');
  await expect(arr(page)).toContainText(figure);
  await page.reload();
  await app.started();
  await expect(arr(page)).toContainText(figure);
  // What is typed is read by the same customs.
  await app.open('#/data/settings');
  const target = page.getByLabel('Target closing ARR');
  await target.fill('21.500.000,00');
  await target.press('Enter');
  await expect(target).toHaveValue(/^21\.500\.000/);
  await page.getByLabel('Written as in').selectOption('browser');
  await expect(target).toHaveValue(/^21,500,000/);
  await app.open('#/');
  await expect(arr(page)).toContainText('$');
});

test('the choice is found among the settings of the Data page', async ({ app, page }) => {
  await app.open('#/data');
  await dataPart(page, 'Settings');
  await expect(page.getByRole('heading', { name: 'Numbers and dates' })).toBeVisible();
  await expect(page.getByLabel('Written as in').getByRole('option').first()).toHaveText(/^As the browser: /);
});
