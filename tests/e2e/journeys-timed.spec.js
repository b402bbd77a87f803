// Three strangers, each from the first page to what they came for, by what is on screen alone: the steps are counted, and their time at a
// human pace (support/journey.js) is at most five minutes. What slows a journey down is redesigned, not explained.
import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from './fixtures.js';
import { Journey, minutes } from './support/journey.js';

const fixture = (path) => fileURLToPath(new URL(`../fixtures/${path}`, import.meta.url));
const panel = (page, title) => page.locator('section.panel', { has: page.getByRole('heading', { name: title, exact: true }) });
const nav = (page, name) => page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name, exact: true });
const part = (page, name) => page.getByRole('navigation', { name: /^Parts of/ }).getByRole('link', { name });
const dialog = (page) => page.getByRole('dialog');
const box = (page, name) => page.getByRole('textbox', { name, exact: true });

test.describe.configure({ timeout: 180_000 });

test('a sales leader with a target, a roster and a customer list gets a hiring plan that reaches the target and balanced books', async ({ app, page }) => {
  await app.open('#/');
  const way = new Journey(page, 'sales leader');
  await way.click('Start from your figures', page.getByRole('button', { name: /^Start from your figures/ }));
  await way.files('the customer list and the roster', dialog(page).getByText('Choose a file'), [
    fixture('imports/customers.csv'),
    fixture('imports/bamboohr_employees.csv'),
  ]);
  await expect(dialog(page)).toContainText('customers.csv: 320 customers with $11.9M of ARR.');
  await expect(dialog(page)).toContainText('bamboohr_employees.csv: 38 people');
  await way.fill('ARR wanted', dialog(page).getByLabel('ARR wanted', { exact: true }), '45m');
  await way.read('what today’s team comes to', dialog(page).locator('.begin-outlook'), 'short of $45M');
  await way.click('Open this plan', dialog(page).getByRole('button', { name: 'Open this plan' }));
  await expect(page).toHaveURL(/#\/team\/capacity$/);
  const gaps = page.locator('.capacity-all');
  await way.read('the hires that close all gaps', gaps.getByRole('region', { name: 'Hires that close all gaps' }), 'Account executive');
  // People alone do not reach it: the pipeline binds as well, and the first quarters are too soon for either.
  await way.click('Reach the target', gaps.getByRole('button', { name: 'Reach the target' }));
  const card = gaps.getByRole('region', { name: 'Reach $45M of closing ARR' });
  await way.read('what it takes, and what it costs', card, 'hires and more leads in', 'people cost');
  await expect(card.getByRole('row', { name: /^Account executive/ }).first()).toBeVisible();
  await expect(card.getByRole('row', { name: /^Leads, / }).first()).toBeVisible();
  await way.click('Apply', card.getByRole('button', { name: /^Apply/ }));
  await expect(card).toHaveCount(0);
  const seats = Number((await page.getByText(/^\d+ seats, /).first().innerText()).match(/\d+/)[0]);
  expect(seats).toBeGreaterThan(38);
  await way.click('Overview', nav(page, 'Overview'));
  const closing = page.locator('.kpi').filter({ hasText: 'Closing ARR' }).first();
  await way.read('closing ARR', closing);
  const reached = (await closing.locator('b').innerText()).match(/\$([\d.]+)M/);
  expect(Number(reached[1])).toBeGreaterThanOrEqual(45);

  await way.click('Territories', nav(page, 'Territories'));
  await way.click('Assign and balance', part(page, 'Assign and balance'));
  await way.choose('Assign', page.locator('.assign-whose').getByLabel('Assign', { exact: true }), 'Account management');
  await way.click('Find plans for all segments', page.getByRole('button', { name: 'Find plans for all segments' }));
  const adopt = page.getByRole('button', { name: 'Adopt the plan' });
  await expect(adopt).toBeVisible({ timeout: 60_000 });
  // The search itself: five seconds a segment.
  way.wait('the search', 15);
  await way.read('the balance board', panel(page, 'Balance board'), '100 is a fair share');
  await way.click('Adopt the plan', adopt);
  // Nobody's book is half as large again as another's.
  const largest = page.locator('.kpi').filter({ hasText: 'Largest : smallest' }).locator('b');
  expect(parseFloat(await largest.innerText())).toBeLessThan(1.5);
  way.within(minutes(5));
});

test('a job-seeker with two offer letters learns expected pay, break-even, fit and what to ask', async ({ app, page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await app.open('#/');
  const way = new Journey(page, 'job-seeker');
  await way.click('Compare roles and offers', page.getByRole('link', { name: /^Compare roles and offers/ }));
  await way.click('Start with mine', page.getByRole('button', { name: 'Start with mine' }));
  for (const [name, open] of [['formal', /^Paste the text of an offer/], ['table', /^Paste an offer/]]) {
    await way.click('Paste an offer', page.getByRole('button', { name: open }));
    await way.paste(`the ${name} letter`, page.getByLabel('Text of the offer'), fixture(`letters/${name}.txt`));
    await way.read('what was recognised', dialog(page).getByRole('heading', { name: 'What it says' }));
    await way.click('Add this offer', dialog(page).getByRole('button', { name: 'Add this offer' }));
  }
  const figures = page.getByRole('region', { name: 'Figures of the offers' });
  const cells = (name) => figures.getByRole('row', { name }).getByRole('cell');
  await way.read('expected pay', figures, 'Expected pay');
  for (const place of [0, 1]) await expect(cells(/^Expected pay/).nth(place)).toHaveText(/^\d{3},\d{3}$/);
  await way.read('where the one overtakes the other', page.getByRole('region', { name: 'Break-even points' }), 'overtakes');
  await way.fill('You need each month', box(page, 'You need each month'), '8000');
  await way.read('months short', figures, 'Months short, of 24');
  await way.read('questions', page.locator('.offer-questions'), 'Questions to ask');
  await way.click('Copy the questions', page.getByRole('button', { name: 'Copy the questions' }));
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('How often were plan, quota and territory changed');
  await way.click('What fits', part(page, 'What fits'));
  const lines = page.locator('.fit-line');
  await expect(lines).toHaveCount(24);
  const count = await lines.count();
  for (let at = 0; at < count; at += 1) await way.answer(`statement ${at + 1}`, lines.nth(at).getByRole('radio').nth([4, 3, 1, 3, 2][at % 5]));
  await way.read('scores', page.locator('.fit-score').first(), /\d/);
  way.within(minutes(5));
});

/** From the first page to the designer with a plan made from a template. */
async function planFrom(way, page, template, name) {
  await way.click('Design a pay plan', page.getByRole('link', { name: /^Design a pay plan/ }));
  await way.click('New plan', page.getByRole('button', { name: 'New plan' }));
  await way.read('the templates', dialog(page).getByRole('region', { name: template, exact: true }));
  await way.click(template, dialog(page).getByRole('region', { name: template, exact: true }).getByRole('button'));
  await way.fill('Name of the plan', box(page, 'Name of the plan'), name);
}

async function terms(way, page, ote, base, quota) {
  await way.fill('On-target earnings', box(page, 'On-target earnings'), ote);
  await way.fill('Base pay', box(page, 'Base pay'), base);
  await way.fill('Quota', box(page, 'Quota'), quota);
}

/** Pay of one person at an attainment, as the table of costs has it. */
const paysAt = (page, attainment) =>
  panel(page, 'Cost at every attainment').getByRole('row').filter({ has: page.getByRole('rowheader', { name: attainment, exact: true }) }).getByRole('cell').first();

async function workbook(way, page) {
  await way.click('Data', nav(page, 'Data'));
  await way.click('Take along', part(page, 'Take along'));
  const file = await way.download('Excel workbook', page.getByRole('button', { name: 'Excel workbook (.xlsx)' }));
  expect(file.suggestedFilename()).toMatch(/\.xlsx$/);
  expect(statSync(await file.path()).size).toBeGreaterThan(20_000);
}

test('finance enters a written plan with a cliff, finds it, and compares it with the plan in force', async ({ app, page }) => {
  await app.open('#/');
  const way = new Journey(page, 'finance, a cliff');
  await planFrom(way, page, 'Account executive, mid-market', 'Northwind AE 2027');
  await terms(way, page, '170,000', '85,000', '850,000');
  const card = page.getByRole('region', { name: 'New business' }).first();
  await way.choose('Measured and earned', card.getByLabel('Measured and earned'), 'Yearly');
  const row = (at) => card.getByRole('grid').locator('tbody [role=row]').nth(at).locator('[role=rowheader], [role=gridcell]');
  await way.cell('third tier from', row(2).nth(1), '130');
  await way.click('fourth tier', row(3).nth(1));
  await way.click('Remove it', card.getByRole('button', { name: 'Remove', exact: true }));
  await way.click('Add a condition', card.getByRole('button', { name: /Add a condition/ }));
  await way.click('Threshold', page.getByRole('menuitem', { name: /^Threshold/ }));
  await way.fill('Nothing is paid below', card.getByLabel('Nothing is paid below'), '70');
  await way.choose('Pay starts', card.getByLabel('Pay starts'), 'From its share');
  await way.read('the plan in a sentence', card.locator('.say').first(), 'up to quota', '130', 'nothing below 70');
  await way.choose('Compare with', page.getByLabel('Compare with'), 'Account executive');
  await way.read('plan A against B', page.getByText(/Account executive pays .* more at 50/));
  await way.click('Cost and health', part(page, 'Cost and health'));
  // By hand: nothing, then 10 % of 850,000 as far as it is reached; half as much again to 130 %, double beyond.
  for (const [at, pays] of [['60 %', '0'], ['70 %', '59,500'], ['100 %', '85,000'], ['130 %', '123,250'], ['150 %', '157,250']]) {
    await expect(paysAt(page, at)).toHaveText(pays);
  }
  await way.read('cost at every attainment', paysAt(page, '100 %'));
  await way.read('the cliff', panel(page, 'Plan health'), 'Cliff: $59,500 at 70');
  await workbook(way, page);
  way.within(minutes(5));
});

test('finance enters a written plan with a draw that is taken back', async ({ app, page }) => {
  await app.open('#/');
  const way = new Journey(page, 'finance, a draw');
  await planFrom(way, page, 'First seller', 'Halyard first sellers');
  await terms(way, page, '120,000', '60,000', '600,000');
  const money = panel(page, 'From earned to paid');
  await way.choose('Kind of draw', money.getByLabel('Kind'), 'Recoverable');
  await way.fill('Amount', money.getByRole('textbox', { name: /^Months 1 to/ }), '3,000');
  await way.fill('For the first', money.getByLabel('For the first'), '4');
  await way.read('the draw in a sentence', money, 'Recoverable: $3,000 a month for the first 4 months');
  // A new draw comes with its month; it may wait as long as commission does.
  await expect(money.getByLabel('The draw is paid')).toHaveValue('With its month');
  await expect(money).toContainText('Pay up to the draw comes with the payroll of its month');
  await way.choose('When it is paid', money.getByLabel('The draw is paid'), 'With commission');
  await way.read('when the draw is paid', money, 'The draw is paid as late as commission.');
  await way.choose('Compare with', page.getByLabel('Compare with'), 'Account executive');
  await way.click('Cost and health', part(page, 'Cost and health'));
  for (const [at, pays] of [['50 %', '30,000'], ['100 %', '60,000'], ['150 %', '90,000']]) await expect(paysAt(page, at)).toHaveText(pays);
  await way.read('cost at every attainment', paysAt(page, '100 %'));
  await way.read('no cliff', panel(page, 'Plan health'));
  await expect(panel(page, 'Plan health')).not.toContainText('Cliff: ');
  await workbook(way, page);
  way.within(minutes(5));
});

test('finance enters a written plan with a matrix of two measures', async ({ app, page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await app.open('#/');
  const way = new Journey(page, 'finance, a matrix');
  await planFrom(way, page, 'Account manager', 'Orbis AM-3');
  await terms(way, page, '120,000', '90,000', '300,000');
  const retention = page.getByRole('region', { name: 'Net revenue retention' }).first();
  await way.click('Remove retention', retention.getByRole('button', { name: /^Remove/ }).first());
  const card = page.getByRole('region', { name: 'Expansion' }).first();
  await way.choose('Measured and earned', card.getByLabel('Measured and earned'), 'Yearly');
  await way.choose('Rate shape', card.getByLabel('Rate shape'), 'Matrix of two measures');
  await way.choose('Other measure', card.getByLabel('By which other measure'), 'Gross revenue retention');
  // As it comes from the document by way of a spreadsheet: places of the columns, then each line.
  const block = ['\t85\t90\t95', '50\t20\t40\t50', '80\t50\t80\t90', '100\t80\t100\t120', '130\t120\t150\t180'];
  await page.evaluate((text) => navigator.clipboard.writeText(text), block.join('\n'));
  const table = card.getByRole('grid', { name: 'Matrix of rates' });
  await way.click('the first place of the matrix', table.locator('tbody [role=row]').first().locator('[role=rowheader], [role=gridcell]').first());
  await way.press('paste the matrix', 'ControlOrMeta+v');
  await expect(table.locator('tbody [role=row]')).toHaveCount(5);
  await way.read('the plan in a sentence', card.locator('.say').first(), '180 %');
  await way.choose('Compare with', page.getByLabel('Compare with'), 'Account manager');
  await way.click('Cost and health', part(page, 'Cost and health'));
  await way.read('cost at every attainment', paysAt(page, '100 %'));
  await workbook(way, page);
  way.within(minutes(5));
});
