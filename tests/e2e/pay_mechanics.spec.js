// Every mechanic of a plan is built on the Pay page: kinds of tables, modifiers, SPIFs; each is one step to undo.
import { expect, test } from './fixtures.js';

const card = (page) => page.getByRole('region', { name: 'New business' }).first();
const undo = (page) => page.getByRole('button', { name: 'Undo' }).first();
/** The panel that a field stands in. */
const panelWith = (page, field) => page.locator('section.panel', { has: field });
const add = async (page, name) => {
  await card(page).getByRole('button', { name: /Add a condition/ }).click();
  await card(page).getByRole('menuitem', { name }).click();
};
const shape = (page) => card(page).getByLabel('Rate shape');
const cell = (table, row, column) => table.locator('tbody [role=row]').nth(row).locator('[role=rowheader], [role=gridcell]').nth(column);
const type = async (page, at, text) => {
  await at.click();
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
};

test('a kicker, a gate and a cap are added, edited and taken back, each as one step', async ({ app, page }) => {
  await app.open('#/pay/ae');
  const plain = await card(page).locator('.say').textContent();
  await expect(card(page).getByRole('group')).toHaveCount(0);

  await add(page, /^Kicker/);
  const kicker = card(page).getByRole('group', { name: 'Kicker' });
  await expect(card(page)).toContainText('Deals signed for 24 months or more pay 1 % of their credit on top.');
  await kicker.getByLabel('For at least').fill('36');
  await kicker.getByLabel('For at least').press('Enter');
  await kicker.getByLabel('Pays on top').fill('2.5');
  await kicker.getByLabel('Pays on top').press('Enter');
  await expect(card(page)).toContainText('Deals signed for 36 months or more pay 2.5 % of their credit on top.');
  await undo(page).click();
  await undo(page).click();
  await expect(card(page)).toContainText('Deals signed for 24 months or more pay 1 %');
  await undo(page).click();
  await expect(card(page).locator('.say')).toHaveText(plain);
  await expect(kicker).toHaveCount(0);

  await add(page, /^Gate/);
  const gate = card(page).getByRole('group', { name: 'Gate' });
  await expect(card(page)).toContainText('It accelerates only if the satisfaction score reaches 100 %.');
  await gate.getByLabel('Looks at').selectOption({ label: 'Gross revenue retention' });
  await expect(gate).toContainText('so it always counts as reached');
  await card(page).getByLabel('Whose results').selectOption({ label: 'Segment' });
  await expect(gate).not.toContainText('so it always counts as reached');
  await gate.getByLabel('Opens at').fill('');
  await expect(gate).toContainText('Enter the value to reach, or remove the gate.');
  await gate.getByLabel('Opens at').fill('92');
  await gate.getByLabel('Opens at').press('Enter');
  await gate.getByLabel('Holds back').selectOption({ label: 'The whole component' });
  await expect(card(page)).toContainText('It is paid only if gross retention reaches 92 %.');
  await gate.getByRole('button', { name: 'Remove gate' }).click();
  await expect(gate).toHaveCount(0);
  await undo(page).click();
  await expect(card(page)).toContainText('It is paid only if gross retention reaches 92 %.');

  await add(page, /^Cap on pay/);
  await card(page).getByLabel('What it cuts is carried').check();
  await expect(card(page)).toContainText('at most 2x target pay');
  await expect(card(page)).toContainText('What the cap cuts is paid later in the year');
  await app.expectAccessible();
});

test('a matrix on retention takes a block with its bounds, and says which retention each row means', async ({ app, page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await app.open('#/pay/am');
  const bonus = page.getByRole('region', { name: 'Net revenue retention' });
  await bonus.getByLabel('Rate shape').selectOption({ label: 'Matrix of two measures' });
  const table = bonus.getByRole('grid', { name: 'Matrix of rates' });
  await expect(table).toContainText('% of target (105 %)');
  const block = ['\t80\t90\t95', '80\t20\t30\t40', '90\t50\t60\t70', '100\t80\t100\t120'];
  await page.evaluate((text) => navigator.clipboard.writeText(text), block.join('\n'));
  await cell(table, 0, 0).click();
  await page.keyboard.press('ControlOrMeta+v');
  await expect(cell(table, 1, 0)).toHaveText(/^80/);
  await expect(cell(table, 3, 3)).toHaveText(/^120/);
  // 80, 90 and 100 % of a target of 105 %.
  await expect(bonus).toContainText('Net retention: rows begin at 84 %, 94.5 %, 105 %.');
});

test('a matrix is made from tiers without changing pay at target, filled from Excel, and taken back', async ({ app, page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await app.open('#/pay/ae');
  const pays = page.locator('table.figures', { hasText: 'Variable pay' }).first().locator('tbody tr').last().locator('td');
  await expect(pays.nth(2)).toHaveText('90,000');
  await shape(page).selectOption({ label: 'Matrix of two measures' });
  const table = card(page).getByRole('grid', { name: 'Matrix of rates' });
  await expect(table).toBeVisible();
  await expect(pays.nth(2)).toHaveText('90,000');
  await expect(page.getByText(/Taken for granted: the satisfaction score on target/).first()).toBeVisible();

  // Places of columns, places of rows, cells: one row and one column more than there are.
  const block = ['\t80\t90\t95', '50\t20\t30\t40', '80\t50\t60\t70', '100\t80\t100\t120', '130\t120\t150\t180'];
  await page.evaluate((text) => navigator.clipboard.writeText(text), block.join('\n'));
  await cell(table, 0, 0).click();
  await page.keyboard.press('ControlOrMeta+v');
  await expect(table.locator('tbody [role=row]')).toHaveCount(5);
  await expect(cell(table, 0, 3)).toHaveText(/^95/);
  await expect(cell(table, 4, 0)).toHaveText(/^130/);
  await expect(cell(table, 4, 3)).toHaveText(/^180/);
  await expect(card(page)).toContainText('20 % from 50 % and 80 %, up to 180 % from 130 % and 95 %');
  await expect(pays.nth(2)).toHaveText('108,000');
  await undo(page).click();
  await expect(table.locator('tbody [role=row]')).toHaveCount(4);
  await expect(pays.nth(2)).toHaveText('90,000');

  await card(page).getByRole('button', { name: 'Columns' }).click();
  await card(page).getByRole('menuitem', { name: 'Add a column' }).click();
  await expect(cell(table, 0, 3)).toBeVisible();
  await type(page, cell(table, 0, 3), '90');
  await expect(table).toContainText('Column 3 holds from 90 %, not above column 2 (100 %)');
  await app.expectAccessible();
  await undo(page).click();
  await undo(page).click();
  await undo(page).click();
  await expect(shape(page).locator('option:checked')).toHaveText('Marginal');
});

test('every kind of table has rows to edit, and a change of kind is one step', async ({ app, page }) => {
  await app.open('#/pay/ae');
  const before = await card(page).locator('.say').textContent();
  for (const [kind, grid, said] of [
    ['Milestones', 'Milestones', 'fixed sums for new ARR in each quarter: $22,500 at 100 %, $8,437.50 more at 125 %'],
    ['Curve', 'Points of the curve', 'along a curve of attainment of new ARR: 0 % of it at 0 %, 100 % of it at 100 %'],
    ['Pro rata, rates add up', 'Table of rates', 'at one rate, to which each tier adds'],
    ['Pro rata, amounts add up', 'Table of rates', 'what each tier adds as far as it is filled: 100 % of target pay up to 100 %'],
    ['Retroactive', 'Table of rates', '16.67 % of everything from the first dollar'],
  ]) {
    await shape(page).selectOption({ label: kind });
    const table = card(page).getByRole('grid', { name: grid });
    await expect(table.locator('tbody [role=row]').first()).toBeVisible();
    await expect(card(page)).toContainText(said);
    const rows = await table.locator('tbody [role=row]').count();
    await card(page).getByRole('button', { name: /^Add a (tier|point|milestone)$/ }).click();
    await expect(table.locator('tbody [role=row]')).toHaveCount(rows + 1);
    await undo(page).click();
    await undo(page).click();
    await expect(card(page).locator('.say')).toHaveText(before);
  }
  await shape(page).selectOption({ label: 'Milestones' });
  const sum = cell(card(page).getByRole('grid', { name: 'Milestones' }), 0, 2);
  await type(page, sum, '25000');
  await expect(card(page)).toContainText('$25,000 at 100 %');
});

test('tiers can begin at amounts, pay shares, and say one by one what they reach back to', async ({ app, page }) => {
  await app.open('#/pay/ae');
  await card(page).getByLabel('Rows begin at').selectOption({ label: 'An amount of credit' });
  await card(page).getByLabel('Rows pay').selectOption({ label: '% of credit' });
  await expect(card(page)).toContainText('Pays 11.11 % of each new ARR dollar up to $202,500');
  await shape(page).selectOption({ label: 'Each tier says' });
  const table = card(page).getByRole('grid', { name: 'Table of rates' });
  await expect(table).toContainText('Reaches back to');
  const reach = cell(table, 2, 3);
  await reach.click();
  await page.keyboard.press('F2');
  await reach.locator('select').selectOption({ label: 'The first dollar' });
  await page.keyboard.press('Enter');
  await expect(card(page)).toContainText('of everything from the first dollar');
});

test('a multiplier, a cap of a deal and attainment of another measure are offered where they have an effect', async ({ app, page }) => {
  await app.open('#/pay/ae');
  await card(page).getByRole('button', { name: /Add a condition/ }).click();
  await expect(card(page).getByRole('menuitem', { name: /^Cap on one deal/ })).toHaveAttribute('aria-disabled', 'true');
  await page.keyboard.press('Escape');
  await card(page).getByLabel('Rated at once').selectOption({ label: 'Each deal' });
  await add(page, /^Cap on one deal/);
  await card(page).getByLabel('One deal pays at most').fill('15000');
  await card(page).getByLabel('One deal pays at most').press('Enter');
  await expect(card(page)).toContainText('One deal pays at most $15,000.');
  await add(page, /^Multiplier/);
  const multiplier = card(page).getByRole('group', { name: 'Multiplier' });
  const steps = multiplier.getByRole('grid', { name: 'Factors of the multiplier' });
  await type(page, cell(steps, 2, 1), '50');
  await expect(steps).toContainText('put them in ascending order');
  await type(page, cell(steps, 2, 1), '110');
  await expect(steps).not.toContainText('put them in ascending order');
  await multiplier.getByLabel('The factor').selectOption({ label: 'Is that measure itself' });
  await expect(card(page)).toContainText('multiplied by the satisfaction score itself, taken as 90 % at least and 110 % at most');
  await app.expectAccessible();
});

test('a SPIF is added, dated, turned into a prize for a result, and removed', async ({ app, page }) => {
  await app.open('#/pay/ae');
  await page.getByRole('button', { name: 'Add a SPIF' }).click();
  const spif = page.getByRole('region', { name: 'SPIF' });
  await expect(spif).toContainText('Pays $1,000 for each deal of new ARR, from 1 Jan 2027 to 31 Mar 2027.');
  await spif.getByLabel('Last day').fill('31 Dec 2026');
  await spif.getByLabel('Last day').press('Enter');
  await expect(spif.getByRole('alert').first()).toContainText('before it begins');
  await spif.getByLabel('Last day').fill('soon');
  await spif.getByLabel('Last day').press('Enter');
  await expect(spif.getByLabel('Last day')).toHaveAttribute('aria-invalid', 'true');
  await spif.getByLabel('Last day').fill('2027-02-28');
  await spif.getByLabel('Last day').press('Enter');
  await spif.getByLabel('When').selectOption({ label: 'Once, at a result' });
  await spif.getByLabel('Once these days reach').fill('500k');
  await spif.getByLabel('Once these days reach').press('Enter');
  await expect(spif).toContainText('Pays $1,000 once, when new ARR reaches $500,000, from 1 Jan 2027 to 28 Feb 2027.');
  await app.expectAccessible();
  await spif.getByRole('button', { name: 'Remove SPIF' }).click();
  await expect(spif).toHaveCount(0);
  await undo(page).click();
  await expect(spif).toBeVisible();
});

test('a plan from paper keeps its rates under a threshold, and its cap in money is said', async ({ app, page }) => {
  await app.open('#/pay/ae');
  await page.getByRole('button', { name: 'New plan' }).click();
  await page.getByRole('region', { name: 'Account executive, mid-market' }).getByRole('button', { name: 'Start from this' }).click();
  // Looked at under terms that somebody holds, so that what is typed moves figures.
  await expect(page.getByLabel('Under the terms of').locator('option:checked')).toContainText('Mid-market');
  const set = async (label, text, within = page) => {
    await within.getByLabel(label, { exact: true }).first().fill(text);
    await within.getByLabel(label, { exact: true }).first().press('Enter');
  };
  await set('On-target earnings', '200k');
  await set('Base pay', '100k');
  await set('Quota', '900k');
  await card(page).getByLabel('Rows pay').selectOption({ label: '% of credit' });
  const table = card(page).getByRole('grid', { name: 'Table of rates' });
  await type(page, cell(table, 0, 2), '10');
  // Enter went down to this cell, so a click opens it; what is typed at once replaces all of it.
  await cell(table, 1, 2).click();
  await page.keyboard.type('15');
  await page.keyboard.press('Enter');
  await type(page, cell(table, 2, 1), '120');
  await type(page, cell(table, 2, 2), '20');
  await card(page).getByRole('button', { name: 'Remove', exact: true }).click();
  await add(page, /^Threshold/);
  await set('Nothing is paid below', '40', card(page));
  await expect(card(page).locator('.say')).toContainText(
    'Pays 10.00 % of each new ARR dollar up to quota, 15.00 % to 120 %, 20.00 % beyond; nothing below 40 % of target; no cap.',
  );
  const cap = page.getByLabel('Cap on all variable pay of a year');
  await expect(panelWith(page, cap)).toContainText('here $100,000 a year: 2x is $200,000');
  await cap.fill('250k');
  await cap.press('Enter');
  await expect(panelWith(page, cap)).toContainText('$250,000 a year, as a multiple of $100,000');
  // 50, 100, 120 and 200 % of 900,000 by hand: 45,000; 90,000; 90,000 + 27,000; 117,000 + 144,000, cut to 250,000.
  await app.part('Cost and health');
  const at = (share) => page.getByRole('row', { name: new RegExp(`^${share} %`) }).first();
  for (const [share, pay] of [[30, '0'], [40, '36,000'], [50, '45,000'], [100, '90,000'], [120, '117,000'], [200, '250,000']]) {
    await expect(at(share)).toContainText(pay);
  }
});

test('a block copied from a spreadsheet goes into the cells even when one of them is open', async ({ app, page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await app.open('#/pay/ae');
  const table = card(page).getByRole('grid', { name: 'Table of rates' });
  await cell(table, 0, 2).click();
  await cell(table, 0, 2).click();
  await expect(cell(table, 0, 2).locator('input')).toBeVisible();
  await page.evaluate(() => navigator.clipboard.writeText('1.1\n1.6\n2.4'));
  await page.keyboard.press('ControlOrMeta+v');
  await expect(cell(table, 0, 2)).toHaveText('1.1x');
  await expect(cell(table, 1, 2)).toHaveText('1.6x');
  await expect(cell(table, 2, 2)).toHaveText('2.4x');
  await undo(page).click();
  await expect(cell(table, 2, 2)).toHaveText('2x');
});

test('a block pasted into a table of rates takes what each tier reaches back to, and tells what it cannot take', async ({ app, page }) => {
  await app.open('#/pay/ae');
  await shape(page).selectOption({ label: 'Each tier says' });
  const table = card(page).getByRole('grid', { name: 'Table of rates' });
  const paste = (lines) =>
    page.evaluate((text) => {
      const data = new DataTransfer();
      data.setData('text/plain', text);
      document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    }, lines.join('\n'));
  await cell(table, 0, 1).click();
  await paste(['0\t0.5\tIts own bound', '50\t1\tThe first dollar', '100\t2\tits own bound']);
  await expect(cell(table, 1, 3)).toContainText('The first dollar');
  await expect(cell(table, 2, 3)).toContainText('Its own bound');
  await expect(table.locator('[aria-invalid=true]')).toHaveCount(0);
  await cell(table, 1, 1).click();
  await paste(['60\t1\tthe second dollar']);
  const refused = table.locator('[aria-invalid=true]');
  await expect(refused).toContainText('the second dollar');
  await expect(page.locator('.toast')).toContainText('One cell could not be taken and keeps what was pasted, marked.');
  await expect(cell(table, 1, 1)).toContainText('60');
});
