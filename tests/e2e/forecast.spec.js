// The forecast: figures follow assumptions at each keystroke, explain themselves, and everything can be taken back.
import { expect, test } from './fixtures.js';

/** A figure as shown, as a number: "$40.4M", "(1,494)", "104.0 %". */
const number = (text) => {
  const size = { k: 1e3, M: 1e6, bn: 1e9 }[text.match(/(k|M|bn)$/)?.[1]] ?? 1;
  return Number(text.replace(/[^0-9.]/g, '')) * size * (/[(−]/.test(text) ? -1 : 1);
};

const headline = (page, name) => page.getByRole('group', { name: 'Headline figures' }).getByRole('button', { name }).locator('b');
const amount = async (page, name) => number(await headline(page, name).innerText());
const grid = (page, name) => page.getByRole('grid', { name, exact: true });
const cell = (page, table, row, column) => grid(page, table).getByRole('row', { name: row }).getByRole('gridcell').nth(column);

test('while assumptions are changed further down, closing ARR stays in sight', async ({ app, page }) => {
  await app.open('#/forecast//assumptions');
  await page.getByLabel('Gross margin', { exact: true }).scrollIntoViewIfNeeded();
  await expect(headline(page, /^Closing ARR/)).toBeInViewport({ ratio: 1 });
  await page.getByLabel('Renewal at stake').fill('60');
  await expect(page.getByRole('group', { name: 'Headline figures' }).locator('.moved').first()).toBeInViewport();
});

test('segments add up to the company, and each figure says what it is made of', async ({ app, page }) => {
  await app.open('#/forecast');
  const table = page.getByRole('region', { name: 'ARR by segment' });
  const closing = await table.locator('tbody tr').evaluateAll((rows) => rows.map((row) => row.children[8].textContent));
  const sums = closing.map(number);
  const company = sums.pop();
  expect(sums.length).toBeGreaterThan(1);
  expect(Math.abs(sums.reduce((a, b) => a + b) - company)).toBeLessThanOrEqual(sums.length);

  const figure = table.getByRole('row', { name: /^Company/ }).getByRole('button').nth(7);
  await figure.click();
  const why = page.getByRole('dialog', { name: /^Closing ARR/ });
  await expect(why).toContainText('Opening ARR');
  await expect(why).toBeInViewport();
  await page.keyboard.press('Escape');
  await expect(why).toHaveCount(0);
  await expect(figure).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(table.getByRole('row', { name: /^Company/ }).getByRole('button').nth(8)).toBeFocused();
});

test('figures follow each keystroke in the table of assumptions; Escape and undo bring them back', async ({ app, page }) => {
  await app.open('#/forecast//assumptions');
  const before = await amount(page, /^Closing ARR/);
  const renewal = cell(page, 'Assumptions by segment', /^ARR due that renews/, 1);
  const typed = await renewal.innerText();
  await renewal.click();
  await page.keyboard.type('50');
  await expect.poll(() => amount(page, /^Closing ARR/)).toBeLessThan(before);
  await page.keyboard.press('Escape');
  await expect.poll(() => amount(page, /^Closing ARR/)).toBe(before);
  await page.keyboard.type('50');
  await page.keyboard.press('Enter');
  await expect(renewal).toHaveText('50');
  await page.getByRole('button', { name: /^Undo/ }).first().click();
  await expect(renewal).toHaveText(typed);
  await expect.poll(() => amount(page, /^Closing ARR/)).toBe(before);
});

test('a text that is no number stays in its cell with the reason, and changes nothing', async ({ app, page }) => {
  await app.open('#/forecast//assumptions');
  const before = await amount(page, /^Closing ARR/);
  const rate = cell(page, 'Assumptions by segment', /^Win rate/, 1);
  await rate.click();
  await page.keyboard.type('9x');
  await page.keyboard.press('Enter');
  await expect(rate).toHaveAttribute('aria-invalid', 'true');
  await expect(rate).toContainText('9x');
  expect(await amount(page, /^Closing ARR/)).toBe(before);
  await rate.click();
  await page.keyboard.type('22');
  await page.keyboard.press('Enter');
  await expect(rate).not.toHaveAttribute('aria-invalid');
  await expect(rate).toHaveText('22');
});

test('a block from a spreadsheet fills the table in one step', async ({ app, page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await app.open('#/forecast//assumptions');
  const first = cell(page, 'Assumptions by segment', /^Win rate/, 1);
  const below = cell(page, 'Assumptions by segment', /^Sales cycle/, 2);
  const typed = await first.innerText();
  await page.evaluate(() => navigator.clipboard.writeText('31\t32\n3\t5'));
  await first.click();
  await page.keyboard.press('ControlOrMeta+v');
  await expect(first).toHaveText('31');
  await expect(below).toHaveText('5');
  await page.getByRole('button', { name: /^Undo/ }).first().click();
  await expect(first).toHaveText(typed);
  await expect(below).not.toHaveText('5');
});

test('segments come, are looked at alone, and go; each can be taken back', async ({ app, page }) => {
  await app.open('#/forecast//assumptions');
  const company = await amount(page, /^Closing ARR/);
  const tabs = page.getByRole('radiogroup', { name: 'Whose forecast' });
  const count = await tabs.getByRole('radio').count();
  await tabs.getByRole('radio').nth(1).click();
  await expect(page).toHaveURL(/#\/forecast\/.+/);
  await expect.poll(() => amount(page, /^Closing ARR/)).toBeLessThan(company);

  const menu = page.getByRole('button', { name: /^Segments/ });
  await menu.click();
  await page.getByRole('menuitem', { name: /^Add a segment/ }).click();
  await page.getByLabel('Name', { exact: true }).fill('Not this');
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await expect(tabs.getByRole('radio')).toHaveCount(count);
  await menu.click();
  await page.getByRole('menuitem', { name: /^Add a segment/ }).click();
  await page.getByLabel('Name', { exact: true }).fill('SMB');
  await expect(page.getByRole('dialog').getByRole('button', { name: 'Take this name' })).toBeDisabled();
  await page.getByLabel('Name', { exact: true }).fill('Public sector');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Forecast, Public sector');
  await expect(tabs.getByRole('radio')).toHaveCount(count + 1);
  await expect.poll(() => amount(page, /^Closing ARR/)).toBe(0);

  await menu.click();
  await page.getByRole('menuitem', { name: 'Remove Public sector' }).click();
  await expect(tabs.getByRole('radio')).toHaveCount(count);
  await page.getByRole('status').getByRole('button', { name: 'Undo' }).click();
  await expect(tabs.getByRole('radio')).toHaveCount(count + 1);
});

test('opening pipeline is added, dated and removed', async ({ app, page }) => {
  await app.open('#/forecast/enterprise/assumptions');
  const rows = grid(page, 'Opening pipeline').locator('tbody [role=row]');
  const count = await rows.count();
  await page.getByRole('button', { name: 'Add a month' }).click();
  await expect(rows).toHaveCount(count + 1);
  await expect(rows.last().getByRole('rowheader')).toBeFocused();
  await page.keyboard.type('Feb 2027');
  await page.keyboard.press('Enter');
  await expect(rows.last().getByRole('rowheader')).toHaveText('Feb 2027');
  await rows.last().getByRole('gridcell').last().click();
  await page.keyboard.type('1.2M');
  await page.keyboard.press('Enter');
  await expect(rows.last().getByRole('gridcell').last()).toHaveText('1,200,000');
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(rows).toHaveCount(count);
  await page.getByRole('status').getByRole('button', { name: 'Undo' }).click();
  await expect(rows).toHaveCount(count + 1);
});

test('a metric that lacks an input says which, leads there, and has a value once it is there', async ({ app, page }) => {
  await app.open('#/forecast//cohorts');
  const payback = page.getByRole('region', { name: 'Metrics' }).getByRole('row', { name: /^CAC payback, gross margin/ });
  await expect(payback).not.toContainText('not defined');
  await payback.getByRole('button').last().click();
  await page.getByRole('dialog', { name: /^CAC payback/ }).getByRole('link', { name: /Gross margin/ }).click();
  await expect(page).toHaveURL(/#\/forecast\/\/assumptions$/);
  const margin = page.getByLabel('Gross margin', { exact: true });
  await expect(margin).toBeFocused();
  await margin.fill('');
  await margin.press('Enter');
  await app.part('Metrics and cohorts');
  await expect(payback).toContainText('not defined: needs a gross margin');
  await app.part('Assumptions');
  await margin.fill('80');
  await margin.press('Enter');
  await page.getByLabel('Retention responds').selectOption('off');
  await expect(page.getByText('dismissing every account manager is free')).toBeVisible();
  await app.part('Metrics and cohorts');
  await expect(payback).not.toContainText('not defined');
});

test('the waterfall can be read by year, by quarter and as a table', async ({ app, page }) => {
  await app.open('#/forecast');
  const panel = page.locator('section').filter({ has: page.getByRole('heading', { name: 'ARR waterfall' }) });
  const steps = panel.getByRole('radiogroup', { name: 'Steps' });
  await panel.getByRole('radiogroup', { name: 'Fiscal year' }).getByRole('radio').nth(1).click();
  await steps.getByRole('radio', { name: 'Quarter' }).click();
  await steps.getByRole('radio', { name: 'Table' }).click();
  await expect(panel.getByRole('table').first()).toContainText('Churn');
});

for (const width of [1440, 390]) {
  test(`axe finds nothing where a figure explains itself, ${width} px wide`, async ({ app, page }) => {
    await page.setViewportSize({ width, height: 900 });
    await app.open('#/forecast');
    await headline(page, /^Closing ARR/).click();
    await expect(page.getByRole('dialog', { name: /^Closing ARR/ })).toBeInViewport();
    await app.expectAccessible();
  });
}

test('new business is planned by source, and no figure moves until one is typed', async ({ app, page }) => {
  await app.open('#/forecast//assumptions');
  const before = await amount(page, /^Closing ARR/);
  await page.getByRole('button', { name: 'Plan by source' }).click();
  await expect.poll(() => amount(page, /^Closing ARR/)).toBe(before);
  const win = cell(page, 'Sources', /^Marketing/, 5).first();
  await win.click();
  await page.keyboard.type('0');
  await page.keyboard.press('Enter');
  await expect.poll(() => amount(page, /^Closing ARR/)).toBeLessThan(before);
  // The leads of a source come by the season of the company until it has one of its own, which can then be typed.
  const row = grid(page, 'Seasons of sources').getByRole('row', { name: /^Marketing/ }).first();
  await expect(row.getByRole('gridcell').nth(3)).toHaveText('');
  await row.getByRole('gridcell').first().dblclick();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(row).toContainText('Its own');
  await expect(row.getByRole('gridcell').nth(1)).toHaveText('0.85');
  await page.getByRole('button', { name: /^Undo/ }).first().click();
  await expect(row).not.toContainText('Its own');
  await page.getByLabel('Shape of the cycle').selectOption('own');
  await expect(grid(page, 'Opportunities that close, by months since they were created')).toBeVisible();
});

test('recurring revenue is shown by the month throughout, and by manager', async ({ app, page }) => {
  await app.open('#/forecast');
  const before = await amount(page, /^Closing ARR/);
  const panel = page.locator('section').filter({ has: page.getByRole('heading', { name: 'ARR waterfall' }) });
  await panel.getByRole('radio', { name: 'MRR' }).click();
  await expect(page.getByRole('heading', { name: 'MRR waterfall' })).toBeVisible();
  const after = await amount(page, /^Closing MRR/);
  expect(Math.abs(after * 12 - before) / before).toBeLessThan(0.01);
  await page.getByRole('radio', { name: 'By manager' }).click();
  const table = page.getByRole('region', { name: 'By manager' });
  await expect(table.getByRole('row', { name: /^Pool/ })).toBeVisible();
  await expect(table.getByRole('row', { name: /^Together/ })).toBeVisible();
  // Every part of the page follows: scorecards, cohorts, goals.
  const card = page.getByRole('region', { name: 'Scorecard of sales' });
  await expect(card.getByRole('row', { name: /^New MRR per seller/ })).toBeVisible();
  await app.part('Metrics and cohorts');
  await expect(page.getByRole('radiogroup', { name: 'Counted by' }).getByRole('radio', { name: 'MRR' })).toBeVisible();
  await app.part('Goals and sensitivity');
  await expect(page.getByText(/^Typed as ARR\. The plan has .* MRR/)).toBeVisible();
});
