// The statement of one person: read, checked against itself, printed and kept as a file.
import { expect, test } from './fixtures.js';
import { seller } from './support/seller.js';
import { openFile } from './support/files.js';

/** "15,000.000", "(2,500.00)" and "$1,200.00" as thousandths, so that sums are exact. */
const thousandths = (text) => {
  const size = Math.round(Number(text.replace(/[^0-9.]/g, '')) * 1000);
  return text.includes('(') || text.includes('−') ? -size : size;
};

/** The rows of the statement as { kind, text, amount }; folded rows are left out. */
const rowsOf = (page) =>
  page.locator('table.statement tbody tr').evaluateAll((rows) =>
    rows
      .filter((row) => !row.classList.contains('folded'))
      .map((row) => ({ kind: row.classList[0], text: row.cells[0].textContent, amount: row.cells[row.cells.length - 1].textContent })),
  );

/** Steps add up to their component, components and what follows to the sums, the last of which is what is paid. */
const addsUp = async (page) => {
  let rows = [];
  // A statement is made anew in its own time, so a look may come too early.
  await expect(async () => {
    rows = await addedUp(page);
  }).toPass({ timeout: 20_000 });
  return rows;
};

const addedUp = async (page) => {
  const rows = await rowsOf(page);
  let open = 0;
  let running = 0;
  for (const { kind, text, amount } of rows) {
    const value = amount ? thousandths(amount) : 0;
    if (kind === 'component') {
      expect(open, `before ${text}`).toBe(0);
      open = value;
      running += value;
    } else if (kind === 'step') open -= value;
    else if (kind === 'afterwards') running += value;
    else if (kind === 'sum' || kind === 'paid') expect(running, text).toBe(value);
  }
  expect(open).toBe(0);
  const paid = rows.at(-1);
  expect(paid.kind).toBe('paid');
  const shown = await page.locator('.paper-facts .paid dd').textContent();
  expect(thousandths(shown)).toBe(thousandths(paid.amount));
  return rows;
};

/** Opens the small scenario with so many deals, and the statement of the quarter they were closed in. */
const openSeller = async (app, page, count) => {
  await app.open('#/data');
  await openFile(page, { name: 'seller.json', mimeType: 'application/json', buffer: seller(count) });
  await expect(page.getByRole('button', { name: 'Scenario: Seller' })).toBeVisible();
  await page.evaluate(() => (location.hash = '#/pay/statement/ann/FY2027-Q1'));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Statement: Ann Lee');
};

const paper = (page) => page.getByRole('article', { name: 'Statement of variable pay' });

test('from the list of people one comes to the statement of a quarter, whose steps add up to what is paid', async ({ app, page }) => {
  await app.open('#/pay/ae/people');
  const people = page.locator('section.panel', { has: page.getByRole('heading', { name: 'Who earns it' }) });
  const name = people.getByRole('link').first();
  const person = await name.textContent();
  await name.click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Statement: ${person}`);
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await expect(page).toHaveURL(/#\/pay\/statement\/[\w-]+\/FY\d+$/);

  await page.getByRole('radio', { name: 'Quarter' }).click();
  await expect(page).toHaveURL(/FY\d+-Q1$/);
  await expect(paper(page)).toContainText('Made of the forecast');
  const rows = await addsUp(page);
  expect(rows.some(({ kind, text }) => kind === 'step' && / at [\d.]+\s%/.test(text))).toBe(true);

  const paid = () => page.locator('.paper-facts .paid dd').textContent();
  const before = await paid();
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page).toHaveURL(/FY\d+-Q2$/);
  await expect.poll(paid).not.toBe(before);
  await addsUp(page);
  await page.getByRole('radio', { name: 'Year', exact: true }).click();
  await addsUp(page);
  await page.getByRole('combobox', { name: 'Year', exact: true }).selectOption({ index: 0 });
  await addsUp(page);
  await expect(page.getByRole('button', { name: 'Previous' })).toHaveAttribute('aria-disabled', 'true');

  await page.getByRole('link', { name: /Back to the plan/ }).click();
  await expect(page).toHaveURL(/#\/pay\/ae\/people$/);
  await expect(people).toBeVisible();
});

test('without deals it says so and offers the forecast; a month of a quarterly plan points to its quarter', async ({ app, page }) => {
  await app.open('#/pay/statement/ae-mm-1/FY2028-Q1');
  await page.getByRole('radio', { name: 'Deals' }).click();
  await expect(page.getByText('No deal is credited here in this period.')).toBeVisible();
  await addsUp(page);
  await page.getByRole('button', { name: 'Use the forecast' }).click();
  await expect(page.getByRole('radio', { name: 'Forecast' })).toBeChecked();
  await expect(paper(page)).toContainText('Made of the forecast');
  await page.getByRole('radio', { name: 'Month' }).click();
  await page.getByRole('link', { name: 'Look at Q1 FY2028' }).click();
  await expect(page).toHaveURL(/FY2028-Q1$/);
});

test('an address that leads to nobody says so and what to do', async ({ app, page }) => {
  await app.open('#/pay/statement/nobody/FY2028-Q1');
  await expect(page.getByText('There is no seat “nobody”')).toBeVisible();
  await app.open('#/pay/statement/ae-mm-1/FY1999');
  await expect(page.getByText('There is no period “FY1999” in this plan')).toBeVisible();
  await page.getByRole('radio', { name: 'Quarter' }).click();
  await addsUp(page);
});

test('the other meanings of the table are computed when someone asks', async ({ app, page }) => {
  await app.open('#/pay/statement/ae-mm-1/FY2028');
  const panel = page.locator('section.panel', { has: page.getByRole('heading', { name: 'Same result, other meanings' }) });
  await expect(panel.getByRole('table')).toHaveCount(0);
  await panel.getByRole('button', { name: 'Show the four meanings' }).click();
  const rows = panel.locator('tbody tr');
  await expect(rows).toHaveCount(4);
  await expect(rows.first()).toContainText('this plan');
  const earned = async (row) => thousandths(await row.locator('td').nth(-2).textContent());
  const component = thousandths(await page.locator('table.statement tr.component td.amount').first().textContent());
  expect(await earned(rows.nth(0))).toBe(component);
  expect(await earned(rows.nth(2))).toBeGreaterThanOrEqual(await earned(rows.nth(0)));
});

test('as a file it has the rows of the page', async ({ app, page }) => {
  await app.open('#/pay/statement/ae-mm-1/FY2028-Q1');
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Download as CSV' }).click()]);
  expect(file.suggestedFilename()).toMatch(/^Statement .+ FY2028-Q1\.csv$/);
  const { readFile } = await import('node:fs/promises');
  const lines = (await readFile(await file.path(), 'utf8')).trim().split('\r\n');
  expect(lines[0].replace('\ufeff', '')).toBe('kind,text,credit,amount');
  expect(lines.length - 1).toBe((await rowsOf(page)).length);
  const paid = await page.locator('.paper-facts .paid dd').textContent();
  expect(Math.round(Number(lines.at(-1).split(',').at(-1)) * 1000)).toBe(thousandths(paid));
});

test('axe finds nothing serious, on a wide screen and on a phone', async ({ app, page }) => {
  await app.open('#/pay/statement/ae-mm-1/FY2028');
  await page.getByRole('button', { name: 'Show the four meanings' }).click();
  await app.expectAccessible();
  await page.setViewportSize({ width: 390, height: 844 });
  await app.expectAccessible();
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(wide).toBeLessThanOrEqual(0);
});

test('printed it stands alone', async ({ app, page }) => {
  await app.open('#/pay/statement/ae-mm-1/FY2028-Q1');
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('navigation')).toBeHidden();
  await expect(page.locator('.topbar')).toBeHidden();
  await expect(page.locator('.statement-choice')).toBeHidden();
  await expect(page.getByRole('button', { name: 'Print' })).toBeHidden();
  await expect(page.getByRole('heading', { name: 'Same result, other meanings' })).toBeHidden();
  await expect(paper(page)).toBeVisible();
  const ink = await paper(page).evaluate((it) => [getComputedStyle(it).backgroundColor, getComputedStyle(it.querySelector('h2')).color]);
  // The paper lets the white of the page through.
  expect(ink).toEqual(['rgba(0, 0, 0, 0)', 'rgb(0, 0, 0)']);
  await page.emulateMedia({ media: null });
  const pdf = await page.pdf({ format: 'A4' });
  expect(pdf.length).toBeGreaterThan(5_000);
});

test('the deals of a quarter are one line until it is opened, and all of them on paper', async ({ app, page }) => {
  await openSeller(app, page, 40);
  await expect(paper(page)).toContainText('Made of the 41 deals credited here.');
  const deals = page.locator('table.statement tr.credit:not(.folded)');
  await expect(deals).toHaveCount(0);
  const fold = page.getByRole('button', { name: '41 deals' }).first();
  await fold.click();
  await expect(deals).toHaveCount(41);
  await expect(deals.last()).toContainText('60 % of the deal');
  await expect(deals.last()).toContainText('30 Mar 2027');
  // The last total so far is the credit of the period.
  const period = await page.locator('table.statement tr.period td').nth(1).textContent();
  await expect(deals.last().locator('td').nth(2)).toHaveText(period);
  await fold.click();
  await expect(deals).toHaveCount(0);
  await expect(paper(page).getByText('Too early, closed on 4 Jan 2027')).toBeVisible();
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
  await expect(deals).toHaveCount(41);
  await addsUp(page);
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  await expect(deals).toHaveCount(0);
  await app.expectAccessible();
});

test('five thousand deals in a year are opened without waiting', async ({ app, page }) => {
  await openSeller(app, page, 5_000);
  const took = await page.evaluate(async () => {
    const start = performance.now();
    location.hash = '#/pay/statement/ann/FY2027';
    await new Promise((done) => {
      const look = () => (document.querySelector('.paper-who')?.textContent.includes('FY2027 (') ? done() : requestAnimationFrame(look));
      look();
    });
    return performance.now() - start;
  });
  expect(await page.locator('table.statement tbody tr').count()).toBeLessThan(80);
  expect(took).toBeLessThan(1_500);
});
