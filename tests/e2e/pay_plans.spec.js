// Pay: rebuild a real plan. Templates, versions from a month on, a split that keeps its cost, a rate that is typed.
import { expect, test } from './fixtures.js';

/** A figure as a number: "$1,297,631" and "(3)" alike. */
const number = (text) => Number(text.replace(/[^0-9.-]/g, ''));

const panel = (page, title) => page.locator('section.panel', { has: page.getByRole('heading', { name: title, exact: true }) });
const split = (page) => panel(page, 'Where variable pay goes');
const share = (page, name) => split(page).getByRole('textbox', { name });
const undo = (page) => page.getByRole('button', { name: 'Undo' }).first();
const plan = (page) => page.getByRole('combobox', { name: 'Plan', exact: true });
/** A figure beside the bar, by the beginning of its name. */
const live = async (page, name) => number(await split(page).locator('.pay-live > div', { hasText: name }).locator('b').textContent());

test('a plan comes from a template, names its rates under terms that suit it, and undo takes it away', async ({ app, page }) => {
  test.slow(); // axe looks at the whole dialog
  await app.open('#/pay/ae');
  await page.getByRole('button', { name: 'New plan' }).click();
  const dialog = page.getByRole('dialog', { name: 'New plan' });
  const card = dialog.getByRole('region', { name: 'Hunter and farmer in one' });
  await expect(card).toContainText('Net revenue retention of own customers: Rises from nothing at 95');
  await expect(dialog.getByRole('region', { name: 'First seller' })).toContainText('Guarantee: $5,000 a month for the first 3 months');
  await app.expectAccessible();
  await card.getByRole('button', { name: 'Start from this' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(plan(page).locator('option:checked')).toHaveText('Hunter and farmer in one');
  await expect(share(page, 'New business')).toHaveValue('60');
  await expect(share(page, 'Retention')).toHaveValue('40');
  // Nobody is paid by it yet; it is looked at under terms that have a quota in ARR.
  await expect(page.getByRole('region', { name: 'New business', exact: true })).toContainText(/Pays \d+\.\d+\s%\sof each new ARR dollar/);
  await app.part('People and deals');
  await expect(panel(page, 'Who earns it')).toContainText('Nobody yet');
  await undo(page).click();
  await expect(plan(page).locator('option', { hasText: 'Hunter and farmer' })).toHaveCount(0);
});

test('the content of a plan is replaced by a template in one step', async ({ app, page }) => {
  await app.open('#/pay/am');
  await page.getByRole('button', { name: /Add or remove/ }).click();
  await page.getByRole('menuitem', { name: /Replace by a template/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Replace what Account manager pays for' });
  await dialog.getByRole('region', { name: 'Customer success manager' }).getByRole('button', { name: 'Replace by this' }).click();
  await expect(plan(page).locator('option:checked')).toHaveText('Account manager');
  await expect(share(page, 'Retention')).toHaveValue('100');
  await undo(page).click();
  await expect(share(page, 'Expansion')).toHaveValue('55');
});

test('a component that is added says what happens to the weights', async ({ app, page }) => {
  await app.open('#/pay/am');
  await page.getByRole('button', { name: 'Add a component' }).click();
  await page.getByRole('menuitem', { name: /Renewal commission/ }).click();
  await expect(page.getByText('Renewal commission takes 10 %; the other weights are scaled to 90 %, so that all add up to 100 %.')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Renewal commission' })).toBeVisible();
  await expect(share(page, 'Expansion')).toHaveValue('49.5');
  await undo(page).click();
  await expect(share(page, 'Expansion')).toHaveValue('55');
});

test('a version from a month on changes pay after it and not before', async ({ app, page }) => {
  await app.open('#/pay/ae');
  const versions = panel(page, 'Versions over time');
  const earned = () => live(page, 'Expected to be earned');
  const before = await earned();
  const month = versions.getByRole('textbox', { name: 'New version from' });
  await month.fill('jan 2027');
  await month.press('Enter');
  await expect(versions).toContainText('The plan begins in Jan 2027');
  // FY2028 is looked at: a version from its July changes half of it.
  await month.fill('Jul 2028');
  await month.press('Enter');
  await versions.getByRole('button', { name: 'Add version' }).click();
  await expect(versions.locator('li')).toHaveCount(2);
  await expect(versions).toContainText('Holds Jan 2027 to Jun 2028, 18 months of the plan.');
  await expect(versions).toContainText('prorated by month; credit before counts under the version before');
  expect(await earned()).toBe(before);

  // The new version pays double; the old one keeps its rates.
  const rate = page.getByRole('region', { name: 'New business', exact: true }).getByRole('textbox', { name: 'Rate' });
  await rate.fill('25');
  await rate.press('Enter');
  await expect.poll(earned).toBeGreaterThan(before * 1.3);
  const half = await earned();
  await expect(page.getByRole('combobox', { name: 'Version from' }).locator('option:checked')).toHaveText('Jul 2028');
  // What the version does to pay of its year is said in money: with it, without it, and what lies between.
  const effect = page.getByRole('region', { name: 'What the version does to pay' });
  const row = effect.getByRole('row').filter({ hasText: 'Earned in FY2028' });
  const amounts = async () => (await row.getByRole('cell').allInnerTexts()).map(number);
  await expect.poll(async () => (await amounts())[2]).toBeGreaterThan(before * 0.3);
  const [is, was, more] = await amounts();
  // Each is rounded by itself.
  expect(Math.abs(is - was - more)).toBeLessThanOrEqual(1);
  expect(was, 'without the version pay is what it was').toBeCloseTo(before, -2);
  await versions.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(rate).toHaveValue('');

  // From January on it holds for the whole year, and pay changes the more.
  const begins = versions.getByRole('textbox', { name: 'Version 2 begins in' });
  await begins.fill('Jan 2028');
  await begins.press('Enter');
  await expect.poll(earned).toBeGreaterThan(half * 1.2);
  await undo(page).click();
  await expect.poll(earned).toBe(half);
  await versions.getByRole('button', { name: 'Remove version 2' }).click();
  await expect.poll(earned).toBe(before);
});

test('a split that keeps total cost scales target variable, and one that keeps OTE does not', async ({ app, page }) => {
  await app.open('#/pay/am');
  const cost = await live(page, 'Expected to be earned');
  const target = await live(page, 'Target variable');
  const ote = page.getByRole('textbox', { name: 'On-target earnings' });
  await expect(ote).toHaveValue('130,000');

  await share(page, 'Retention').fill('80');
  await share(page, 'Retention').press('Enter');
  await expect(share(page, 'Expansion')).toHaveValue('20');
  const moved = await live(page, 'Expected to be earned');
  expect(Math.abs(moved - cost)).toBeGreaterThan(1000);
  expect(await live(page, 'Target variable')).toBe(target);
  await undo(page).click();
  await expect(ote).toHaveValue('130,000');

  await split(page).getByRole('radio', { name: 'Keep total cost' }).click();
  await share(page, 'Retention').fill('80');
  await share(page, 'Retention').press('Enter');
  await expect(share(page, 'Expansion')).toHaveValue('20');
  await expect(ote).not.toHaveValue('130,000');
  // OTE is in whole dollars, so each person may be half a dollar off.
  expect(Math.abs((await live(page, 'Expected to be earned')) - cost)).toBeLessThanOrEqual(10);
  await undo(page).click();
  await expect(ote).toHaveValue('130,000');
  await expect(share(page, 'Retention')).toHaveValue('45');
});

test('a run of arrow keys is one step to undo, and a pause or another handle ends it', async ({ app, page }) => {
  await app.open('#/pay/am');
  const border = page.getByRole('slider', { name: /Border between Retention and Expansion/ });
  await border.focus();
  for (let at = 0; at < 5; at += 1) await page.keyboard.press('ArrowRight');
  await expect(share(page, 'Retention')).toHaveValue('50');
  await page.waitForTimeout(1800);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(share(page, 'Retention')).toHaveValue('52');
  await undo(page).click();
  await expect(share(page, 'Retention')).toHaveValue('50');
  await undo(page).click();
  await expect(share(page, 'Retention')).toHaveValue('45');
});

test('the split of the whole team moves within the plans that hold both, in one step', async ({ app, page }) => {
  await app.open('#/pay/am');
  await split(page).getByRole('radio', { name: 'Whole team' }).click();
  const retention = share(page, 'Retention');
  const before = Number(await retention.inputValue());
  const row = (name) => split(page).locator('tbody tr', { has: page.getByRole('rowheader', { name, exact: true }) });
  const seller = await row('Account executive').textContent();
  const border = page.getByRole('slider', { name: /Border between Retention and Expansion/ });
  await border.focus();
  for (let at = 0; at < 3; at += 1) await page.keyboard.press('ArrowRight');
  await expect.poll(async () => Number(await retention.inputValue())).toBeCloseTo(before + 3, 1);
  expect(await row('Account executive').textContent()).toBe(seller);
  await undo(page).click();
  await expect(retention).toHaveValue(String(before));
});

test('a typed rate fixes what is paid, and clearing it lets the rate be derived again', async ({ app, page }) => {
  await app.open('#/pay/ae');
  const card = page.getByRole('region', { name: 'New business', exact: true });
  const rate = card.getByRole('textbox', { name: 'Rate' });
  await expect(rate).toHaveValue('');
  await expect(card).toContainText('Derived: 11.11 % is target variable x weight / quota');
  await rate.fill('12.5');
  await rate.press('Enter');
  await expect(card).toContainText('Pays 12.50 % of each new ARR dollar up to quota, 18.75 % to 125 %, 25.00 % beyond');
  // 12.5 % of 810,000 where target pay is 90,000.
  await expect(card).toContainText('$101,250 a year at quota, where target pay is $90,000');
  await rate.fill('150');
  await rate.press('Enter');
  await expect(rate).toHaveAttribute('aria-invalid', 'true');
  await expect(card).toContainText('Must lie above 0 % and at most at 100 %');
  await rate.fill('');
  await rate.press('Enter');
  await expect(card).toContainText('Pays 11.11 % of each new ARR dollar up to quota, 16.67 % to 125 %, 22.22 % beyond');
});

test('axe finds nothing serious with versions and the split of the team', async ({ app, page }) => {
  test.slow();
  await app.open('#/pay/am');
  await panel(page, 'Versions over time').getByRole('button', { name: 'Add version' }).click();
  await split(page).getByRole('radio', { name: 'Whole team' }).click();
  await app.expectAccessible();
});
