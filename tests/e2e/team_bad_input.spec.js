// What cannot be, or is odd, on the Team page: told at its place, in words that say how to mend it, and never in the way.
import { expect, test } from './fixtures.js';

/** A cell of a grid, by the beginnings of its row's text and of its column's head. */
async function cell(grid, row, column) {
  const heads = (await grid.getByRole('columnheader').allInnerTexts()).map((text) => text.replace(/\s+/g, ' '));
  const at = heads.findIndex((text) => text.startsWith(column));
  return grid.getByRole('row').filter({ hasText: row }).first().locator('th,td').nth(at);
}
async function type(page, at, text) {
  await at.click();
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
}

test('a ramp that falls or goes beyond 100 % is taken and flagged at its month', async ({ app, page }) => {
  await app.open('#/team/roles');
  await page.getByLabel('Ramp of').selectOption({ label: 'Account executive · Mid-market' });
  const ramp = page.getByRole('grid', { name: 'Ramp by tenure month' });
  const month = async (at) => ramp.getByRole('row').nth(1).getByRole('gridcell').nth(at - 1);
  await type(page, await month(1), '130');
  await expect(await month(1)).toContainText(/is 130\s?% in tenure month 1, more than after the ramp/);
  await expect(await month(2)).toContainText(/falls from 130\s?% in tenure month 1/);
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await expect(ramp.locator('.problem:not(:empty)')).toHaveCount(0);
});

test('attrition of 100 % is taken and flagged in its cell', async ({ app, page }) => {
  await app.open('#/team/roles');
  const roles = page.getByRole('grid', { name: 'Roles: terms by segment' });
  await type(page, await cell(roles, 'SMB', 'Attrition'), '100');
  await expect(await cell(roles, 'SMB', 'Attrition')).toContainText('everyone leaves at the end of their first month', { ignoreCase: true });
});

test('a last day before the first is flagged in its own cell, and an unnamed start before the plan among the notes', async ({ app, page }) => {
  await app.open('#/team');
  const roster = page.getByRole('grid', { name: /^Roster/ });
  await type(page, await cell(roster, 'Ama Abara', 'Last day'), '1 Jan 2020');
  await expect(await cell(roster, 'Ama Abara', 'Last day')).toContainText(/1 Jan 2020/);
  await expect((await cell(roster, 'Ama Abara', 'Last day')).locator('.problem')).not.toBeEmpty();
  await page.keyboard.press('Escape');
  await type(page, await cell(roster, '10 Jan 2028', 'Start'), '1 Dec 2026');
  await expect(await cell(roster, '1 Dec 2026', 'Notes')).not.toHaveText('');
});

test('people whose title says no role are told by number before anything is taken', async ({ app, page }) => {
  await app.open('#/team');
  await page.getByRole('button', { name: 'Import people' }).click();
  await page.locator('input[type=file]').first().setInputFiles({
    name: 'people.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('Name,Job title,Hire date\nAda Lake,Account Executive,2026-02-01\nBo Reed,Astronaut,2026-03-01\n'),
  });
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText(/1 .* stays? out for want of a role|one .* stays? out for want of a role/i);
});

/** Pastes a block into the cell that has the focus. */
const paste = (page, lines) =>
  page.evaluate((text) => {
    const data = new DataTransfer();
    data.setData('text/plain', text);
    document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, lines.join('\n'));

test('cells of a block pasted into the roster that cannot be read keep their text, marked, until the step is taken back', async ({ app, page }) => {
  await app.open('#/team');
  const roster = page.getByRole('grid', { name: /^Roster/ });
  const last = await cell(roster, 'Ama Abara', 'Last day');
  const before = await last.innerText();
  await last.click();
  await paste(page, ['soon']);
  await expect(await cell(roster, 'Ama Abara', 'Last day')).toContainText('soon');
  await expect((await cell(roster, 'Ama Abara', 'Last day')).locator('.problem')).not.toBeEmpty();
  await page.keyboard.press('Escape');
  await paste(page, ['1 Feb 2029']);
  await expect(await cell(roster, 'Ama Abara', 'Last day')).not.toContainText('soon');
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await expect.poll(async () => (await cell(roster, 'Ama Abara', 'Last day')).innerText()).toBe(before);
});

test('a pasted row whose role is misspelt becomes no seat of another role: it is left out by its number, with the role it may mean', async ({ app, page }) => {
  await app.open('#/team');
  const roster = page.getByRole('grid', { name: /^Roster/ });
  const rows = roster.locator('tbody tr[role=row]:not(.group)');
  await expect(rows.first()).toBeVisible();
  await roster.getByRole('rowheader').first().click();
  await page.keyboard.press('Control+End');
  await page.keyboard.press('Home');
  const toast = page.locator('.toast');
  await paste(page, ['Cy Lund\tAccount manager', 'Di Ross\tAcount executive', 'Ed Snow\tAccount executive', 'Fay Tan']);
  await expect(toast).toContainText(/2 seats added; they report to .*\. For one no role was given; it has that of the row above, Account manager\./);
  await expect(toast).toContainText('Line 2 (Di Ross): There is no role “Acount executive”; did you mean “Account executive”?');
  await expect(roster).toContainText('Ed Snow');
  await expect(roster).not.toContainText('Di Ross');
  await page.getByRole('button', { name: 'Undo', exact: true }).first().click();
  await expect(roster).not.toContainText('Ed Snow');
});

test('cells of a block pasted into accounts that cannot be read keep their text, marked, until the step is taken back', async ({ app, page }) => {
  await app.open('#/territories');
  const table = page.getByRole('grid', { name: /^Accounts/ }).first();
  await expect(table).toBeVisible();
  const heads = (await table.getByRole('columnheader').allInnerTexts()).map((text) => text.replace(/\s+/g, ' '));
  const at = heads.findIndex((text) => text.startsWith('Potential'));
  const cells = table.locator(`tr[role=row]:not(.group) > :nth-child(${at + 1})[aria-readonly=false]`);
  const before = (await cells.allInnerTexts()).slice(0, 6);
  await cells.first().click();
  await paste(page, ['12', 'abc', 'def', 'ghi', 'jkl', '13'].slice(0, Math.min(6, before.length)));
  const marked = table.locator('[aria-invalid=true]').filter({ hasText: /abc|def|ghi|jkl/ });
  await expect(marked.first()).toContainText('abc');
  const toast = page.locator('.toast');
  await expect(toast).toContainText(/cells could not be taken and keep what was pasted, marked\./);
  await expect(toast).toContainText(', ');
  await app.expectAccessible();
  await page.getByRole('button', { name: 'Undo', exact: true }).first().click();
  await expect(marked).toHaveCount(0);
  expect((await cells.allInnerTexts()).slice(0, 6)).toEqual(before);
});
