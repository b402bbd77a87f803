// Ways through the app: where a page begins, what a notice takes back, and that steps wait for whoever comes back.
import { test, expect } from './fixtures.js';

const toPage = (page, name) => page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name, exact: true }).click();
const scrolled = (page) => page.evaluate(() => Math.round(scrollY));
const toast = (page) => page.locator('.toast');
const scenario = (page) => page.getByRole('button', { name: /^Scenario/ });

test('a page begins at its beginning, and back leads to where one was', async ({ app, page }) => {
  await app.open('#/team/capacity');
  await page.mouse.move(700, 500);
  await page.mouse.wheel(0, 1500);
  await expect.poll(() => scrolled(page)).toBeGreaterThan(1000);
  const was = await scrolled(page);
  await toPage(page, 'Forecast');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Forecast');
  await app.built();
  expect(await scrolled(page)).toBe(0);
  await page.goBack();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Team');
  await expect.poll(() => scrolled(page)).toBeGreaterThan(was - 200);
  // So do the parts of one page.
  await page.evaluate(() => { location.hash = '/team/cost'; });
  await expect(page.getByRole('navigation', { name: /^Parts of/ }).getByRole('link', { name: 'Cost' })).toHaveAttribute('aria-current', 'page');
  await app.built();
  await page.evaluate(() => scrollTo(0, 0));
  await page.goBack();
  await expect.poll(() => scrolled(page)).toBeGreaterThan(was - 200);
});

test('back and forward before a page is built leave nothing that waits', async ({ app, page }) => {
  await app.open('#/team/capacity');
  await app.built();
  await page.mouse.move(700, 500);
  await page.mouse.wheel(0, 1500);
  await expect.poll(() => scrolled(page)).toBeGreaterThan(1000);
  const was = await scrolled(page);
  await toPage(page, 'Forecast');
  await app.built();
  await page.evaluate(async () => {
    const come = () => new Promise((done) => addEventListener('hashchange', done, { once: true }));
    for (const way of [-1, 1, -1, 1, -1]) {
      const there = come();
      history.go(way);
      await there;
    }
  });
  await app.built();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Team');
  await expect.poll(() => scrolled(page)).toBeGreaterThan(was - 200);
});

test('steps wait for whoever looks at another scenario and comes back', async ({ app, page }) => {
  await app.open('#/data/settings');
  const horizon = page.getByLabel('Horizon');
  const first = await horizon.inputValue();
  await horizon.fill('30');
  await horizon.press('Enter');
  await expect(page.getByText(/^Saved on this device \d/)).toBeVisible();
  await scenario(page).click();
  await page.getByRole('menuitem', { name: 'Start empty' }).click();
  await expect(scenario(page)).toHaveText(/: New plan$/);
  await scenario(page).click();
  await page.getByRole('menuitemradio', { name: 'FY27 base plan' }).click();
  await expect(horizon).toHaveValue('30');
  await page.getByRole('button', { name: /^Undo/ }).click();
  await expect(horizon).toHaveValue(first);
});

test('a notice takes back what it speaks of, on whatever page one is by then', async ({ app, page }) => {
  await app.open('#/roles');
  await page.getByRole('button', { name: 'Start with mine' }).click();
  await page.getByRole('button', { name: /Add from a role/ }).first().click();
  await page.getByRole('menuitem', { name: 'Customer success manager', exact: true }).click();
  const offers = page.locator('.offer-cards > *');
  await expect(offers.first()).toBeVisible();
  const count = await offers.count();
  await toPage(page, 'Team');
  const people = page.getByRole('grid', { name: /Roster/ });
  await people.getByRole('rowheader').nth(3).click();
  const seats = await people.getAttribute('aria-rowcount');
  await page.keyboard.press('Control+Delete');
  await expect(toast(page)).toContainText('One seat removed');
  await expect(people).not.toHaveAttribute('aria-rowcount', seats);
  await toPage(page, 'Roles and offers');
  await expect(offers).toHaveCount(count);
  await toast(page).getByRole('button', { name: 'Undo' }).click();
  await expect(offers).toHaveCount(count);
  await toPage(page, 'Team');
  await expect(people).toHaveAttribute('aria-rowcount', seats);
});

test('on a phone a menu stands within the window', async ({ app, page }) => {
  await page.setViewportSize({ width: 360, height: 780 });
  for (const [route, name] of [['#/roles', /File$/], ['#/data/take', /Tables as CSV/], ['#/team/roles', /As a candidate sees it/]]) {
    await app.open(route);
    await page.getByRole('button', { name }).first().click();
    const box = await page.getByRole('menu').boundingBox();
    expect(box.x, route).toBeGreaterThanOrEqual(0);
    expect(box.x + box.width, route).toBeLessThanOrEqual(360);
    await page.keyboard.press('Escape');
  }
});

test.describe('in German', () => {
  test.use({ locale: 'de-DE' });
  test('what one needs has room for each of its fields', async ({ app, page }) => {
    for (const width of [360, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      await app.open('#/roles');
      const boxes = await page.locator('.offer-needs .field .ctl').evaluateAll((all) => all.map((it) => it.getBoundingClientRect().width));
      expect(boxes.length).toBeGreaterThan(4);
      for (const box of boxes) expect(box, `at ${width}`).toBeGreaterThan(120);
    }
  });
});
