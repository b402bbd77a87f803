// From nothing but a target to a plan: the few figures somebody knows by heart, and the hires that reach the number.
import { test, expect } from './fixtures.js';
import { fileURLToPath } from 'node:url';

const asking = (page) => page.getByRole('dialog', { name: 'Start from your figures' });

async function fill(page, figures) {
  for (const [label, text] of Object.entries(figures)) await asking(page).getByLabel(label, { exact: true }).fill(text);
}

test('four figures and a head count lead to a plan, its gap and the hires that close it', async ({ app, page }) => {
  await app.open('#/');
  await page.getByRole('button', { name: /^Start from your figures/ }).click();
  await expect(asking(page).locator('.begin-outlook')).toContainText('Four figures are enough');
  await fill(page, {
    'ARR today': '5m',
    'Customers today': '120',
    'ARR wanted': '11,000,000',
    'ARR of a new customer': '40k',
    'Account executives': '4',
  });
  await page.keyboard.press('Tab');
  await expect(asking(page).locator('.begin-outlook')).toContainText(/short of \$11M/);
  await expect(asking(page).locator('.begin-outlook')).toContainText('usual ones for Mid-market deals');
  await asking(page).getByRole('button', { name: 'Open this plan' }).click();
  await expect(page).toHaveURL(/#\/team\/capacity$/);
  const plan = page.getByRole('button', { name: /^Plan \d+ hires?$/ });
  await plan.click();
  await expect(page.getByRole('status').getByRole('button', { name: 'Undo' })).toBeVisible();
  // It is kept like any scenario.
  await expect(page.getByText(/^Saved on this device \d/)).toBeVisible();
  await page.reload();
  await expect(page.getByRole('button', { name: /^Scenario/ })).toContainText('My plan');
});

test('what is missing is said at its field when one goes on, and nothing typed is lost', async ({ app, page }) => {
  await app.open('#/');
  await page.getByRole('button', { name: /^Start from your figures/ }).click();
  await fill(page, { 'ARR today': '5m', 'ARR wanted': '9m' });
  await asking(page).getByRole('button', { name: 'Open this plan' }).click();
  await expect(asking(page)).toContainText('There is ARR but no customer');
  await expect(asking(page)).toContainText('What does a new customer pay a year');
  await expect(asking(page).getByLabel('ARR today', { exact: true })).toHaveValue('5,000,000');
  await app.expectAccessible();
  await fill(page, { 'Customers today': '90', 'ARR of a new customer': 'lots' });
  await page.keyboard.press('Tab');
  await expect(asking(page).getByLabel('ARR of a new customer', { exact: true })).toHaveAttribute('aria-invalid', 'true');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(asking(page)).toBeHidden();
});

test('the first page leads to teams, pay plans and offers', async ({ app, page }) => {
  for (const [name, address] of [
    [/^Plan a team/, /#\/team\/capacity$/],
    [/^Design a pay plan/, /#\/pay/],
    [/^Compare roles and offers/, /#\/roles/],
  ]) {
    await app.open('#/');
    await page.getByRole('navigation', { name: 'Ways to begin' }).getByRole('link', { name }).click();
    await expect(page).toHaveURL(address);
  }
});

const IMPORTS = new URL('../fixtures/imports/', import.meta.url);

/** Opens the window with files in it. */
async function withFiles(app, page, ...names) {
  await app.open('#/');
  await page.getByRole('button', { name: /^Start from your figures/ }).click();
  for (const name of names) await asking(page).locator('input[type=file]').setInputFiles(fileURLToPath(new URL(name, IMPORTS)));
}

test('pay in another currency is said with its file, comes in at a plan rate, and who leads is not hidden', async ({ app, page }) => {
  await withFiles(app, page, 'workday_workers.csv');
  const files = asking(page).locator('.begin-file').filter({ hasText: 'workday_workers.csv' });
  // Six of the 25 rows say EUR; none of their managers is in the file, and one person left before the plan begins.
  await expect(files).toContainText('Pay of 6 rows is in EUR');
  await expect(files).toContainText('24 report to managers who are not in the file, and so to nobody');
  const rate = asking(page).getByLabel('1 EUR in USD');
  await rate.fill('a lot');
  await expect(rate).toHaveAttribute('aria-invalid', 'true');
  await rate.fill('1.1');
  await page.keyboard.press('Tab');
  await expect(files).not.toContainText('is in EUR');
  await expect(rate).toHaveValue('1.1');
  await app.expectAccessible();
  await fill(page, { 'ARR today': '5m', 'Customers today': '120', 'ARR wanted': '11m', 'ARR of a new customer': '40k' });
  await page.keyboard.press('Tab');
  await asking(page).getByRole('button', { name: 'Open this plan' }).click();
  await expect(page).toHaveURL(/#\/team\/capacity$/);
  // Dev Iqbal has 146,000 EUR: 160,600 USD.
  await page.evaluate(() => (location.hash = '#/team'));
  await expect(page.getByRole('row').filter({ hasText: 'Dev Iqbal' })).toContainText('160,600');
});

test('a list in euros makes it a plan in euros by one button', async ({ app, page }) => {
  await withFiles(app, page, 'kunden_de.csv');
  const files = asking(page).locator('.begin-file').filter({ hasText: 'kunden_de.csv' });
  await expect(files).toContainText('60 rows are in EUR and stay out');
  await files.getByRole('button', { name: 'Plan in EUR' }).click();
  // 3,641,785.10 EUR, as awk adds them up.
  await expect(files).toContainText('60 customers with €3.64M of ARR.');
  await expect(files.getByRole('button', { name: 'Plan in EUR' })).toHaveCount(0);
  await expect(asking(page).getByLabel('Currency', { exact: true })).toHaveValue('EUR');
  await fill(page, { 'ARR wanted': '9m', 'Account executives': '6' });
  await page.keyboard.press('Tab');
  await asking(page).getByRole('button', { name: 'Open this plan' }).click();
  await expect(page).toHaveURL(/#\/team\/capacity$/);
});

test('a list of deals is told where it goes, and goes there by a button', async ({ app, page }) => {
  await withFiles(app, page, 'salesforce_opportunities.csv');
  await expect(asking(page).getByRole('alert').filter({ hasText: 'list of deals' })).toContainText('Data > Import > Deals');
  await page.keyboard.press('Escape');
  await app.open('#/data/import');
  await page.getByRole('radio', { name: 'Accounts', exact: true }).click();
  await page.locator('input[type=file]').first().setInputFiles(fileURLToPath(new URL('hubspot_deals.csv', IMPORTS)));
  const dialog = page.getByRole('dialog', { name: 'Import hubspot_deals.csv' });
  await expect(dialog).toContainText('By its columns this is a list of deals.');
  await dialog.getByRole('button', { name: 'Import it as deals' }).click();
  await expect(dialog.getByRole('button', { name: /^Import \d+ deals$/ })).toBeVisible();
  await expect(page.getByRole('radio', { name: 'Deals', exact: true })).toBeChecked();
});
