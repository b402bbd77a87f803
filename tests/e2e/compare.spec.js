// Two scenarios side by side: a copy with a change, which of it moves ARR, and taking a part over.
import { test, expect } from './fixtures.js';
import { ask, recombined, silent } from './support/figures.js';

const table = (page, name) => page.getByRole('region', { name });

async function copyWithAnotherWinRate(app, page) {
  await app.open('#/compare');
  await page.getByRole('button', { name: 'Duplicate this scenario' }).click();
  await expect(page.getByText('Nothing was entered differently.')).toBeVisible();
  await app.open('#/forecast//assumptions');
  const grid = page.getByRole('grid', { name: 'Assumptions by segment', exact: true });
  await grid.getByRole('row', { name: /^Win rate/ }).getByRole('gridcell').nth(1).click();
  await page.keyboard.type('44');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /^Undo/ }).first()).toBeEnabled();
  await page.getByRole('link', { name: 'Compare', exact: true }).click();
}

test('a change in a copy is found, told in words, and leads from one closing ARR to the other', async ({ app, page }) => {
  await copyWithAnotherWinRate(app, page);
  await expect(table(page, 'Inputs that differ')).toContainText('win rate');
  await expect(table(page, 'Inputs that differ')).toContainText('44');
  await expect(table(page, 'Changes and what each adds: Closing ARR')).toBeVisible();
  const cells = await table(page, 'Changes and what each adds: Closing ARR').locator('tbody td').allTextContents();
  const cents = cells.map((text) => Math.round(Number(text.replace('\u2212', '-').replace(/[^\d.-]/g, '')) * 100));
  const [from, to] = [cents.shift(), cents.pop()];
  expect(cents.length).toBe(1);
  expect(from + cents[0]).toBe(to);
  expect(cents[0]).toBeGreaterThan(0);
});

const money = (text) => Math.round(Number(text.replace('\u2212', '-').replace(/[^\d.-]/g, '')) * 100);

/** A copy in which one role has another base pay at the same on-target earnings, so that pay differs and ARR does not. */
async function anotherPlan(app, page) {
  await app.open('#/compare');
  await page.getByRole('button', { name: 'Duplicate this scenario' }).click();
  await expect(page.getByText('Nothing was entered differently.')).toBeVisible();
  await app.open('#/team/roles');
  const grid = page.getByRole('grid', { name: /Roles/ });
  const heads = await grid.getByRole('columnheader').allInnerTexts();
  const terms = grid.getByRole('row').filter({ hasText: 'Enterprise' }).first();
  await terms.locator('th,td').nth(heads.findIndex((text) => text.startsWith('Base'))).click();
  await page.keyboard.type('99000');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /^Undo/ }).first()).toBeEnabled();
  await page.getByRole('link', { name: 'Compare', exact: true }).click();
}

test('scenarios with the same ARR open with the first figure that differs, and the choice of another stays in the address', async ({ app, page }) => {
  await anotherPlan(app, page);
  const bridge = page.locator('section.panel', { has: page.getByRole('heading', { name: 'What makes the difference' }) });
  const chosen = bridge.getByRole('combobox', { name: 'Figure' });
  await expect(chosen).toHaveValue('variable_pay');
  const changes = table(page, 'Changes and what each adds: Variable pay');
  const cells = (await changes.locator('tbody td').allTextContents()).map(money);
  const [from, to] = [cells.shift(), cells.pop()];
  expect(from + cells.reduce((sum, it) => sum + it, 0)).toBe(to);
  expect(from).not.toBe(to);
  await chosen.selectOption('comp_cost');
  await expect(page).toHaveURL(/#\/compare\/.*\/?comp_cost$/);
  await expect(table(page, 'Changes and what each adds: Comp cost')).toBeVisible();
  await page.reload();
  await expect(chosen).toHaveValue('comp_cost');
  await page.goBack();
  await expect(chosen).toHaveValue('variable_pay');
});

/** A copy in which account executives are paid more from July 2027 on, by a version of their plan. */
async function anotherVersion(app, page) {
  await app.open('#/compare');
  await page.getByRole('button', { name: 'Duplicate this scenario' }).click();
  await expect(page.getByText('Nothing was entered differently.')).toBeVisible();
  await app.open('#/pay/ae');
  const versions = page.locator('section.panel', { has: page.getByRole('heading', { name: 'Versions over time', exact: true }) });
  const month = versions.getByRole('textbox', { name: 'New version from' });
  await month.fill('Jul 2027');
  await month.press('Enter');
  await versions.getByRole('button', { name: 'Add version' }).click();
  const rate = page.getByRole('region', { name: 'New business', exact: true }).getByRole('textbox', { name: 'Rate' });
  await rate.fill('25');
  await rate.press('Enter');
  await page.getByRole('link', { name: 'Compare', exact: true }).click();
}

test('a version that a plan has in the copy is told field by field, and its money stands by its name', async ({ app, page }) => {
  await anotherVersion(app, page);
  const inputs = table(page, 'Inputs that differ');
  const told = async (what) => {
    const row = inputs.getByRole('row').filter({ has: page.getByRole('rowheader', { name: what, exact: true }) });
    return (await row.getByRole('cell').allInnerTexts()).slice(1).map((text) => text.replace(/\u00a0/g, ' ').trim());
  };
  await expect(inputs).toContainText('Version 2 from Jul 2027');
  expect(await told('Version 2 from Jul 2027')).toEqual(['version 1 goes on', 'added']);
  // The sample pays 1x, 1.5x and 2x of the derived rate; a rate that is typed is a share of credit, and tiers keep their proportion.
  const tier = (number) => `Version 2 from Jul 2027 \u203a New business \u203a Tier ${number} \u203a Pays`;
  expect([await told(tier(1)), await told(tier(2)), await told(tier(3))]).toEqual([['1x', '25 %'], ['1.5x', '37.5 %'], ['2x', '50 %']]);
  const changes = table(page, 'Changes and what each adds: Variable pay');
  const step = changes.locator('tbody tr').nth(1);
  await expect(step).toContainText('Plan Account executive, version 2 from Jul 2027: added; 3 changes');
  expect(money(await step.getByRole('button').textContent())).toBeGreaterThan(0);
  // The card says which changes these are.
  await step.getByRole('button').click();
  const card = page.getByRole('dialog').or(page.locator('.why')).first();
  await expect(card).toContainText('New business › Tier 3 › Pays');
  await expect(card).toContainText(/2x → 50\s%/);
});

test('every figure of two scenarios side by side answers, and its terms give it again', async ({ app, page }) => {
  await copyWithAnotherWinRate(app, page);
  await expect(table(page, 'Changes and what each adds: Closing ARR')).toBeVisible();
  const said = await ask(page);
  // Thirteen figures of two scenarios with their difference, eight quarters of one figure, and the bridge.
  expect(said.length).toBeGreaterThan(60);
  expect(said.filter(({ title, lines, foot }) => !title || lines.length === 0 || !foot)).toEqual([]);
  const sums = said.map((it) => ({ ...it, sum: recombined(it.lines) })).filter(({ sum }) => sum);
  expect(sums.filter(({ sum }) => Math.abs(sum.value - sum.figure) > sum.unsure * 1.001 + 1e-9)).toEqual([]);
  expect(sums.length / said.length).toBeGreaterThan(0.85);
  const mute = Object.keys(await silent(page)).filter((it) => it !== 'What was entered differently');
  expect(mute).toEqual([]);
});

test('a term of a figure of the open scenario explains itself in its turn', async ({ app, page }) => {
  await copyWithAnotherWinRate(app, page);
  const figures = table(page, 'Figures of each scenario');
  const closing = figures.getByRole('row', { name: /^Closing ARR/ });
  const card = page.getByRole('dialog').or(page.locator('.why')).filter({ visible: true }).first();
  // The copy is open; the base is the scenario it was made of, whose terms are not to be changed here.
  await closing.getByRole('button').nth(0).click();
  await expect(card.getByRole('heading')).toContainText('Closing ARR');
  await expect(card.getByRole('button', { name: /New ARR/ })).toHaveCount(0);
  await closing.getByRole('button').nth(1).click();
  await card.getByRole('button', { name: /New ARR/ }).click();
  await expect(card.getByRole('heading')).toContainText('New ARR');
});

test('a figure of the bridge explains itself and leads to the input that makes it', async ({ app, page }) => {
  await copyWithAnotherWinRate(app, page);
  const changes = table(page, 'Changes and what each adds: Closing ARR');
  const step = changes.locator('tbody tr').nth(1).getByRole('button');
  await step.click();
  const card = page.getByRole('dialog').or(page.locator('.why')).first();
  await expect(card).toContainText('before this change');
  const amount = money(await step.textContent());
  const terms = await card.locator('dd').allTextContents();
  expect(terms.map(money)).toContain(amount);
  await expect(card.getByRole('link').first()).toHaveAttribute('href', /#\/forecast/);
});

test('what was entered differently leads to where it can be changed', async ({ app, page }) => {
  await copyWithAnotherWinRate(app, page);
  const row = table(page, 'Inputs that differ').getByRole('row').filter({ hasText: 'win rate' });
  await row.getByRole('link').click();
  await expect(page).toHaveURL(/#\/forecast\/.*assumptions/);
  await expect(page.locator('[data-input$="pipeline/win_rate"]').first()).toBeVisible();
});

test('a part of another scenario is taken over as one step, and back', async ({ app, page }) => {
  await copyWithAnotherWinRate(app, page);
  await page.getByRole('checkbox', { name: 'Segments' }).check();
  await page.getByRole('button', { name: 'Take over' }).click();
  await expect(page.getByText('Nothing was entered differently.')).toBeVisible();
  await page.getByRole('button', { name: /^Undo/ }).first().click();
  await expect(table(page, 'Inputs that differ')).toContainText('44');
});

test('axe finds nothing serious where scenarios are compared, alone and with two', async ({ app, page }) => {
  await app.open('#/compare');
  await app.expectAccessible();
  await copyWithAnotherWinRate(app, page);
  await app.expectAccessible();
});
