// Every figure explains itself: each that can be asked, on every page of the sample company, answers, and its terms give it again. What
// cannot be asked is listed here, so that no further panel falls silent.
import { test, expect } from './fixtures.js';
import { ask, lost, recombined, silent } from './support/figures.js';

// A trace keeps each frame, of which there are thousands here.
test.use({ trace: 'off' });

/** What an input is, whichever segment, role, plan or offer it is of: one of each kind is followed. */
const kind = (path) => path.replace(/^(role\/)[^/]+\/[^/]+/, '$1').replace(/^(segment|plan|offer|seat)\/[^/]+/, '$1');

/** Every page, and whether it has figures to ask. */
const PAGES = [
  ['#/', 40],
  ['#/team', 6],
  ['#/team/capacity', 150],
  ['#/team/cost', 200],
  ['#/team/roles', 60],
  ['#/pay', 4],
  ['#/pay//cost', 60],
  ['#/pay//people', 40],
  ['#/pay/ae/against/am', 150],
  ['#/pay/statement/ae-smb-1/FY2027-Q1', 0],
  ['#/territories', 0],
  ['#/territories/segments', 0],
  ['#/territories/assign', 0],
  ['#/forecast', 60],
  ['#/forecast/smb', 10],
  ['#/forecast//assumptions', 6],
  ['#/forecast//cohorts', 60],
  ['#/forecast//goals', 6],
  ['#/forecast//actuals', 6],
  ['#/compare', 0],
  ['#/roles', 60],
  ['#/roles/compared', 0],
  ['#/roles/ladder', 0],
  ['#/data', 0],
  ['#/report', 8],
];

/** Panels with figures that cannot be asked, and what says instead where they come from. */
const SILENT = [
  // Proposals: pressing one shows what it does before it is applied.
  /^Hire \d/,
  /^Stretch quotas/,
  /^Shift /,
  // The panel is its own explanation: each line is a step of it.
  /^Not target ÷ quota/,
  // Figures typed on the same page.
  /^Beside what is usual/,
  // Pay: a statement is told line by line; a curve is one plan rated at each attainment.
  /^Where variable pay goes/,
  /^Variable pay by attainment/,
  /^Expected cost/,
  /^Same plan, four meanings/,
  // Territories: sums of the accounts in the table beside.
  /^People needed/,
  /^Best moves now/,
  /^Balance board/,
  /^$/,
  // Sources: the formula stands on the panel; the engine explains segments and the company.
  /^Where new business comes from/,
  // Offers: the head of an offer is expected pay, which the table of figures explains.
  /^[A-Z]\n/,
];

test('every figure that can be asked answers, its terms give it again, and each input among them is found', async ({ app, page }) => {
  test.setTimeout(420_000);
  await app.open('#/');
  const [mute, wrong, inputs] = [[], [], new Map()];
  let [asked, reckoned] = [0, 0];
  for (const [hash, least] of PAGES) {
    await test.step(hash, async () => {
      await page.goto(app.address + hash);
      await expect(page.locator('h1').first()).toBeVisible();
      await expect(page.locator('.coming')).toHaveCount(0);
      await page.waitForTimeout(300);
      const said = await ask(page);
      expect(said.length, `figures to ask on ${hash}`).toBeGreaterThanOrEqual(least);
      asked += said.length;
      for (const { name, panel, title, lines, foot, inputs: led } of said) {
        for (const [href, path] of led) inputs.set(kind(path), [href, path]);
        const where = `${hash}, ${panel}: ${name}`;
        if (!title || lines.length === 0 || !foot) mute.push(where);
        const sum = recombined(lines);
        if (!sum) continue;
        reckoned += 1;
        if (Math.abs(sum.value - sum.figure) > sum.unsure * 1.001 + 1e-9) wrong.push(`${where}: ${title}, but ${JSON.stringify(lines)}`);
      }
    });
  }
  expect(mute, 'figures that say nothing').toEqual([]);
  expect(wrong, 'figures that their terms do not give').toEqual([]);
  expect(await lost(page, [...inputs.values()]), 'inputs that are not found').toEqual([]);
  expect(inputs.size, 'kinds of inputs that figures lead to').toBeGreaterThan(40);
  // Were the walk to find nothing, it would prove nothing.
  expect(asked).toBeGreaterThan(600);
  expect(reckoned / asked).toBeGreaterThan(0.85);
});

test('no panel has fallen silent that is not on the list', async ({ app, page }) => {
  await app.open('#/');
  const found = [];
  for (const [hash] of PAGES) {
    await page.goto(app.address + hash);
    await expect(page.locator('h1').first()).toBeVisible();
    await expect(page.locator('.coming')).toHaveCount(0);
    await page.waitForTimeout(300);
    for (const [heading, count] of Object.entries(await silent(page))) {
      if (!SILENT.some((it) => it.test(heading))) found.push(`${hash}, ${heading}: ${count}`);
    }
  }
  expect(found).toEqual([]);
});

test('a tile of the overview stays in sight while it is explained, and gets the focus back', async ({ app, page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await app.open('#/');
  const tiles = page.locator('.kpi');
  for (const place of [0, 5]) {
    await tiles.nth(place).click();
    await expect(page.getByRole('dialog')).toBeFocused();
    expect(await page.evaluate(() => scrollY)).toBe(0);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(tiles.nth(place)).toBeFocused();
  }
});

test('a button that goes once a scenario is stored leaves the focus on its page', async ({ app, page }) => {
  await app.open('#/compare');
  await page.getByRole('button', { name: 'Duplicate this scenario' }).press('Enter');
  await expect(page.getByRole('region', { name: /What follows from each|Figures/ }).first()).toBeVisible();
  await expect.poll(() => page.evaluate(() => document.activeElement !== document.body)).toBe(true);
});
