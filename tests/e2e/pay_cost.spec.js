// Pay: what a plan costs at every attainment, what to expect, where it misfires, and one plan against another.
import { readFileSync } from 'node:fs';
import { expect, test } from './fixtures.js';

/** A figure as a number: "1,297,631" and "−3,022" alike. */
const number = (text) => Number(text.replace('−', '-').replace(/[^0-9.-]/g, ''));

const panel = (page, title) => page.locator('section.panel', { has: page.getByRole('heading', { name: title }) });
const row = (page, title, name) => panel(page, title).getByRole('row', { name });
const cells = async (line) => (await line.getByRole('cell').allTextContents()).map(number);

test('a mid-market seller costs at each attainment what a pencil says, and the team the sum of its people', async ({ app, page }) => {
  await app.open('#/pay/ae/cost');
  const cost = panel(page, 'Cost at every attainment');
  const at = (attainment) => row(page, 'Cost at every attainment', new RegExp(`^${attainment}\\s%`));
  // 90,000 on 810,000: once to quota, one and a half times to 125 %, twice beyond; 90,000 base.
  const expected = { 0: 0, 50: 45_000, 100: 90_000, 150: 168_750, 200: 258_750 };
  for (const [attainment, variable] of Object.entries(expected)) {
    const [paid, , withBase] = await cells(at(attainment));
    expect([paid, withBase], `at ${attainment} %`).toEqual([variable, variable + 90_000]);
  }
  await expect(at(100)).toContainText('11.11');
  await expect(at(100)).toContainText('22.2');
  await expect(cost.getByRole('row')).toHaveCount(22);
  await cost.getByRole('combobox', { name: 'Step' }).selectOption('25');
  await expect(cost.getByRole('row')).toHaveCount(10);

  // The team at target costs the target of its people, as the list of them says.
  await cost.getByRole('radio', { name: 'Whole team' }).click();
  await expect(at(100)).not.toContainText('90,000');
  const team = (await cells(at(100)))[0];
  await app.part('People and deals');
  const target = (await cells(panel(page, 'Who earns it').getByRole('row', { name: /^Total/ })))[3];
  expect(Math.abs(team - target)).toBeLessThan(25);
});

test('a row at an attainment that one types stands among the others, and the table is taken along in full', async ({ app, page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await app.open('#/pay/ae/cost');
  const title = 'Cost at every attainment';
  const cost = panel(page, title);
  const own = cost.getByRole('textbox', { name: 'A row at' });
  await own.fill('87');
  // 90,000 x 0.87, and 90,000 of base; no accelerator below quota.
  const typed = row(page, title, /^87\s%/);
  await expect.poll(async () => (await cells(typed)).slice(0, 3)).toEqual([78_300, 87, 168_300]);
  await expect(cost.getByRole('row')).toHaveCount(23);
  await expect(cost.getByRole('row').nth(10)).toHaveAccessibleName(/^87\s%/);
  await typed.getByRole('button').first().click();
  const answer = page.getByRole('dialog', { name: /^Variable pay, at 87\s%: 78,300\.00/ });
  await expect(answer).toBeVisible();
  // What is asked stays what it is while rows come and go.
  await cost.getByRole('combobox', { name: 'Step' }).selectOption('25');
  await expect(cost.getByRole('row')).toHaveCount(11);
  await expect(answer).toBeVisible();

  const take = cost.getByRole('button', { name: `Take along: ${title}` });
  await take.click();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: /^CSV/ }).click()]);
  expect(download.suggestedFilename()).toBe('account-executive-cost-at-every-attainment-one-person-fy27-base-plan.csv');
  const lines = readFileSync(await download.path(), 'utf8').replace('\ufeff', '').trim().split('\r\n');
  expect(lines[0]).toBe('Attainment,Variable pay (USD),Of target,With base (USD),Effective rate,CCOS');
  // 90,000 / 810,000, and 168,300 / 704,700.
  expect(lines).toContain('0.87,78300,0.87,168300,0.111111,0.238825');
  expect(lines[1]).toBe('0,0,0,90000,,');
  expect(lines).toHaveLength(11);

  await take.click();
  await page.getByRole('menuitem', { name: /^Copy/ }).click();
  await expect(page.getByText('The table is on the clipboard.')).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied.split('\n').find((line) => line.startsWith('87%'))).toBe('87%\t78300\t87%\t168300\t11.111111%\t23.882503%');

  // What is no attainment is told and moves nothing; nothing typed is no row.
  for (const [text, told] of [['1001', /Must lie between 0\s% and 1,000\s%/], ['most', /number/]]) {
    await own.fill(text);
    await expect(cost.getByRole('alert').filter({ hasText: told })).toBeVisible();
    await expect(typed).toBeVisible();
  }
  await own.fill('87.5');
  await expect(row(page, title, /^87\.5\s%/)).toContainText('78,750');

  // The typed row goes along to the table of two plans, and stays on the way back.
  await page.goto(`${page.url().split('#')[0]}#/pay/ae/against/am`);
  await expect(row(page, 'Pay at every attainment', /^87\.5\s%/)).toContainText('78,750');
  const pair = panel(page, 'Pay at every attainment');
  await pair.getByRole('button', { name: /^Take along/ }).click();
  const [both] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: /^CSV/ }).click()]);
  const table = readFileSync(await both.path(), 'utf8').trim().split('\r\n');
  expect(table[0]).toContain('Attainment,A pays (USD),B pays (USD),B less A (USD)');
  expect(table.find((line) => line.startsWith('0.875,'))).toMatch(/^0\.875,78750,/);
  expect(table.at(-1)).toMatch(/^Expected,\d/);
  await app.part('Cost and health');
  await expect(row(page, title, /^87\.5\s%/)).toContainText('78,750');
  await own.fill('');
  await expect(row(page, title, /^87\.5\s%/)).toHaveCount(0);
});

test('a year of two versions costs what each pays for its months, and one version all year can be looked at', async ({ app, page }) => {
  await app.open('#/pay/ae');
  const versions = panel(page, 'Versions over time');
  const month = versions.getByRole('textbox', { name: 'New version from' });
  await month.fill('Jul 2028');
  await month.press('Enter');
  await versions.getByRole('button', { name: 'Add version' }).click();
  const rate = page.getByRole('region', { name: 'New business', exact: true }).getByRole('textbox', { name: 'Rate' });
  await rate.fill('25');
  await rate.press('Enter');
  await app.part('Cost and health');
  const title = 'Cost at every attainment';
  const cost = panel(page, title);
  const half = row(page, title, /^50\s%/);
  // Half of 810,000: six months at a ninth, 22,500, and six at a quarter, 50,625.
  await expect.poll(async () => (await cells(half))[0]).toBe(73_125);
  await expect(cost).toContainText('FY2028 as planned: version 1 Jan to Jun 2028 and version 2 Jul to Dec 2028.');
  await half.getByRole('button').first().click();
  const answer = page.getByRole('dialog', { name: /^Variable pay, at 50\s%: 73,125\.00/ });
  await expect(answer).toContainText('Version 1, Jan to Jun 2028');
  await expect(answer).toContainText('50,625.00');
  const year = cost.getByRole('combobox', { name: 'Year' });
  await expect(year.locator('option:checked')).toHaveText('FY2028: versions 1 and 2');
  await year.selectOption({ label: 'FY2027: version 1' });
  await expect.poll(async () => (await cells(half))[0]).toBe(45_000);
  await expect(cost).toContainText('Version 1 holds all of FY2027.');
  await year.selectOption({ label: 'Version 2 all year' });
  await expect.poll(async () => (await cells(half))[0]).toBe(101_250);
  await expect(cost).toContainText('As if version 2, from 1 Jul 2028, held all year.');
});

test('a narrow spread costs what everyone at its middle costs, groups are typed, and undo takes all of it back', async ({ app, page }) => {
  await app.open('#/pay/ae/cost');
  const expected = panel(page, 'Expected cost');
  const one = row(page, 'Expected cost', /^One person/);
  await expect(expected).toContainText('more than pay at the mean, owing to accelerators');
  const wide = (await cells(one))[0];
  expect(wide).toBeGreaterThan(90_000);

  const deviation = expected.getByRole('textbox', { name: 'Standard deviation' });
  await deviation.fill('0');
  await deviation.press('Enter');
  await expect(expected).toContainText('The spread itself costs nothing');
  await expect.poll(async () => cells(one)).toEqual([90_000, 90_000, 90_000, 0]);

  await expected.getByRole('combobox', { name: 'Spread' }).selectOption({ label: '24 % at quota (BenchSights 2020)' });
  await expect(expected).toContainText('BenchSights 2020 (benchsights.com)');
  await expect(expected).toContainText(/24\.\d\s% of people reach/);

  // Half of the people at 50 %, half at 150 %: (45,000 + 168,750) / 2.
  await expected.getByRole('radio', { name: 'Groups' }).click();
  const grid = expected.getByRole('grid', { name: 'Groups of people by attainment' });
  await expect(grid.getByRole('row')).toHaveCount(10);
  const type = async (line, column, text) => {
    await grid.getByRole('row').nth(line).getByRole('gridcell').nth(column).click();
    await page.keyboard.type(text);
    await page.keyboard.press('Enter');
  };
  const group = (line) => grid.getByRole('row').nth(line).getByRole('gridcell').first();
  await group(3).click();
  await group(9).click({ modifiers: ['Shift'] });
  await expected.getByRole('button', { name: 'Remove' }).click();
  await expect(grid.getByRole('row')).toHaveCount(3);
  for (const [line, texts] of [[1, ['50', '50', '50']], [2, ['150', '150', '50']]]) {
    for (const [column, text] of texts.entries()) await type(line, column, text);
  }
  await expect.poll(async () => (await cells(one))[0]).toBe(106_875);
  // Six cells, the groups removed, the kind, the preset and the width: ten steps.
  for (let step = 0; step < 10; step += 1) await page.getByRole('button', { name: 'Undo' }).first().click();
  await expect.poll(async () => (await cells(one))[0]).toBe(wide);
});

test('a cap on the plan is found by its health, and another plan says where it pays more', async ({ app, page }) => {
  await app.open('#/pay/ae');
  const health = panel(page, 'Plan health');
  const cap = page.getByRole('textbox', { name: /Cap on all variable pay/ });
  await cap.fill('1');
  await cap.press('Enter');
  await app.part('Cost and health');
  await expect(health).toContainText('Cap at 100\u{a0}% (whole plan) with 50\u{a0}% of people above');
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await expect(health).not.toContainText('(whole plan)');

  await app.part('Design');
  const curve = panel(page, 'Variable pay by attainment');
  await curve.getByRole('combobox', { name: 'Compare with' }).selectOption({ label: 'Account manager' });
  // 55 % of the 90,000 on an accelerator of 1.5, 45 % on retention, capped at one and a half times.
  await expect(curve).toContainText(/Account manager pays \$20,250 less at 50\s%/);
  await expect(curve.locator('.key')).toContainText('B: Account manager');
});

test('axe finds nothing serious where a plan is priced by groups and against another', async ({ app, page }) => {
  await app.open('#/pay/csm');
  await panel(page, 'Variable pay by attainment').getByRole('combobox', { name: 'Compare with' }).selectOption({ label: 'Account manager' });
  await app.expectAccessible();
  await app.part('Cost and health');
  await panel(page, 'Expected cost').getByRole('radio', { name: 'Groups' }).click();
  await panel(page, 'Plan health').locator('summary').click();
  await app.expectAccessible();
});
