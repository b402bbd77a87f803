// Two plans side by side at every attainment: of one scenario, of two, and where there is nothing to compare with.
import { expect, test } from './fixtures.js';

/** A figure as a number: "1,297,631" and "−3,022" alike. */
const number = (text) => Number(text.replace('−', '-').replace(/[^0-9.-]/g, ''));

const panel = (page, title) => page.locator('section.panel', { has: page.getByRole('heading', { name: title, exact: true }) });
const row = (page, name) => panel(page, 'Pay at every attainment').getByRole('row', { name });
const cells = async (line) => (await line.getByRole('cell').allTextContents()).map(number);

test('an account executive and an account manager stand side by side, from the design to every attainment', async ({ app, page }) => {
  await app.open('#/pay/ae');
  const curve = page.locator('section.pay-curve');
  await curve.getByRole('combobox', { name: 'Compare with' }).selectOption({ label: 'Account manager' });
  await curve.getByRole('link', { name: 'Both at every attainment, with cost and what to expect' }).click();
  await expect(page).toHaveURL(/#\/pay\/ae\/against\/am$/);

  // 90,000 variable on 810,000. A: once to quota, one and a half times to 125 %, twice beyond. B pays 55 % of it on an accelerator and 45 %
  // on retention, which pays nothing at half its target: 24,750 at 50 %.
  const half = await cells(row(page, /^50\s%/));
  expect(half.slice(0, 4)).toEqual([45_000, 24_750, -20_250, -45]);
  const whole = await cells(row(page, /^100\s%/));
  expect(whole.slice(0, 3)).toEqual([90_000, 90_000, 0]);
  // Effective rate and cost of sales of A: a ninth, and 180 on 810.
  await expect(row(page, /^100\s%/)).toContainText('11.11');
  await expect(row(page, /^100\s%/)).toContainText('22.2');
  const expected = await cells(row(page, /^Expected/));
  expect(expected[2]).toBe(expected[1] - expected[0]);

  const side = panel(page, 'Two plans side by side');
  await expect(side).toContainText(/A, Account executive, as for .*: quota \$810,000, OTE \$180,000, of it \$90,000 variable a year/);
  await expect(side.locator('.key')).toContainText('B: Account manager');

  // Every figure says where it comes from.
  await row(page, /^50\s%/).getByRole('button').nth(2).click();
  const why = page.locator('.why');
  await expect(why).toContainText('B less A, 50');
  await expect(why).toContainText('45,000');
  await expect(why).toContainText('24,750');
  await app.expectAccessible();
});

test('without a second plan a copy is offered, which pays the same until it is changed', async ({ app, page }) => {
  await app.open('#/pay/ae/against');
  await page.getByRole('button', { name: 'Add a copy of this plan' }).click();
  const side = panel(page, 'Two plans side by side');
  await expect(side).toContainText('pays the same at every attainment');
  await expect(page).toHaveURL(/#\/pay\/ae\/against\/.+/);
  expect((await cells(row(page, /^150\s%/))).slice(0, 3)).toEqual([168_750, 168_750, 0]);
});

test('a plan that was changed in a copy of the scenario is named on Compare and both curves are a link away', async ({ app, page }) => {
  await app.open('#/compare');
  await page.getByRole('button', { name: 'Duplicate this scenario' }).click();
  await expect(panel(page, 'Pay at every attainment')).toContainText('pays the same at every attainment');
  await app.open('#/pay/ae');
  const cap = page.getByRole('textbox', { name: /Cap on all variable pay/ });
  await cap.fill('1');
  await cap.press('Enter');
  await page.getByRole('link', { name: 'Compare', exact: true }).click();
  // The copy stops at 90,000: at 150 % it pays 78,750 less.
  await expect(panel(page, 'Pay at every attainment')).toContainText(/Account executive, as for .*\$78,750 less at 150\s%/);
  await panel(page, 'Pay at every attainment').getByRole('link', { name: /^Both curves: Account executive/ }).click();
  const side = panel(page, 'Two plans side by side');
  await expect(side.getByRole('combobox', { name: 'Its plan' })).toHaveValue('ae');
  await expect(side).toContainText('It pays more from 100');
  expect((await cells(row(page, /^150\s%/))).slice(0, 3)).toEqual([90_000, 168_750, 78_750]);
});
