// From nothing but a target to a plan: the few figures somebody knows by heart, and the hires that reach the number.
import { test, expect } from './fixtures.js';

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
