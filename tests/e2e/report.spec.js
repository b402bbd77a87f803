// The plan on paper: the report with the figures of the pages it sums up, and every page within the width of a sheet.
import { test, expect } from './fixtures.js';

// What a sheet of A4 has between its margins of 14 mm, in pixels: upright, and across for a table of very many columns.
const SHEET = 688;
const ACROSS = 1016;
const WIDE_TABLES = ['#/territories'];

const report = (page) => page.getByRole('article', { name: 'Report' });
const texts = async (locator) => (await locator.allTextContents()).map((text) => text.replace(/\s+/g, ' ').trim());
const tableOf = async (place) => {
  const rows = place.locator('tr');
  return Promise.all((await rows.all()).map((row) => texts(row.locator('th, td'))));
};

/** Opens a page as it is laid out on paper; gives what is wider than the sheet. */
async function tooWide(app, page, route) {
  await page.setViewportSize({ width: 1200, height: 900 });
  await page.emulateMedia({ media: 'screen' });
  await app.open(route);
  await page.waitForTimeout(300);
  await page.setViewportSize({ width: WIDE_TABLES.includes(route) ? ACROSS : SHEET, height: 900 });
  await page.emulateMedia({ media: 'print' });
  await page.waitForTimeout(200);
  return page.evaluate(() => {
    const root = document.documentElement;
    const wide = root.scrollWidth > root.clientWidth ? [`the page: ${root.scrollWidth} of ${root.clientWidth}`] : [];
    const zoom = Number(getComputedStyle(document.body).zoom) || 1;
    const edge = root.clientWidth + 1;
    for (const element of document.querySelectorAll('main table, main svg, main canvas, main .fields, main h1, main p')) {
      const box = element.getBoundingClientRect();
      // A label inside of a map may lie beyond its frame, which cuts it.
      if (box.width && !element.closest('.map-frame, .read') && box.right > edge) {
        wide.push(`${element.tagName} ${element.className?.baseVal ?? element.className} to ${Math.round(box.right)} (zoom ${zoom}): ${element.textContent.slice(0, 60)}`);
      }
    }
    for (const name of ['.nav', '.topbar', '.page-head .actions', 'button.btn']) {
      for (const element of document.querySelectorAll(name)) if (element.getBoundingClientRect().width) wide.push(`${name} is printed`);
    }
    return wide;
  });
}

test('the report shows the headline figures and the years that the overview shows', async ({ app, page }) => {
  await app.open();
  const figures = await texts(page.locator('.kpi'));
  expect(figures.length).toBe(8);
  const years = await tableOf(page.getByRole('region', { name: 'Year by year' }));
  await page.getByRole('link', { name: 'Report' }).click();
  await expect(report(page).getByRole('heading', { name: 'FY27 base plan' })).toBeVisible();
  await expect.poll(() => texts(report(page).locator('.kpi'))).toEqual(figures);
  await expect.poll(() => tableOf(report(page).getByRole('region', { name: 'ARR and cost by fiscal year' }))).toEqual(years);
  await expect(report(page).locator('.chart-drawing svg')).toHaveCount(7);
  await expect(report(page).getByRole('region', { name: 'Capacity against target, by quarter' })).toBeVisible();
});

/** The rows of a table of the report, each a list of texts; it may still wait for its turn. */
async function listed(page, name) {
  const table = report(page).getByRole('region', { name, exact: true });
  await expect(table.locator('tbody tr').first()).toBeVisible();
  return (await tableOf(table)).slice(1);
}

test('everyone who starts stands in the report, on the day that the timeline has, and a sum below', async ({ app, page }) => {
  await app.open('#/team');
  await page.getByRole('radio', { name: 'Timeline', exact: true }).click();
  await page.getByLabel('Show', { exact: true }).selectOption({ label: 'Hires' });
  const starts = page.getByRole('slider', { name: /^Start of / });
  const days = await starts.evaluateAll((all) => all.map((it) => it.getAttribute('aria-valuetext')));
  expect(days.length).toBeGreaterThan(5);
  await app.open('#/report/without=charts,assumptions,glossary');
  await expect(report(page).getByRole('heading', { level: 2, name: 'Hires and leavers' })).toBeVisible();
  const rows = await listed(page, 'List of hires');
  const sum = rows.pop();
  expect(rows.map((row) => row[1]).sort()).toEqual(days.sort());
  const times = rows.map((row) => Date.parse(row[1]));
  expect(times).toEqual([...times].sort((one, other) => one - other));
  expect(sum[0]).toBe(`${days.length} starts`);
  const number = (text) => Number(text.replaceAll(',', ''));
  for (const column of [5, 6, 7]) expect(rows.reduce((all, row) => all + number(row[column]), 0)).toBe(number(sum[column]));
  for (const row of rows) expect(number(row[5]) + number(row[6]), row[0]).toBe(number(row[7]));
  const [whole] = (await listed(page, 'Hires and what they cost, by period')).slice(-1);
  expect(whole[1]).toBe(String(days.length));
});

test('the books of the report are those of the board, and say what changes hands', async ({ app, page }) => {
  await app.open('#/territories/assign');
  await page.locator('.assign-filter').getByLabel('Planned for').selectOption({ index: 2 });
  await page.locator('.assign-filter').getByRole('button', { name: /^Select \d/ }).click();
  await page.locator('.assign-hand').getByRole('button', { name: 'Move to' }).click();
  await page.locator('.assign-hand').getByRole('menuitem').nth(1).click();
  const moved = page.locator('.kpi').filter({ hasText: 'Change hands' }).locator('b');
  await expect(moved).not.toHaveText('0');
  const count = await moved.textContent();
  const people = await texts(page.locator('.assign-board .assign-rep'));
  const segment = await page.locator('.assign-whose').getByLabel('Segment').evaluate((it) => it.selectedOptions[0].textContent.trim());
  await page.evaluate(() => (location.hash = '#/report/without=charts,assumptions,glossary'));
  await expect(report(page).getByRole('heading', { level: 2, name: 'Territories and books' })).toBeVisible();
  const rows = await listed(page, `Books of ${segment}`);
  // Accounts that no rep has stand below the reps.
  expect(rows.slice(0, people.length).map((row) => row[0])).toEqual(people);
  expect(rows.at(-1).at(-1)).toBe(Number(count) === 1 ? '1 move' : `${count} move`);
  await expect(report(page)).toContainText(`${count} accounts with`);
  expect((await listed(page, `Accounts of ${segment} that change hands`)).length).toBe(Math.min(20, Number(count)));
  await page.getByRole('checkbox', { name: 'Territories and books' }).uncheck();
  await expect(report(page).getByRole('heading', { level: 2, name: 'Territories and books' })).toHaveCount(0);
});

test('sections are chosen, the address keeps the choice, and a reload shows the same', async ({ app, page }) => {
  await app.open('#/report');
  const section = (name) => report(page).getByRole('heading', { level: 2, name, exact: true });
  await expect(section('Glossary')).toBeVisible();
  await page.getByRole('checkbox', { name: 'Glossary' }).uncheck();
  await page.getByRole('checkbox', { name: 'Charts' }).uncheck();
  await page.getByRole('textbox', { name: 'Company' }).fill('Acme & Söhne');
  await page.getByRole('textbox', { name: 'Made by' }).fill('Jo Doe');
  await page.getByRole('textbox', { name: 'Made by' }).press('Enter');
  await page.getByRole('combobox', { name: 'Paper' }).selectOption('A4');
  await expect(report(page)).toHaveAttribute('data-paper', 'a4');
  await page.reload();
  await app.started();
  await expect(section('Glossary')).toHaveCount(0);
  await expect(section('Charts')).toHaveCount(0);
  await expect(section('Tables')).toBeVisible();
  await expect(report(page)).toHaveAttribute('data-paper', 'a4');
  await expect(report(page)).toContainText('Acme & Söhne');
  await expect(report(page)).toContainText(/by Jo Doe/);
  await page.getByRole('checkbox', { name: 'Glossary' }).check();
  await expect(section('Glossary')).toBeVisible();
});

test('without a choice the paper is the usual one where the reader lives', async ({ app, page }) => {
  await app.open('#/report');
  await expect(report(page)).toHaveAttribute('data-paper', 'letter');
});

test('differences from another scenario are those of the Compare page', async ({ app, page }) => {
  await app.open('#/compare');
  await page.getByRole('button', { name: 'Duplicate this scenario' }).click();
  await expect(page.getByText('Nothing was entered differently.')).toBeVisible();
  await app.open('#/forecast//assumptions');
  const grid = page.getByRole('grid', { name: 'Assumptions by segment', exact: true });
  await grid.getByRole('row', { name: /^Win rate/ }).getByRole('gridcell').nth(1).click();
  await page.keyboard.type('44');
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'Compare', exact: true }).click();
  const region = (place, name) => tableOf(place.getByRole('region', { name, exact: true }));
  await expect(page.getByRole('region', { name: 'Inputs that differ' })).toContainText('44');
  const inputs = await region(page, 'Inputs that differ');
  const changes = await region(page, 'Changes and what each adds: Closing ARR');
  const figures = await region(page, 'Figures of each scenario');

  await page.evaluate(() => (location.hash = '#/report'));
  await page.getByRole('combobox', { name: 'Differences from' }).selectOption('FY27 base plan');
  await expect(report(page).getByRole('heading', { name: /^Differences from/ })).toBeVisible();
  expect(await region(report(page), 'Inputs that differ')).toEqual(inputs);
  expect(await region(report(page), 'Changes and what each adds: Closing ARR')).toEqual(changes);
  expect(await region(report(page), 'Figures of FY2028')).toEqual(figures);
});

test('the browser makes a PDF of it, from a phone as well, with charts drawn for the paper', async ({ app, page }) => {
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 844 });
    await app.open('#/report/paper=a4');
    await expect(report(page).locator('.chart-drawing svg')).toHaveCount(7);
    const drawn = await page.evaluate(async () => {
      dispatchEvent(new Event('beforeprint'));
      await null;
      const widths = [...document.querySelectorAll('.report .chart-drawing svg')].map((svg) => Number(svg.getAttribute('width')));
      dispatchEvent(new Event('afterprint'));
      return widths;
    });
    expect(drawn).toEqual(Array(7).fill(688));
    const pdf = await page.pdf({ format: 'A4' });
    const pages = pdf.toString('latin1').match(/\/Type\s*\/Page[^s]/g) ?? [];
    expect(pages.length).toBeGreaterThan(4);
    expect(pages.length).toBeLessThan(20);
  }
});

test('printed while most of it waits for its turn, it has every chart, drawn for the paper', async ({ app, page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.addInitScript(() => {
    // From the moment the report is there, nothing that was put off gets its turn.
    const later = window.setTimeout;
    let held = false;
    window.setTimeout = (run, ms, ...rest) => (held ? 0 : later(run, ms, ...rest));
    new MutationObserver(() => (held ||= document.querySelector('.report') !== null)).observe(document, { subtree: true, childList: true });
    addEventListener('afterprint', () => {
      window.printed = [...document.querySelectorAll('.report .chart-drawing svg')].map((svg) => Number(svg.getAttribute('width')));
    });
  });
  await page.goto(`${app.address}#/report/paper=a4`);
  await report(page).waitFor();
  await expect(page.locator('html[data-building]')).toHaveCount(1);
  expect(await report(page).locator('.chart-drawing svg').count()).toBeLessThan(7);
  await page.pdf({ format: 'A4' });
  expect(await page.evaluate(() => window.printed)).toEqual(Array(7).fill(688));
});

test('all rows of a long table are printed, not only those in sight', async ({ app, page }) => {
  await app.open('#/territories');
  const rows = page.locator('.sheet-table tbody tr[aria-rowindex]');
  const seen = await rows.count();
  const all = Number(await page.locator('.sheet-table').first().getAttribute('aria-rowcount'));
  expect(seen).toBeLessThan(all - 1);
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await expect.poll(() => rows.count()).toBeGreaterThanOrEqual(Math.min(600, all - 2));
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  await expect.poll(() => rows.count()).toBe(seen);
});

test('the org chart is printed whole, and nothing on it speaks of a mouse', async ({ app, page }) => {
  await app.open('#/team');
  await page.getByRole('radio', { name: 'Org chart', exact: true }).click();
  await app.built();
  const people = await page.getByRole('treeitem').count();
  await page.setViewportSize({ width: SHEET, height: 900 });
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await page.emulateMedia({ media: 'print' });
  const cut = await page.evaluate((width) => {
    const cards = [...document.querySelectorAll('[role=treeitem]')].map((it) => it.getBoundingClientRect());
    return { cards: cards.length, beyond: cards.filter((it) => it.right > width + 1 || it.width === 0).length };
  }, SHEET);
  expect(cut).toEqual({ cards: people, beyond: 0 });
  await expect(page.locator('.org-actions')).toBeHidden();
});

test('all rows of the timeline are printed, not only those in sight', async ({ app, page }) => {
  await page.setViewportSize({ width: 1200, height: 500 });
  await app.open('#/team');
  await page.getByRole('radio', { name: 'Timeline', exact: true }).click();
  await page.getByLabel('Show', { exact: true }).selectOption({ label: 'All seats' });
  const rows = page.locator('.tl-row');
  const all = Number((await page.locator('.tl-panel .say').first().textContent()).match(/^(\d+) of \1 seats/)[1]);
  const seen = await rows.count();
  expect(seen).toBeLessThan(all);
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await expect.poll(() => rows.count()).toBe(all);
  await page.emulateMedia({ media: 'print' });
  // Nothing is left that scrolls, so nothing is cut.
  expect(await page.locator('.tl').evaluate((it) => it.scrollHeight - it.clientHeight)).toBeLessThanOrEqual(1);
  await page.emulateMedia({ media: 'screen' });
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  await expect.poll(() => rows.count()).toBe(seen);
});

const PAGES = [
  '#/', '#/report', '#/team', '#/team/capacity', '#/team/cost', '#/team/roles', '#/pay/ae', '#/pay/ae/cost', '#/pay/ae/people',
  '#/pay/statement/ae-smb-1', '#/territories', '#/territories/segments', '#/territories/assign', '#/forecast', '#/forecast//cohorts',
  '#/forecast//goals', '#/forecast//actuals', '#/compare', '#/roles', '#/roles/compared', '#/roles/fit', '#/roles/ladder', '#/data', '#/data/import', '#/data/take', '#/data/settings',
];

test('every page fits a sheet of paper, without navigation and buttons', async ({ app, page }) => {
  const found = {};
  for (const route of PAGES) {
    const wide = await tooWide(app, page, route);
    if (wide.length) found[route] = wide;
  }
  expect(found).toEqual({});
});

test('paper is white when the screen is dark', async ({ app, page }) => {
  await app.open('#/report');
  await expect(report(page).locator('.figures td').first()).toBeVisible();
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  const colours = await page.evaluate(() => {
    const of = (element, name) => getComputedStyle(element)[name];
    const text = document.querySelector('.report .figures td');
    return [of(document.body, 'backgroundColor'), of(text, 'color')];
  });
  expect(colours[0]).toBe('rgb(255, 255, 255)');
  expect(colours[1]).toBe('rgb(28, 29, 26)');
});

test('axe finds nothing serious on the report', async ({ app, page }) => {
  await app.open('#/report');
  await app.expectAccessible();
});
