// Books on the Team page: customers of somebody who looks after too many change hands by name, and one step takes it back.
import { expect, test } from './fixtures.js';

const loads = (page) => page.getByRole('region', { name: 'Loads in Account management' });
const moves = (page) => page.getByRole('region', { name: 'Customers that change hands in Account management' });

/** The rows of a table, by its first column: each an object by the names of the columns. */
async function rows(table) {
  const heads = await table.getByRole('columnheader').allInnerTexts();
  const lines = await table.locator('tbody tr').all();
  const read = async (line) => {
    const texts = await line.locator('th,td').allInnerTexts();
    return [texts[0], Object.fromEntries(heads.map((head, at) => [head, texts[at]]))];
  };
  return Object.fromEntries(await Promise.all(lines.map(read)));
}
const number = (text) => Number(text.replaceAll(',', '').replace(' %', '').replace('%', ''));

test('customers change hands by name, the loads follow, and one undo gives them back', async ({ app, page }) => {
  await app.open('#/team/capacity');
  await page.getByLabel('Segment', { exact: true }).selectOption('Company');
  const before = await rows(loads(page));
  const asked = Object.entries(await rows(moves(page)));
  expect(asked.length).toBeGreaterThan(0);
  const [customer, { From: from, To: to, ARR: arr }] = asked[0];
  expect(number(before[from]['Load now'])).toBeGreaterThan(100);
  const given = asked.filter(([, it]) => it.From === from);
  const taken = asked.filter(([, it]) => it.To === to);

  await page.getByRole('button', { name: /^Move \d+ customers?$/ }).first().click();
  await expect(page.getByRole('status').filter({ hasText: /customers? ha(s|ve) another owner/ })).toBeVisible();
  // The load that was promised is the load there is.
  await expect.poll(async () => (await rows(loads(page)))[to]?.['Load now'] ?? 'nobody is over').not.toBe(before[to]['Load now']);
  const after = await rows(loads(page)).catch(() => ({}));
  if (after[from]) {
    expect(after[from]['Load now']).toBe(before[from]['Load after']);
    expect(number(after[from].Customers)).toBe(number(before[from].Customers) - given.length);
    expect(number(after[to].Customers)).toBe(number(before[to].Customers) + taken.length);
  }
  // The customer has its new owner in the table of accounts as well.
  await page.getByRole('link', { name: 'Territories' }).first().click();
  await page.getByLabel(/Find|Search/).first().fill(customer);
  const line = page.getByRole('row').filter({ hasText: customer }).first();
  await expect(line).toBeVisible();
  expect(number(arr)).toBeGreaterThan(0);

  await page.getByRole('link', { name: 'Team' }).first().click();
  await app.part('Capacity');
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await page.getByLabel('Segment', { exact: true }).selectOption('Company');
  await expect.poll(async () => JSON.stringify(await rows(loads(page)))).toBe(JSON.stringify(before));
  await expect(moves(page).getByRole('rowheader', { name: customer, exact: true })).toBeVisible();
});

test('leads that are missing are told with the place where they are typed, and a figure of the plan explains itself', async ({ app, page }) => {
  await app.open('#/team/capacity');
  const gaps = page.getByRole('region', { name: 'Quarters that lack people or pipeline' });
  await gaps.locator('td .figure').first().click();
  const card = page.getByRole('dialog', { name: /missing/i }).or(page.locator('.why-sheet'));
  await expect(card.first()).toContainText(/target less/i);
  await page.keyboard.press('Escape');
  await page.getByText('Leads are the market’s to give').or(page.getByText("Leads are the market's to give")).getByRole('link').first().click();
  await expect(page).toHaveURL(/#\/forecast/);
});
