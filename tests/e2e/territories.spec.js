// Territories: from the accounts of the sample to a plan that is adopted.
import { test, expect } from './fixtures.js';

const assign = '#/territories/assign';

/** The number in the strip above the map, by its label. */
const strip = (page, label) => page.locator('.kpi').filter({ hasText: label }).locator('b');

async function opened(app, page) {
  await app.open(assign);
  await expect(page.locator('.map-frame canvas')).toBeVisible();
  // The names of the territories stand where the first picture put them.
  await expect(page.locator('.map-label').first()).toBeVisible();
}

/** Draws a lasso round the middle part of the map. */
async function drawLasso(page) {
  await page.getByRole('button', { name: 'Lasso' }).click();
  const box = await page.locator('.map-frame').boundingBox();
  const at = (x, y) => [box.x + box.width * x, box.y + box.height * y];
  await page.mouse.move(...at(0.3, 0.2));
  await page.mouse.down();
  for (const corner of [at(0.97, 0.2), at(0.97, 0.85), at(0.3, 0.85), at(0.3, 0.2)]) await page.mouse.move(...corner, { steps: 8 });
  await page.mouse.up();
}

test('accounts are selected with the lasso, moved to somebody, and one undo brings them back', async ({ app, page }) => {
  await opened(app, page);
  await expect(strip(page, 'Change hands')).toHaveText('0');
  await drawLasso(page);
  const panel = page.locator('.assign-hand');
  await expect(panel).toContainText(/\d+ accounts selected/);
  await panel.getByRole('button', { name: 'Move to' }).click();
  await panel.getByRole('menuitem').first().click();
  await expect(strip(page, 'Change hands')).not.toHaveText('0');
  await expect(page.locator('.toast')).toContainText('accounts go to');
  await page.locator('.toast').getByRole('button', { name: 'Undo' }).click();
  await expect(strip(page, 'Change hands')).toHaveText('0');
});

test('accounts are carried from the map onto a line of the board', async ({ app, page }) => {
  await page.setViewportSize({ width: 1440, height: 1900 });
  await opened(app, page);
  await page.locator('.assign-filter').getByLabel('Planned for').selectOption({ index: 2 });
  await page.locator('.assign-filter').getByRole('button', { name: /^Select \d/ }).click();
  const row = page.locator('.assign-board tbody tr[data-rep="1"]');
  const target = await row.boundingBox();
  // One of the selected dots is under the pointer where the tip names its owner: looked for in rings round its label.
  const owner = (await page.locator('.assign-board tbody tr[data-rep="0"] .assign-rep').textContent()).trim();
  const label = await page.locator('.map-label[data-rep="0"]').boundingBox();
  const tip = () => page.evaluate(() => document.querySelector('.map-tip:not(.none)')?.textContent ?? '');
  let found = null;
  for (let radius = 12; radius < 240 && !found; radius += 9) {
    const spots = Math.ceil(radius / 3);
    for (let k = 0; k < spots && !found; k += 1) {
      const angle = (2 * Math.PI * k) / spots;
      const spot = [label.x + label.width / 2 + radius * Math.cos(angle), label.y + label.height / 2 + radius * Math.sin(angle)];
      await page.mouse.move(...spot);
      if ((await tip()).includes(`: ${owner},`)) found = spot;
    }
  }
  expect(found, 'a dot of the first territory').not.toBeNull();
  await page.mouse.down();
  await page.mouse.move(found[0] + 20, found[1] + 20, { steps: 4 });
  await page.mouse.move(target.x + 200, target.y + target.height / 2, { steps: 6 });
  await expect(row).toHaveClass(/drop/);
  await page.mouse.up();
  await expect(strip(page, 'Change hands')).not.toHaveText('0');
});

test('a better plan is found, kept, adopted, and undone in one step', async ({ app, page }) => {
  await opened(app, page);
  const before = await strip(page, 'Sum of distances to the middle').textContent();
  // The search runs beside the page, which stays free meanwhile.
  const beside = page.waitForEvent('worker');
  await page.getByRole('button', { name: 'Find a better plan' }).click();
  expect((await beside).url()).toContain('worker_loader');
  await expect(page.locator('.assign-search [role=status]').first()).toContainText(/Found in|Nothing better/, { timeout: 30_000 });
  await expect.poll(() => page.workers().length).toBe(0);
  await expect(strip(page, 'Change hands')).not.toHaveText('0');
  expect(await strip(page, 'Sum of distances to the middle').textContent()).not.toBe(before);
  await expect(page.locator('.assign-changes')).toContainText('change hands');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Change list for the CRM' }).click();
  expect((await download).suggestedFilename()).toBe('territory-changes.csv');
  await page.getByRole('button', { name: 'Adopt the plan' }).click();
  await expect(strip(page, 'Change hands')).toHaveText('0');
  await page.locator('.toast').getByRole('button', { name: 'Undo' }).click();
  await expect(strip(page, 'Change hands')).not.toHaveText('0');
});

test('one of the best moves is applied', async ({ app, page }) => {
  await opened(app, page);
  const moves = page.locator('.assign-moves tbody tr');
  await expect(moves.first()).toBeVisible();
  await moves.first().getByRole('button', { name: 'Apply' }).click();
  await expect(page.locator('.toast')).toContainText('moved');
  await expect(page.locator('.assign-changes')).toBeVisible();
  await page.locator('.toast').getByRole('button', { name: 'Undo' }).click();
  await expect(page.locator('.assign-changes')).toHaveCount(0);
});

test('the map is worked by keys: territories are reached with Tab, chosen with Enter, and the map moves', async ({ app, page }) => {
  await opened(app, page);
  await page.locator('.map-frame').focus();
  await page.keyboard.press('+');
  await page.keyboard.press('+');
  await expect(page.locator('.map-frame')).toHaveClass(/is-zoomed/);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('0');
  await expect(page.locator('.map-frame')).not.toHaveClass(/is-zoomed/);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.locator('.map-label[aria-pressed="true"]')).toHaveCount(1);
  await expect(page.locator('.assign-board tr.chosen')).toHaveCount(1);
});

test('the part is accessible, and fits a phone', async ({ app, page }) => {
  await opened(app, page);
  await app.expectAccessible();
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(page.locator('.map-frame canvas')).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});

test('a home is typed by place, the board tells how far accounts lie from it, and one undo takes it back', async ({ app, page }) => {
  await opened(app, page);
  const [panel, board] = [page.locator('.assign-conditions'), page.locator('.assign-board')];
  const [home, all] = [panel.getByLabel('Home', { exact: true }), board.locator('tr.sum')];
  const [was, far] = [await home.inputValue(), await all.innerText()];
  await home.fill('Narnia');
  await home.press('Enter');
  await expect(panel.locator('.problem').filter({ hasText: 'no place we know' })).toBeVisible();
  await home.fill('98101');
  await home.press('Enter');
  await expect(home).toHaveValue(/^47\.\d+, -12\d/);
  await expect(board.getByRole('columnheader', { name: /^From home/ })).toBeVisible();
  await expect.poll(() => all.innerText()).not.toBe(far);
  await page.getByRole('button', { name: /^Undo/ }).first().click();
  await expect(home).toHaveValue(was);
  await expect.poll(() => all.innerText()).toBe(far);
});

test('whose accounts somebody may have is ticked', async ({ app, page }) => {
  await opened(app, page);
  const panel = page.locator('.assign-conditions');
  await expect(panel).toContainText('None is chosen');
  await panel.getByLabel('Enterprise', { exact: true }).check();
  await expect(panel).toContainText('May have accounts of Enterprise only.');
});
