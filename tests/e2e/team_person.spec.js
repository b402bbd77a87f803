// One seat in detail on the Team page: days that cannot be are told at the field, and every edit is one step.
import { expect, test } from './fixtures.js';

const seat = async (app, page) => {
  await app.open('#/team');
  await page.getByLabel('Seat', { exact: true }).selectOption({ label: 'Ama Abara (Account executive, SMB)' });
  const card = page.getByRole('region', { name: 'Ama Abara', exact: true });
  await expect(card).toBeVisible();
  return card;
};
const field = (card, name) => card.getByLabel(name, { exact: true });

test('an end before the start and leaves that overlap are told at the field and change nothing', async ({ app, page }) => {
  const card = await seat(app, page);
  await field(card, 'End').selectOption('Expected end');
  await field(card, 'Last day').fill('1 Jan 2020');
  await field(card, 'Last day').press('Enter');
  await expect(card.getByRole('alert').filter({ hasText: 'It begins on 5 Feb 2024; the last day cannot be earlier.' })).toBeVisible();
  await expect(field(card, 'Last day')).toHaveValue('1 Jan 2020');
  await field(card, 'Last day').fill('30 Jun 2028');
  await field(card, 'Last day').press('Enter');
  await expect(card).toContainText('5 Feb 2024 to 30 Jun 2028, expected.');

  await card.getByRole('button', { name: 'Add a leave' }).click();
  await card.getByRole('button', { name: 'Add a leave' }).click();
  await field(card, 'To').first().fill('15 Feb 2027');
  await field(card, 'To').first().press('Enter');
  await expect(card.getByRole('alert').filter({ hasText: 'Another leave runs from 1 Feb 2027 to 28 Feb 2027' })).toBeVisible();
  await field(card, 'To').first().fill('20 Jan 2027');
  await field(card, 'To').first().press('Enter');
  await expect(field(card, 'To').first()).toHaveValue('20 Jan 2027');
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await expect(field(card, 'To').first()).toHaveValue('31 Jan 2027');
});

test('a rate of their own reaches the statement, and an earlier holder can be named', async ({ app, page }) => {
  const card = await seat(app, page);
  await field(card, 'Rate, New business').fill('12');
  await field(card, 'Rate, New business').press('Enter');
  await page.getByRole('button', { name: 'Add an earlier holder' }).click();
  const before = page.getByRole('region', { name: 'Not named' });
  await expect(before).toContainText('5 Feb 2023 to 4 Feb 2024.');
  await field(before, 'Name').fill('Jo Park');
  await field(before, 'Name').press('Enter');
  await expect(page.getByRole('region', { name: 'Jo Park' })).toBeVisible();
  await page.goto(page.url().replace(/#.*/, '#/pay/statement/ae-smb-1'));
  await expect(page.getByText(/own rate of 12/).first()).toBeVisible();
});
