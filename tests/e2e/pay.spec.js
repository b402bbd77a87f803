// Pay: move the split, change a table of rates and terms, see pay follow; plans come and go.
import { expect, test } from './fixtures.js';

/** A figure as a number: "1,297,631" and "(3)" alike. */
const number = (text) => Number(text.replace(/[^0-9.-]/g, ''));

const panel = (page, title) => page.locator('section.panel', { has: page.getByRole('heading', { name: title }) });
const share = (page, name) => panel(page, 'Where variable pay goes').getByRole('textbox', { name });
const undo = (page) => page.getByRole('button', { name: 'Undo' });

test('the split is moved with the keyboard, by dragging and by typing, and each is one step to undo', async ({ app, page }) => {
  await app.open('#/pay/am');
  const retention = share(page, 'Retention');
  const expansion = share(page, 'Expansion');
  await expect(retention).toHaveValue('45');
  const amount = panel(page, 'Where variable pay goes').locator('.split-part').first().locator('b');
  const before = await amount.textContent();
  const border = page.getByRole('slider', { name: /Border between Retention and Expansion/ });

  await border.focus();
  await page.keyboard.press('ArrowRight');
  await expect(retention).toHaveValue('46');
  await expect(expansion).toHaveValue('54');
  await expect(amount).not.toHaveText(before);
  await undo(page).click();
  await expect(retention).toHaveValue('45');

  const bar = await page.locator('.split-bar').boundingBox();
  const grip = await border.boundingBox();
  await page.mouse.move(grip.x + grip.width / 2, grip.y + grip.height / 2);
  await page.mouse.down();
  for (const at of [0.5, 0.55, 0.6]) await page.mouse.move(bar.x + bar.width * at, grip.y + grip.height / 2);
  await page.mouse.up();
  await expect(retention).toHaveValue('60');
  await expect(expansion).toHaveValue('40');
  await expect(page.getByRole('textbox', { name: 'Weight' }).first()).toHaveValue('40');
  await undo(page).click();
  await expect(retention).toHaveValue('45');

  await retention.fill('30');
  await retention.press('Enter');
  await expect(expansion).toHaveValue('70');
});

test('a retention bonus added to a commission plan takes a tenth, and undo takes it away', async ({ app, page }) => {
  await app.open('#/pay/ae');
  const split = panel(page, 'Where variable pay goes');
  await expect(split.getByRole('slider')).toHaveCount(0);
  await split.getByRole('button', { name: 'Add a retention bonus' }).click();
  await expect(split.getByRole('slider')).toHaveCount(1);
  await expect(share(page, 'New business')).toHaveValue('90');
  await expect(share(page, 'Retention')).toHaveValue('10');
  await expect(page.getByRole('region', { name: 'Retention bonus' })).toContainText('Rises from nothing at 80');
  await expect(page.getByText(/Retention bonus takes 10\s%; the other weights are scaled to 90\s%/)).toBeVisible();
  await undo(page).first().click();
  await expect(split.getByRole('slider')).toHaveCount(0);
});

test('a multiple typed into a table of rates moves the derived rate, the sentence and the pay at 150 %', async ({ app, page }) => {
  await app.open('#/pay/ae');
  const card = page.getByRole('region', { name: 'New business' }).first();
  await expect(card).toContainText('16.67 % to 125 %, 22.22 % beyond; no cap');
  const pay = panel(page, /^Variable pay by attainment/).locator('table.figures tbody tr').last().locator('td');
  expect(number(await pay.nth(2).textContent())).toBe(90_000);
  expect(number(await pay.nth(4).textContent())).toBe(168_750);
  const cell = card.locator('table').getByText('1.5x');
  await cell.dblclick();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('2');
  await page.keyboard.press('Enter');
  await expect(card).toContainText('11.11 % of each new ARR dollar up to quota, 22.22 % to 125 %, 22.22 % beyond');
  await expect(pay.nth(4)).toHaveText('180,000');
  await expect(pay.nth(2)).toHaveText('90,000');
  await undo(page).click();
  await expect(pay.nth(4)).toHaveText('168,750');
});

test('on-target earnings move what is paid at target at each keystroke, and nonsense stays in its field with a reason', async ({ app, page }) => {
  await app.open('#/pay/ae');
  const ote = page.getByRole('textbox', { name: 'On-target earnings' });
  const variable = page.getByRole('button', { name: /^Variable pay/ }).locator('b');
  const pay = panel(page, /^Variable pay by attainment/).locator('table.figures tbody tr').last().locator('td');
  const before = await variable.textContent();
  await ote.fill('250,000');
  await expect(pay.nth(2)).toHaveText('160,000');
  await expect(variable).not.toHaveText(before);
  await ote.press('Escape');
  await expect(pay.nth(2)).toHaveText('90,000');
  await ote.fill('much');
  await ote.press('Enter');
  await expect(ote).toHaveValue('much');
  await expect(ote).toHaveAttribute('aria-invalid', 'true');
  await expect(pay.nth(2)).toHaveText('90,000');
});

test('the four meanings of one table pay more the further they reach back', async ({ app, page }) => {
  await app.open('#/pay/ae/cost');
  const table = panel(page, 'Same plan, four meanings').locator('tbody tr');
  const pays = async () => (await table.locator('td:nth-child(2)').allTextContents()).map(number);
  expect(await pays()).toEqual([168_750, 180_000, 270_000, 168_750]);
  await expect(table.first()).toContainText('this plan');
  await page.getByRole('textbox', { name: 'Attainment' }).fill('100');
  await expect.poll(pays).toEqual([90_000, 90_000, 90_000, 90_000]);
});

test('the table below the curve shows all of its attainments, 200 % included, without scrolling', async ({ app, page }) => {
  for (const [width, plan] of [[1440, 'ae'], [1440, 'am'], [1280, 'ae']]) {
    await page.setViewportSize({ width, height: 1000 });
    await app.open(`#/pay/${plan}`);
    const table = page.getByRole('region', { name: 'Variable pay at some attainments' });
    await expect(table.getByRole('columnheader', { name: '200 %' })).toBeVisible();
    expect(await table.evaluate((it) => it.scrollWidth - it.clientWidth), `${plan} at ${width}`).toBeLessThanOrEqual(0);
  }
});

test('who earns it adds up to the total, for the plan and for the whole team', async ({ app, page }) => {
  await app.open('#/pay/am/people');
  const people = panel(page, 'Who earns it');
  const sums = async () => {
    const rows = await people.locator('tbody tr').evaluateAll((rows) => rows.map((row) => [...row.cells].slice(4).map((cell) => cell.textContent)));
    const amounts = rows.map((row) => row.map(number));
    const total = amounts.pop();
    const added = total.map((_, at) => amounts.reduce((sum, row) => sum + row[at], 0));
    // Amounts are shown to the whole unit, so each row may hide half of one.
    total.forEach((amount, at) => expect(Math.abs(added[at] - amount)).toBeLessThanOrEqual(amounts.length));
    return amounts.length;
  };
  expect(await sums()).toBeGreaterThan(5);
  await people.getByRole('radio', { name: 'Whole team' }).click();
  await people.getByRole('button', { name: /Show all/ }).click();
  expect(await sums()).toBeGreaterThan(45);
});

test('a plan that pays people stays; a copy comes, goes, and comes back with undo', async ({ app, page }) => {
  await app.open('#/pay/ae/people');
  const plan = page.getByRole('combobox', { name: 'Plan', exact: true });
  const menu = async (entry) => {
    await page.getByRole('button', { name: /Add or remove/ }).click();
    await page.getByRole('menuitem', { name: entry }).click();
  };
  await menu('Remove this plan');
  await expect(page.getByText(/The plan stays, because it pays Account executive/)).toBeVisible();
  await menu('Add a copy of this plan');
  await expect(plan.locator('option:checked')).toHaveText('Account executive, copy');
  await app.part('People and deals');
  await expect(panel(page, 'Who earns it')).toContainText('Nobody');
  await menu('Remove this plan');
  await expect(plan.locator('option')).toHaveCount(9);
  await undo(page).first().click();
  await expect(plan.locator('option')).toHaveCount(10);
});

test('axe finds nothing serious on a plan, on the whole team and on who earns it', async ({ app, page }) => {
  await app.open('#/pay/csm');
  await panel(page, 'Where variable pay goes').getByRole('radio', { name: 'Whole team' }).click();
  await app.expectAccessible();
  await app.part('People and deals');
  await app.expectAccessible();
});

test('a total of all people is told by role in a dozen lines at most, which lead on to each of them', async ({ app, page }) => {
  await app.open('#/pay/ae/people');
  const people = panel(page, 'Who earns it');
  await people.getByRole('radio', { name: 'Whole team' }).click();
  const asked = people.getByRole('row', { name: /^Total/ }).getByRole('button').last();
  await asked.click();
  const why = page.getByRole('dialog', { name: /^Paid, everyone/ });
  await expect(why).toContainText('= Paid');
  await expect(why.getByText('= Paid')).toBeInViewport();
  await expect(asked).toBeInViewport();
  expect(await why.getByRole('button', { name: /\(\d+\)$/ }).count()).toBeGreaterThan(3);
  expect(await why.getByRole('button').count()).toBeLessThanOrEqual(13);
  await why.getByRole('button', { name: /^Account executive \(/ }).click();
  const role = page.getByRole('dialog', { name: /^Paid, Account executive \(/ });
  await role.getByRole('button', { name: /^Account executive, SMB \(/ }).click();
  const seats = page.getByRole('dialog', { name: /^Paid, Account executive, SMB \(/ });
  await seats.getByRole('button', { name: /^Ama Abara/ }).click();
  await expect(page.getByRole('dialog', { name: /^Paid, Ama Abara/ })).toContainText('Earned');
});

test('a plan whose last component goes says that nothing earns its target variable, and where one is added', async ({ app, page }) => {
  await app.open('#/pay/ae');
  await page.getByRole('button', { name: 'Remove component' }).click();
  const curve = panel(page, /^Variable pay by attainment/);
  await expect(curve).toContainText('$90,000 of target variable a year is earned by nothing');
  await expect(curve).not.toContainText('Nobody is in the forecast');
  await expect(panel(page, 'Plan health')).toContainText('No component earns $90,000');
});
