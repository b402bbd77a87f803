// Two scenarios side by side: a copy with a change, which of it moves ARR, and taking a part over.
import { test, expect } from './fixtures.js';

async function copyWithMoreLeads(app) {
  const { page } = app;
  await app.open('/compare');
  await page.getByRole('button', { name: 'Duplicate this scenario' }).click();
  await expect(page.getByText('Nothing was entered differently.')).toBeVisible();
  await app.open('/forecast/smb');
  const leads = page.getByRole('textbox', { name: 'Leads' }).first();
  await leads.fill('900');
  await leads.press('Enter');
  await expect(page.getByText(/Saved/)).toBeVisible();
  await app.open('/compare');
}

test('a change in a copy is found, told in words, and leads from one closing ARR to the other', async ({ app }) => {
  const { page } = app;
  await copyWithMoreLeads(app);
  const inputs = page.getByRole('region', { name: 'Inputs that differ' });
  await expect(inputs).toContainText('leads');
  await expect(inputs).toContainText('900');
  const bridge = page.getByRole('region', { name: 'Changes and what each adds to closing ARR' });
  const cells = await bridge.locator('tbody td').allTextContents();
  const cents = (text) => Math.round(Number(text.replace(/[^\d.−-]/g, '').replace('−', '-')) * 100);
  const [from, ...rest] = cells.map(cents);
  const to = rest.pop();
  expect(rest.length).toBeGreaterThan(0);
  expect(from + rest.reduce((sum, it) => sum + it, 0)).toBe(to);
  expect(to).not.toBe(from);
});

test('a part of another scenario is taken over as one step, and back', async ({ app }) => {
  const { page } = app;
  await copyWithMoreLeads(app);
  await page.getByRole('checkbox', { name: 'Segments' }).check();
  await page.getByRole('button', { name: 'Take over' }).click();
  await expect(page.getByText('Nothing was entered differently.')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await expect(page.getByRole('region', { name: 'Inputs that differ' })).toContainText('900');
});

test('comparing has no fault that axe finds, alone and with two', async ({ app }) => {
  await app.open('/compare');
  await app.accessible();
  await copyWithMoreLeads(app);
  await app.accessible();
});
