// Rows of the roster that go elsewhere under one's hands: the focus goes with them.
import { expect, test } from './fixtures.js';

const roster = (page) => page.getByRole('grid', { name: /Roster/ });

test('a block pasted into a new seat keeps the focus on its first row, wherever its leader takes it, and says who leads the others', async ({ app, page }) => {
  await app.open('#/team');
  await page.getByRole('button', { name: 'Add seat' }).click();
  await expect(roster(page).locator('tbody tr[role=row]').last().getByRole('rowheader')).toBeFocused();
  await page.evaluate(() => {
    const data = new DataTransfer();
    const row = (name) => [name, 'Account executive', 'SMB', 'Ravi Sato', '1 Feb 2027'].join('\t');
    data.setData('text/plain', [row('Nia Quill'), row('Oda Reyes')].join('\n'));
    document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  });
  const pasted = roster(page).getByRole('rowheader', { name: /^Nia Quill/ });
  await expect(pasted).toBeFocused();
  await expect(pasted).toBeInViewport();
  await expect(page.locator('.toast')).toContainText('One seat added; it reports to Ravi Sato (Sales manager, SMB).');
  await page.keyboard.press('ArrowDown');
  await expect(roster(page).getByRole('rowheader', { name: /^Oda Reyes/ })).toBeFocused();
});

test('whoever types who leads a seat and goes on with Tab stays in the row of that seat', async ({ app, page }) => {
  await app.open('#/team');
  const heads = (await roster(page).getByRole('columnheader').allInnerTexts()).map((text) => text.replace(/\s+/g, ' '));
  const at = heads.findIndex((text) => text.startsWith('Reports to'));
  const row = roster(page).getByRole('row').filter({ has: page.getByRole('rowheader', { name: /^Ama Abara/ }) });
  await row.locator('th,td').nth(at).click();
  await page.keyboard.press('d');
  await page.keyboard.press('Tab');
  await expect(row.locator('th,td').nth(at)).toContainText('Dana Whit');
  await expect(row.locator('th,td').nth(at + 1)).toBeFocused();
});

/** Follows a link to an input from another page. */
const lead = (page, href, path) =>
  page.evaluate(
    ([href, path]) => {
      const link = document.createElement('a');
      link.href = href;
      link.dataset.leads = path;
      document.body.append(link);
      link.click();
      link.remove();
    },
    [href, path],
  );

test('keys change the cell that a link led to, and no other', async ({ app, page }) => {
  await app.open('#/team');
  const first = roster(page).locator('[data-input$="/name"], tbody [role=rowheader][data-input]').first();
  const holder = (await first.innerText()).trim();
  await app.open('#/data');
  await lead(page, '#/team', 'seat/ae-smb-7/1/base');
  const cell = roster(page).locator('[data-input="seat/ae-smb-7/1/base"]');
  await expect(cell).toBeFocused();
  await expect(cell).toHaveAttribute('aria-selected', 'true');
  // The seat in detail follows.
  await expect(page.locator('.seat-panel [data-input="seat/ae-smb-7/1/base"] input')).toBeVisible();
  await page.keyboard.type('95000');
  await page.keyboard.press('Enter');
  await expect(cell).toContainText('95,000');
  await expect(first).toHaveText(holder);
});

test('a link to a seat whose row is filtered away leads to its fields below the roster', async ({ app, page }) => {
  await app.open('#/team');
  await page.getByRole('radio', { name: 'Timeline', exact: true }).click();
  await lead(page, '#/team', 'seat/ae-smb-7/1/base');
  await expect(roster(page).locator('[data-input="seat/ae-smb-7/1/base"]')).toBeFocused();
  const find = page.getByLabel('Find a name');
  await find.fill('Dana');
  await expect(roster(page).locator('[data-input="seat/ae-smb-7/1/base"]')).toHaveCount(0);
  await lead(page, '#/team', 'seat/ae-smb-7/1/base');
  await expect(page.locator('.seat-panel [data-input="seat/ae-smb-7/1/base"] input')).toBeFocused();
});

test('a link to what a tier pays leads to its cell in the table of rates', async ({ app, page }) => {
  await app.open('#/data');
  await lead(page, '#/pay/ae', 'plan/ae/1/new/tier/2/value');
  const cell = page.getByRole('grid', { name: 'Table of rates' }).first().locator('[data-input$="/tier/2/value"]');
  await expect(cell).toBeFocused();
});
