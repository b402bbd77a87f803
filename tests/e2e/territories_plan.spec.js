// Planning territories: where one starts, what stays the same while a plan changes, and what the board tells once more is known.
import { test, expect } from './fixtures.js';

const assign = '#/territories/assign';
const strip = (page, label) => page.locator('.kpi').filter({ hasText: label }).locator('b');

async function opened(app, page) {
  await app.open(assign);
  await expect(page.locator('.map-frame canvas')).toBeVisible();
  await expect(page.locator('.assign-conditions')).toBeVisible();
}

/** Who stands on the board, each with the class of the colour. */
const colours = (page) =>
  page.locator('.assign-rep').evaluateAll((all) => all.map((it) => [it.textContent.trim(), it.className.match(/c-t\d+/)?.[0]]));

test('whose books are planned is chosen on top, before the map and the board', async ({ app, page }) => {
  await opened(app, page);
  const start = page.locator('.assign-whose');
  const [choices, map] = [await start.boundingBox(), await page.locator('.assign-map').boundingBox()];
  expect(choices.y + choices.height).toBeLessThanOrEqual(map.y);
  await expect(start.getByLabel('Assign', { exact: true })).toHaveCount(1);
  await expect(page.locator('.assign-conditions').getByLabel('Assign', { exact: true })).toHaveCount(0);
  const sellers = await colours(page);
  await start.getByLabel('Assign', { exact: true }).selectOption({ label: 'Account management' });
  await expect.poll(() => colours(page)).not.toEqual(sellers);
  await start.getByLabel('Accounts', { exact: true }).selectOption({ label: 'Prospects' });
  // Whatever is left, one can choose again.
  await expect(start.getByLabel('Assign', { exact: true })).toHaveValue('account_management');
  await start.getByLabel('Accounts', { exact: true }).selectOption({ label: 'All accounts' });
  await expect(page.locator('.assign-board')).toBeVisible();
});

test('a rep keeps the colour while accounts change hands, and when the plan is adopted', async ({ app, page }) => {
  await opened(app, page);
  const before = await colours(page);
  expect(new Set(before.slice(0, 12).map((it) => it[1])).size).toBe(Math.min(12, before.length));
  await page.locator('.assign-filter').getByLabel('Planned for').selectOption({ index: 2 });
  await page.locator('.assign-filter').getByRole('button', { name: /^Select \d/ }).click();
  const panel = page.locator('.assign-hand');
  await panel.getByRole('button', { name: 'Move to' }).click();
  await panel.getByRole('menuitem').nth(1).click();
  await expect(strip(page, 'Change hands')).not.toHaveText('0');
  expect(await colours(page)).toEqual(before);
  await page.getByRole('button', { name: 'Adopt the plan' }).click();
  await expect(strip(page, 'Change hands')).toHaveText('0');
  expect(await colours(page)).toEqual(before);
});

test('after a move the advice, the changes and the price follow by themselves', async ({ app, page }) => {
  await opened(app, page);
  await expect(page.locator('.assign-changes')).toHaveCount(0);
  await page.locator('.assign-filter').getByLabel('Planned for').selectOption({ index: 2 });
  await page.locator('.assign-filter').getByRole('button', { name: /^Select \d/ }).click();
  const panel = page.locator('.assign-hand');
  await panel.getByRole('button', { name: 'Move to' }).click();
  await panel.getByRole('menuitem').nth(1).click();
  const moved = await strip(page, 'Change hands').textContent();
  expect(Number(moved)).toBeGreaterThan(0);
  await expect(page.locator('.assign-changes .say')).toContainText(`${moved} accounts`);
  // What was moved away makes somebody short: giving some back is the first thing to do.
  await expect(page.locator('.assign-moves tbody tr').first()).toBeVisible();
  await expect(page.locator('.assign-effect')).toContainText('Closing ARR');
  await page.locator('.assign-moves tbody tr').first().getByRole('button', { name: /^Apply/ }).click();
  await expect(page.locator('.toast')).toContainText('moved');
});

test('an imported owner who holds no seat has the account until somebody else gets it', async ({ app, page }) => {
  await app.open('#/data/import');
  const lines = [1, 2, 3].map((at) => `${at},Customer ${at},SMB,${at * 1000},2027-06,Ben Quist`);
  const list = ['id,name,segment,arr,renewal_month,owner', ...lines].join('\n');
  await page.locator('input[type=file]').first().setInputFiles({ name: 'three.csv', mimeType: 'text/csv', buffer: Buffer.from(list) });
  await page.getByRole('dialog').getByRole('button', { name: 'Import 3 accounts' }).click();
  await page.getByRole('link', { name: 'Territories', exact: true }).click();
  // In the column of those who sell, and in no other.
  const line = page.getByRole('row').filter({ hasText: 'Customer 1' });
  await expect(line.getByText('Ben Quist')).toHaveCount(1);
  await app.part('Assign');
  await expect(strip(page, 'Change hands')).toHaveText('0');
  // Ben Quist is somebody, though none of those who take part.
  await page.locator('.assign-filter').getByLabel('Planned for').selectOption({ label: 'Nobody' });
  await expect(page.locator('.assign-filter').getByRole('button', { name: 'Select', exact: true })).toBeDisabled();
  await page.locator('.assign-filter').getByLabel('Planned for').selectOption({ label: 'Other owners' });
  await page.locator('.assign-filter').getByRole('button', { name: 'Select 3' }).click();
  const panel = page.locator('.assign-hand');
  await expect(panel).toContainText('Ben Quist');
  await panel.getByRole('button', { name: 'Move to' }).click();
  await panel.getByRole('menuitem').first().click();
  await expect(strip(page, 'Change hands')).toHaveText('3');
  // 1,000, 2,000 and 3,000.
  await expect(strip(page, 'ARR that changes hands')).toHaveText('$6k');
  await expect(page.locator('.assign-changes table tbody tr').first()).toContainText('Ben Quist');
});

test('accounts that nobody has are first assigned, and do not change hands', async ({ app, page }) => {
  await app.open('#/data/import');
  const lines = [1, 2].map((at) => `${at},Customer ${at},SMB,${at * 1000},2027-06`);
  const list = ['id,name,segment,arr,renewal_month', ...lines].join('\n');
  await page.locator('input[type=file]').first().setInputFiles({ name: 'two.csv', mimeType: 'text/csv', buffer: Buffer.from(list) });
  await page.getByRole('dialog').getByRole('button', { name: 'Import 2 accounts' }).click();
  await app.open(assign);
  await expect(page.getByRole('row').filter({ hasText: 'Nobody' }).first()).toBeVisible();
  const filter = page.locator('.assign-filter');
  await filter.getByLabel('Planned for').selectOption({ label: 'Nobody' });
  await expect(filter.getByLabel('Planned for').locator('option', { hasText: 'Other owners' })).toHaveCount(0);
  await filter.getByRole('button', { name: 'Select 2' }).click();
  const panel = page.locator('.assign-hand');
  await panel.getByRole('button', { name: 'Move to' }).click();
  await panel.getByRole('menuitem').first().click();
  await expect(strip(page, 'First assigned')).toHaveText('2');
  await expect(strip(page, /^Change hands/)).toHaveText('0');
});
