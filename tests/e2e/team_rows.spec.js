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
