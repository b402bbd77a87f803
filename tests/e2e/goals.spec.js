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
  await expect(renewal).toContainText('$42M');
  // What falls short by itself stands after what does not, and says what would hold the plan then.
  await expect(levers(page).last()).toContainText('falls short by itself; then held back by');
  await renewal.getByRole('button', { name: 'Apply' }).click();
  await expect(headline(page, /^Closing ARR/)).toHaveText('$42M');
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
