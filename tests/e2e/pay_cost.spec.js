// Pay: what a plan costs at every attainment, what to expect, where it misfires, and one plan against another.
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
