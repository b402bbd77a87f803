// Goals: what each lever would have to be for a target, applied in one step, and what moves a figure most.
import { expect, test } from './fixtures.js';

const number = (text) => Number(text.replace(/[^0-9.]/g, ''));
const headline = (page, name) => page.getByRole('group', { name: 'Headline figures' }).getByRole('button', { name }).locator('b');
const levers = (page) => page.getByRole('region', { name: 'What it would take' }).getByRole('row');

async function seek(page, target) {
  await page.getByRole('textbox', { name: 'Target' }).fill(target);
  await page.keyboard.press('Enter');
  await expect(page.locator('.goal-levers')).toHaveAttribute('aria-busy', 'false', { timeout: 30_000 });
  await expect(page.getByRole('button', { name: 'Find what it takes' })).toBeVisible();
}

test('a goal names the renewal it takes; applied, the plan reaches it, and undo takes it back', async ({ app, page }) => {
  test.slow();
  await app.open('#/forecast');
  await app.part('Goals and sensitivity');
  await expect(headline(page, /^Closing ARR/)).toHaveText('$40.9M');
  await seek(page, '42,000,000');
  const renewal = levers(page).filter({ hasText: 'Renewal rate, every segment' });
  await expect(renewal).toContainText('$42.0M');
  // What falls short by itself stands after what does not, and says what would hold the plan then.
  await expect(levers(page).last()).toContainText('falls short by itself; then held back by');
  await renewal.getByRole('button', { name: 'Apply' }).click();
  await expect(headline(page, /^Closing ARR/)).toHaveText('$42.0M');
  await expect(page.getByRole('button', { name: 'Apply' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await expect(headline(page, /^Closing ARR/)).toHaveText('$40.9M');
});

test('room below the plan is found as well, for a segment, and nonsense in the target stays with a reason', async ({ app, page }) => {
  await app.open('#/forecast/enterprise/goals');
  const field = page.getByRole('textbox', { name: 'Target' });
  await field.fill('a lot');
  await page.keyboard.press('Enter');
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await seek(page, '15000000');
  const renewal = levers(page).filter({ hasText: 'Enterprise: renewal rate of ARR due' });
  const [today, takes] = (await renewal.getByRole('cell').allTextContents()).map(number);
  expect(takes).toBeLessThan(today);
});

test('the ten inputs that move the figure most come strongest first', async ({ app, page }) => {
  test.slow();
  await app.open('#/forecast//goals');
  await page.getByRole('button', { name: 'Find the strongest' }).click();
  await expect(page.getByRole('button', { name: 'Find the strongest' })).toBeVisible({ timeout: 30_000 });
  const rows = page.getByRole('region', { name: 'What moves it most' }).locator('tbody tr');
  await expect(rows).toHaveCount(10);
  const widths = await rows.evaluateAll((rows) =>
    rows.map((row) => {
      const [low, high] = [row.cells[1], row.cells[3]].map((cell) => Number(cell.textContent.replace(/[^0-9.]/g, '')));
      return Math.abs(high - low);
    }),
  );
  // Shown to a tenth of a million, so neighbours may look alike by one of these.
  widths.slice(1).forEach((width, at) => expect(width).toBeLessThanOrEqual(widths[at] + 0.11));
  await app.expectAccessible();
});

test('a goal stays with the scenario: figure, period, target, and what is tried within which bounds', async ({ app, page }) => {
  test.slow();
  await app.open('#/forecast/smb/goals');
  await page.getByRole('combobox', { name: 'Figure' }).selectOption({ label: 'NRR, cohort' });
  await page.getByRole('combobox', { name: 'Period' }).selectOption({ label: 'FY2027' });
  await page.getByRole('textbox', { name: 'Target' }).fill('101');
  await page.keyboard.press('Enter');
  await page.getByRole('combobox', { name: 'Try another input too' }).selectOption({ label: 'SMB: contract term' });
  const bound = page.getByRole('listitem').filter({ hasText: 'SMB: contract term' });
  await bound.getByRole('textbox', { name: 'At most' }).fill('24');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^Saved on this device/)).toBeVisible();
  await page.reload();
  await expect(page.getByRole('combobox', { name: 'Figure' })).toHaveValue('nrr_cohort');
  await expect(page.getByRole('combobox', { name: 'Period' })).toHaveValue('FY2027');
  await expect(page.getByRole('textbox', { name: 'Target' })).toHaveValue('101');
  await expect(bound.getByRole('textbox', { name: 'At most' })).toHaveValue('24');
  // The company has no such goal; the metric over time shows it as its target where it is set.
  await app.open('#/forecast/smb/cohorts');
  const line = page.locator('section.panel').filter({ has: page.getByRole('heading', { name: 'A metric over time' }) });
  await expect(line.locator('svg.chart')).toContainText('target 101');
});

test('several goals stand beside each other, each reached or short by so much; any lever can have bounds', async ({ app, page }) => {
  test.slow();
  await app.open('#/forecast//goals');
  await seek(page, '42000000');
  const goals = page.getByRole('region', { name: 'Goals' });
  await expect(goals.getByRole('row', { name: /^Closing ARR/ })).toContainText(/short by \$1\.\d+M/);
  // The first of the usual levers, with a bound it had not before.
  const first = levers(page).nth(1);
  const name = await first.getByRole('rowheader').innerText();
  const applied = await levers(page).getByRole('button', { name: 'Apply' }).count();
  const order = await levers(page).getByRole('rowheader').allInnerTexts();
  await first.getByRole('button', { name: /^Bounds/ }).click();
  // What was found stays, and one types on where the button was.
  const bound = page.getByRole('listitem').filter({ hasText: name.split('\n')[0] });
  await expect(bound.getByRole('textbox', { name: 'At least' })).toBeFocused();
  await expect(levers(page).getByRole('button', { name: 'Apply' })).toHaveCount(applied);
  await bound.getByRole('textbox', { name: 'At most' }).fill('1');
  await page.keyboard.press('Enter');
  // Only its own row is looked for again, at its place.
  await expect(first).toContainText(/falls short by itself/);
  await expect(levers(page).getByRole('button', { name: 'Apply' })).toHaveCount(applied - 1);
  const names = (texts) => texts.map((text) => text.split('\n')[0]);
  expect(names(await levers(page).getByRole('rowheader').allInnerTexts())).toEqual(names(order));
  await page.getByRole('button', { name: 'Add a goal' }).click();
  await page.getByRole('combobox', { name: 'Figure' }).selectOption({ label: 'Comp cost' });
  await page.getByRole('textbox', { name: 'Target' }).fill('1');
  await page.keyboard.press('Enter');
  await expect(goals.getByRole('row')).toHaveCount(3);
  await expect(page.getByText(/^The plan reaches \d of 2\./)).toBeVisible();
  // Back to the first one, whose target is its own.
  await goals.getByRole('button', { name: /^Closing ARR/ }).first().click();
  await expect(page.getByRole('textbox', { name: 'Target' })).toHaveValue('42,000,000');
  await app.expectAccessible();
  await goals.getByRole('button', { name: /^Remove the goal/ }).last().click();
  await expect(goals.getByRole('row')).toHaveCount(2);
});

test('a held field tells closing ARR a tenth to both sides, by mouse and by key', async ({ app, page }) => {
  // The page is long, and axe reads all of it.
  test.slow();
  await app.open('#/forecast//assumptions');
  const closing = await headline(page, /^Closing ARR/).innerText();
  const cell = page.getByRole('grid', { name: 'Assumptions by segment' }).getByRole('row', { name: /^Win rate/ }).getByRole('gridcell').nth(1);
  await cell.scrollIntoViewIfNeeded();
  await cell.hover();
  await page.mouse.down();
  const card = page.getByRole('dialog', { name: /win rate were a tenth lower or higher$/ });
  await expect(card).toBeVisible();
  await page.mouse.up();
  await expect(card).toBeInViewport({ ratio: 1 });
  const figures = await card.locator('tbody tr td:nth-child(3)').allInnerTexts();
  expect(figures[1]).toBe(closing);
  expect(number(figures[0])).toBeLessThanOrEqual(number(figures[2]));
  await expect(card.getByRole('status')).toHaveText(/of \d+ inputs|moves nothing/, { timeout: 20_000 });
  await app.expectAccessible();
  await page.keyboard.press('Escape');
  await expect(card).toHaveCount(0);

  // A short press selects, as ever.
  await cell.click();
  await expect(card).toHaveCount(0);
  await page.keyboard.press('Alt+s');
  await expect(card).toBeVisible();
  await expect(card).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(cell).toBeFocused();

  const field = page.getByRole('textbox', { name: 'Gross margin' });
  await field.focus();
  await page.keyboard.press('Alt+s');
  await expect(page.getByRole('dialog', { name: /^Closing ARR if Gross margin/ })).toContainText('moves nothing');
  await page.getByRole('button', { name: 'Close' }).click();
  await expect(field).toBeFocused();
});
