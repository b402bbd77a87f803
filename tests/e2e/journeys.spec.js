// The main job, end to end: see a plan, change it, ask why, reload, undo; import customers; scenarios.
import { readFileSync } from 'node:fs';
import { expect, test } from './fixtures.js';

const CUSTOMERS = new URL('../fixtures/imports/customers.csv', import.meta.url);

/** The number in a headline such as `$40.9M` or `88.3 %`, in its own unit. */
const figure = (text) => Number(text.replace(/[^0-9.−-]/g, '').replace('−', '-'));

/** The value shown in the headline strip under a label. */
const headline = async (page, label) => {
  const button = page.getByRole('group', { name: 'Headline figures' }).getByRole('button', { name: label });
  return figure(await button.locator('.value, b').first().innerText());
};

test('on the first visit a worked company stands there', async ({ app, page }) => {
  await app.open('#/');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('FY27 base plan');
  expect(await headline(page, /^Closing ARR/)).toBeGreaterThan(30);
  expect(await headline(page, /^NRR/)).toBeGreaterThan(98);
  expect(await headline(page, /^NRR/)).toBeLessThan(112);
  expect(await headline(page, /^GRR/)).toBeGreaterThan(85);
  expect(await headline(page, /^GRR/)).toBeLessThan(94);
  await expect(page.getByText('What holds the plan back')).toBeVisible();
  await app.expectAccessible(page);
});

test('a headline figure says why it is what it is, and its terms add up', async ({ app, page }) => {
  await app.open('#/');
  await page.getByRole('button', { name: /^Closing ARR/ }).click();
  const card = page.getByRole('dialog', { name: /Closing ARR/ }).or(page.locator('.why'));
  await expect(card).toBeVisible();
  const values = await card.locator('dd').allInnerTexts();
  const money = values.map((text) => Number(text.replace(/[^0-9.]/g, '')));
  const [opening, won, expansion, price, back, contraction, churn, closing] = money;
  expect(opening + won + expansion + price + back - contraction - churn).toBeCloseTo(closing, 2);
  await page.keyboard.press('Escape');
  await expect(card).toHaveCount(0);
});

test('a win rate changed is followed by ARR at once, kept over a reload, and taken back by undo', async ({ app, page }) => {
  await app.open('#/data');
  await page.getByLabel('Horizon').fill('36');
  await page.getByLabel('Horizon').press('Enter');
  await page.getByRole('link', { name: 'Overview' }).click();
  await expect(page.getByText('36 months from Jan 2027')).toBeVisible();
  const longer = await headline(page, /^Closing ARR/);
  expect(longer).toBeGreaterThan(41);
  await expect(page.getByText(/^Saved/)).toBeVisible();
  await page.waitForTimeout(600);
  await page.reload();
  await app.started();
  await expect(page.getByText('36 months from Jan 2027')).toBeVisible();
  expect(await headline(page, /^Closing ARR/)).toBe(longer);
});

test('undo and redo go back and forth, by button and by key', async ({ app, page }) => {
  await app.open('#/data');
  const horizon = page.getByLabel('Horizon');
  await horizon.fill('30');
  await horizon.press('Enter');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(horizon).toHaveValue('24');
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('Control+Shift+Z');
  await expect(horizon).toHaveValue('30');
  await page.keyboard.press('Control+Z');
  await expect(horizon).toHaveValue('24');
});

test('text where a number belongs is told beside the field and changes nothing', async ({ app, page }) => {
  await app.open('#/data');
  const horizon = page.getByLabel('Horizon');
  await horizon.fill('many');
  await horizon.press('Enter');
  await expect(page.getByText(/“many” is/)).toBeVisible();
  await expect(horizon).toHaveValue('many');
  await horizon.fill('600');
  await horizon.press('Enter');
  await expect(page.getByText('Must lie between 12 and 60.')).toBeVisible();
  await horizon.press('Escape');
  await page.getByRole('link', { name: 'Overview' }).click();
  await expect(page.getByText('24 months from Jan 2027')).toBeVisible();
});

test('a list of customers is imported with a preview, as one step that can be taken back', async ({ app, page }) => {
  await app.open('#/data');
  await page.locator('input[type=file]').first().setInputFiles({
    name: 'customers.csv',
    mimeType: 'text/csv',
    buffer: readFileSync(CUSTOMERS),
  });
  const dialog = page.getByRole('dialog', { name: /Import customers.csv/ });
  await expect(dialog.getByLabel('arr is')).toHaveValue('arr');
  // 320 rows of 11,866,502.96 in all, as awk adds them up.
  await dialog.getByRole('button', { name: 'Import 320 customers' }).click();
  await expect(page.getByText('320 customers imported.').first()).toBeVisible();
  await page.getByRole('link', { name: 'Overview' }).click();
  const year = page.getByRole('row', { name: /^FY2027/ });
  await expect(year.getByRole('cell').first()).toHaveText('11,867');
  await page.getByRole('button', { name: 'Undo', exact: true }).first().click();
  await expect(year.getByRole('cell').first()).toHaveText('18,200');
});

test('a list that cannot be used is refused in words and nothing is lost', async ({ app, page }) => {
  await app.open('#/data');
  const choose = (name, text) =>
    page.locator('input[type=file]').first().setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
  await choose('book.xlsx', 'PK\u0003\u0004\u0014\u0000 [Content_Types].xml xl/workbook.xml');
  await expect(page.getByText(/Excel workbook/)).toBeVisible();
  await choose('people.csv', 'name,colour\nAda,red\nBob,blue\n');
  const dialog = page.getByRole('dialog', { name: /Import people.csv/ });
  await expect(dialog.getByRole('alert').filter({ hasText: /ARR/ })).toBeVisible();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await choose('bad.csv', 'id,segment,arr,renewal_month\nA1,SMB,1000,2027-03\nA1,SMB,2000,2027-04\nA3,SMB,much,2027-05\n');
  const bad = page.getByRole('dialog', { name: /Import bad.csv/ });
  await expect(bad.getByText(/much/).last()).toBeVisible();
  await expect(bad.getByRole('button', { name: 'Import 1 customer' })).toBeVisible();
});

test('scenarios are made, renamed, switched, binned and restored', async ({ app, page }) => {
  await app.open('#/');
  const menu = page.getByRole('button', { name: /^Scenario/ });
  await menu.click();
  await page.getByRole('menuitem', { name: 'Start empty' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('New plan');
  await expect(page.getByText('An empty plan')).toBeVisible();
  await app.expectAccessible(page);
  await menu.click();
  await page.getByRole('menuitem', { name: 'Rename…' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Mine');
  await page.getByRole('textbox', { name: 'Name' }).press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Mine');
  await menu.click();
  await page.getByRole('menuitem', { name: 'New from the sample company' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('FY27 base plan');
  await menu.click();
  await page.getByRole('menuitemradio', { name: 'Mine' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Mine');
  await menu.click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('FY27 base plan');
  await page.locator('.toast').getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Mine');
  await menu.click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('FY27 base plan');
  await page.getByRole('link', { name: 'Data' }).click();
  await page.getByRole('button', { name: 'Restore' }).click();
  await menu.click();
  await expect(page.getByRole('menuitemradio', { name: 'Mine' })).toBeVisible();
});

test('two tabs on one scenario: the later one is told and can keep its own', async ({ app, page }) => {
  await app.open('#/data');
  await page.getByLabel('Horizon').fill('30');
  await page.getByLabel('Horizon').press('Enter');
  await page.waitForTimeout(700);
  const other = await app.openTab('#/data');
  await other.getByLabel('Horizon').fill('40');
  await other.getByLabel('Horizon').press('Enter');
  await other.waitForTimeout(700);
  await expect(page.getByText(/Another tab has changed this scenario/)).toBeVisible();
  await page.getByRole('button', { name: 'Take theirs' }).click();
  await expect(page.getByLabel('Horizon')).toHaveValue('40');
});

test('a stored scenario that is damaged is kept, told and never overwritten', async ({ app, page }) => {
  await app.open('#/data');
  await page.getByLabel('Horizon').fill('30');
  await page.getByLabel('Horizon').press('Enter');
  await page.waitForTimeout(700);
  const damaged = await page.evaluate(() => {
    const key = Object.keys(localStorage).find((it) => it.includes('/core/'));
    localStorage.setItem(key, localStorage.getItem(key).slice(0, 500));
    return [key, localStorage.getItem(key)];
  });
  await page.reload();
  await app.started();
  await expect(page.getByText(/cannot be opened: the part “core” ends too early/).first()).toBeVisible();
  await page.getByLabel('Horizon').fill('36');
  await page.getByLabel('Horizon').press('Enter');
  await page.waitForTimeout(700);
  expect(await page.evaluate((key) => localStorage.getItem(key), damaged[0])).toBe(damaged[1]);
});

test('full storage is told, and what was saved before stays', async ({ app, page }) => {
  await app.open('#/data');
  await page.getByLabel('Horizon').fill('30');
  await page.getByLabel('Horizon').press('Enter');
  await page.waitForTimeout(700);
  await page.evaluate(() => {
    let size = 4_000_000;
    for (let n = 0; size > 16; n += 1) {
      try {
        localStorage.setItem(`other-${n}`, 'x'.repeat(size));
      } catch {
        size = Math.floor(size / 2);
      }
    }
  });
  await page.getByLabel('Horizon').fill('48');
  await page.getByLabel('Horizon').press('Enter');
  await expect(page.getByText(/^Not saved/)).toBeVisible();
  await expect(page.getByLabel('Horizon')).toHaveValue('48');
  await page.evaluate(() => Object.keys(localStorage).filter((it) => it.startsWith('other-')).forEach((it) => localStorage.removeItem(it)));
  await page.getByLabel('Horizon').fill('47');
  await page.getByLabel('Horizon').press('Enter');
  await expect(page.getByText(/^Saved/)).toBeVisible();
});

test('numbers are read and shown as the browser writes them', async ({ browser, app }) => {
  const german = await browser.newContext({ locale: 'de-DE' });
  const page = await german.newPage();
  await app.open('#/data', page);
  const target = page.getByLabel('Target closing ARR');
  await expect(target).toHaveValue('40.000.000');
  await target.fill('1.234,5');
  await target.press('Enter');
  await expect(target).toHaveValue('1.234,50');
  await german.close();
});
