// The main job, end to end: see a plan, change it, ask why, reload, undo; import customers; scenarios.
import { readFileSync } from 'node:fs';
import { expect, test } from './fixtures.js';
import { dataPart, expectHorizon, filesInput, typeHorizon } from './support/files.js';

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
  await app.open('#/data/settings');
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
  await app.open('#/data/settings');
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
  await app.open('#/data/settings');
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
  await app.open('#/data/import');
  await page.locator('input[type=file]').first().setInputFiles({
    name: 'customers.csv',
    mimeType: 'text/csv',
    buffer: readFileSync(CUSTOMERS),
  });
  const dialog = page.getByRole('dialog', { name: /Import customers.csv/ });
  await expect(dialog.getByLabel('arr is')).toHaveValue('arr');
  // 320 rows of 11,866,502.96 in all, as awk adds them up.
  await dialog.getByRole('button', { name: 'Import 320 accounts' }).click();
  await expect(page.getByText('320 accounts imported.').first()).toBeVisible();
  await page.getByRole('link', { name: 'Overview' }).click();
  const year = page.getByRole('row', { name: /^FY2027/ });
  await expect(year.getByRole('cell').first()).toHaveText('11,867');
  await page.getByRole('button', { name: 'Undo', exact: true }).first().click();
  await expect(year.getByRole('cell').first()).toHaveText('18,200');
});

test('a list that cannot be used is refused in words and nothing is lost', async ({ app, page }) => {
  await app.open('#/data/import');
  const choose = (name, text) =>
    page.locator('input[type=file]').first().setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
  await choose('book.xlsx', 'PK\u0003\u0004\u0014\u0000 [Content_Types].xml xl/workbook.xml');
  await expect(page.getByRole('alert').filter({ hasText: /Excel workbook/ })).toBeVisible();
  await choose('people.csv', 'name,colour\nAda,red\nBob,blue\n');
  const dialog = page.getByRole('dialog', { name: /Import people.csv/ });
  await expect(dialog.getByRole('alert').filter({ hasText: /ARR/ })).toBeVisible();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await choose('bad.csv', 'id,segment,arr,renewal_month\nA1,SMB,1000,2027-03\nA1,SMB,2000,2027-04\nA3,SMB,much,2027-05\n');
  const bad = page.getByRole('dialog', { name: /Import bad.csv/ });
  await expect(bad.getByText(/much/).last()).toBeVisible();
  await expect(bad.getByRole('button', { name: 'Import 1 account' })).toBeVisible();
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
  await page.getByRole('textbox', { name: 'Name' }).fill('Not this');
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('New plan');
  await menu.click();
  await page.getByRole('menuitem', { name: 'Rename…' }).click();
  await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue('New plan');
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
  await app.open('#/data/settings');
  await page.getByLabel('Horizon').fill('30');
  await page.getByLabel('Horizon').press('Enter');
  await page.waitForTimeout(700);
  const other = await app.openTab('#/data/settings');
  await other.getByLabel('Horizon').fill('40');
  await other.getByLabel('Horizon').press('Enter');
  await other.waitForTimeout(700);
  await expect(page.getByText(/Another tab has changed this scenario/)).toBeVisible();
  await page.getByRole('button', { name: 'Take theirs' }).click();
  await expect(page.getByLabel('Horizon')).toHaveValue('40');
});

test('a tab in which nothing was changed follows the other one without being asked', async ({ app, page }) => {
  await app.open('#/data/settings');
  await page.getByLabel('Horizon').fill('30');
  await page.getByLabel('Horizon').press('Enter');
  await expect(page.getByText(/^Saved on this device \d/)).toBeVisible();
  const idle = await app.openTab('#/data/settings');
  await expect(idle.getByLabel('Horizon')).toHaveValue('30');
  await page.getByLabel('Horizon').fill('36');
  await page.getByLabel('Horizon').press('Enter');
  await expect(idle.getByLabel('Horizon')).toHaveValue('36');
  await expect(idle.getByText(/Another tab/)).toHaveCount(0);
  // And what it changes then is saved on top of that.
  await idle.getByLabel('Horizon').fill('48');
  await idle.getByLabel('Horizon').press('Enter');
  await expect(idle.getByText(/^Saved on this device \d/)).toBeVisible();
  // The first one has steps of its own: it is asked.
  await expect(page.getByText(/Another tab has changed this scenario/)).toBeVisible();
});

test('a scenario deleted in another tab is told as such, and can be let go or kept as a copy', async ({ app, page }) => {
  const change = async (tab, months) => {
    await tab.getByLabel('Horizon').fill(months);
    await tab.getByLabel('Horizon').press('Enter');
    await expect(tab.getByText(/^Saved on this device \d/)).toBeVisible();
  };
  const deleteIn = async (tab) => {
    await tab.getByRole('button', { name: /^Scenario/ }).click();
    await tab.getByRole('menuitem', { name: 'Delete' }).click();
  };
  await app.open('#/data/settings');
  await change(page, '30');
  const other = await app.openTab('#/data/settings');
  await deleteIn(other);
  await expect(page.getByText(/Another tab has deleted this scenario/)).toBeVisible();
  await page.getByRole('button', { name: 'Keep mine as a copy' }).click();
  await expect(page.getByRole('button', { name: /^Scenario/ })).toHaveText(/\(my copy\)$/);
  await expect(page.getByLabel('Horizon')).toHaveValue('30');

  await other.reload();
  await app.started(other);
  await expect(other.getByRole('button', { name: /^Scenario/ })).toHaveText(/\(my copy\)$/);
  await deleteIn(other);
  await page.getByRole('button', { name: 'Let it go' }).click();
  await expect(page.getByText(/Another tab/)).toHaveCount(0);
  // What is open now is no scenario in the bin: it can be worked on.
  await change(page, '31');
});

test('a stored scenario that is damaged is kept, told and never overwritten', async ({ app, page }) => {
  await app.open('#/data/settings');
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

test('what is kept as it was found can be downloaded, tried again, and removed', async ({ app, page }) => {
  await app.open('#/data/settings');
  await page.getByLabel('Horizon').fill('30');
  await page.getByLabel('Horizon').press('Enter');
  await page.waitForTimeout(700);
  const [key, whole, foreign] = await page.evaluate(() => {
    const key = Object.keys(localStorage).find((it) => it.includes('/core/'));
    const whole = localStorage.getItem(key);
    localStorage.setItem(key, whole.slice(0, 500));
    const foreign = `${key.slice(0, key.indexOf('s/'))}of-another-time`;
    localStorage.setItem(foreign, 'a value that nobody knows');
    return [key, whole, foreign];
  });
  await page.reload();
  await app.started();
  await page.getByRole('link', { name: 'Data', exact: true }).first().click();
  const kept = page.getByRole('list', { name: 'Kept as it was found' });
  const damaged = kept.getByRole('listitem').filter({ hasText: 'ends too early' });
  const [file] = await Promise.all([page.waitForEvent('download'), damaged.getByRole('button', { name: 'Download' }).click()]);
  expect(readFileSync(await file.path(), 'utf8')).toContain(whole.slice(0, 500));

  const unknown = kept.getByRole('listitem').filter({ hasText: 'of-another-time' });
  await unknown.getByRole('button', { name: /^Remove/ }).click();
  await expect(unknown).toHaveCount(0);
  expect(await page.evaluate((it) => localStorage.getItem(it), foreign)).toBe(null);
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await expect(unknown).toHaveCount(1);

  // Mended, it opens again.
  await page.evaluate(([key, whole]) => localStorage.setItem(key, whole), [key, whole]);
  await damaged.getByRole('button', { name: 'Try again' }).click();
  await expect(damaged).toHaveCount(0);
  await app.open('#/data/settings');
  await expect(page.getByLabel('Horizon')).toHaveValue('30');
});

test('full storage is told, and what was saved before stays', async ({ app, page }) => {
  await app.open('#/data/settings');
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
  await app.open('#/data/settings', page);
  const target = page.getByLabel('Ziel für ARR am Ende');
  await expect(target).toHaveValue('40.000.000');
  await target.fill('1.234,5');
  await target.press('Enter');
  await expect(target).toHaveValue('1.234,50');
  await german.close();
});

test('Undo of deleting the only scenario brings it back alone, from the menu and from the list', async ({ app, page }) => {
  await app.open('#/data');
  await typeHorizon(page, '30');
  await expect(page.getByText(/^Saved on this device \d/)).toBeVisible();
  const menu = page.getByRole('button', { name: /^Scenario/ });
  const listed = () => page.locator('section.panel', { has: page.getByRole('heading', { name: 'Scenarios', exact: true }) }).getByRole('listitem');
  const undo = page.locator('.toast').getByRole('button', { name: 'Undo' });
  const deleteHere = [
    async () => {
      await menu.click();
      await page.getByRole('menuitem', { name: 'Delete' }).click();
    },
    async () => page.getByRole('button', { name: /^Delete / }).first().click(),
  ];
  for (const remove of deleteHere) {
    await remove();
    await expectHorizon(page, '24');
    await expect(listed()).toHaveCount(2);
    await undo.click();
    await expectHorizon(page, '30');
    await expect(listed()).toHaveCount(1);
    await expect(page.getByRole('heading', { name: 'Bin' })).toHaveCount(0);
  }
  await page.reload();
  await app.started();
  await expectHorizon(page, '30');
  await expect(listed()).toHaveCount(1);
  // What stands in for it stays if it was worked on.
  await deleteHere[0]();
  await typeHorizon(page, '48');
  await undo.click();
  await expectHorizon(page, '30');
  await expect(listed()).toHaveCount(2);
});

test('an explanation leads from figure to figure and back, by keyboard', async ({ app, page }) => {
  await app.open('#/');
  const payback = page.getByRole('group', { name: 'Headline figures' }).getByRole('button', { name: /^CAC payback/ });
  await payback.focus();
  await page.keyboard.press('Enter');
  const why = (name) => page.getByRole('dialog', { name });
  await why(/^CAC payback/).getByRole('button', { name: 'Acquisition cost' }).press('Enter');
  const cost = why(/^Acquisition cost/);
  await expect(cost).toBeFocused();
  await expect(cost).toContainText('Pay with burden that wins customers');
  await cost.getByRole('button', { name: 'Back', exact: true }).press('Enter');
  await expect(why(/^CAC payback/)).toBeFocused();
  await expect(page.getByRole('button', { name: 'Back', exact: true })).toHaveCount(0);
  // What is asked elsewhere begins anew; closing gives the focus back.
  await page.keyboard.press('Escape');
  await expect(payback).toBeFocused();
});

test('what is deleted for good is asked about first', async ({ app, page }) => {
  await app.open('#/data');
  await typeHorizon(page, '30');
  await expect(page.getByText(/^Saved on this device \d/)).toBeVisible();
  await page.getByRole('button', { name: /^Delete / }).first().click();
  const purge = page.getByRole('button', { name: /for good$/ }).first();
  await purge.click();
  const asks = page.getByRole('dialog', { name: /^Delete .* for good\?$/ });
  await asks.getByRole('button', { name: 'Keep it' }).click();
  await expect(page.getByRole('heading', { name: 'Bin' })).toBeVisible();
  await purge.click();
  await asks.getByRole('button', { name: 'Delete for good' }).click();
  await expect(page.getByRole('heading', { name: 'Bin' })).toHaveCount(0);
});

test('a plan deleted before it was ever stored comes back alone, too', async ({ app, page }) => {
  await app.open('#/data');
  await page.getByRole('button', { name: /^Scenario/ }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await page.locator('.toast').getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('button', { name: /^Scenario/ })).toHaveText(/: FY27 base plan$/);
  await expect(page.locator('section.panel', { has: page.getByRole('heading', { name: 'Scenarios', exact: true }) }).getByRole('listitem')).toHaveCount(1);
});

test('a file that cannot be read is refused by the name of the field', async ({ app, page }) => {
  await app.open('#/data/import');
  const choose = (data) =>
    filesInput(page).setInputFiles({
      name: 'plan.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify({ remit: 'scenario', schema: 1, data })),
    });
  await choose({ name: 'Plan', segments: [{ id: 'smb' }, { id: 'mid', opening: { arr: 'a lot' } }] });
  await expect(page.getByText('at segments[1].opening.arr: “a lot” is not an amount')).toBeVisible();
  await choose({ name: 'Plan', settings: { horizon_months: 'long' } });
  await expect(page.getByText('at settings.horizon_months: “long” stands where a whole number of at least 0 belongs')).toBeVisible();
  await choose({ name: 'Plan', settings: { horizon_months: 30 } });
  await page.getByRole('button', { name: 'Open as a new scenario' }).click();
  await expectHorizon(page, '30');
});

/** Leaves no room for a plan in the browser's storage. */
const fill = (page) =>
  page.evaluate(() => {
    for (let n = 0, size = 4_000_000; size > 16; n += 1) {
      try {
        localStorage.setItem(`other-${n}`, 'x'.repeat(size));
      } catch {
        size = Math.floor(size / 2);
      }
    }
  });

test('what cannot be stored is neither left behind by opening another scenario nor by leaving the page', async ({ app, page }) => {
  await app.open('#/data/settings');
  const horizon = page.getByLabel('Horizon');
  const menu = page.getByRole('button', { name: /^Scenario/ });
  await menu.click();
  await page.getByRole('menuitem', { name: 'Start empty' }).click();
  await menu.click();
  await page.getByRole('menuitem', { name: 'New from the sample company' }).click();
  // What was put away is stored in fewer characters after a moment; the room that leaves is filled, too.
  await page.waitForTimeout(2_500);
  await fill(page);
  await horizon.fill('48');
  await horizon.press('Enter');
  await expect(page.getByText(/^Not saved/)).toBeVisible();

  await menu.click();
  await page.getByRole('menuitemradio', { name: 'New plan' }).click();
  await expect(page.getByText(/could not be saved and would be lost/)).toBeVisible();
  await expect(horizon).toHaveValue('48');

  const asked = [];
  page.on('dialog', (dialog) => {
    asked.push(dialog.type());
    dialog.dismiss();
  });
  // What was put away takes less room after a moment; none of it is left either.
  await page.waitForTimeout(2000);
  await fill(page);
  await page.evaluate(() => location.assign('about:blank')).catch(() => {});
  await expect.poll(() => asked).toEqual(['beforeunload']);
  await expect(horizon).toHaveValue('48');

  await menu.click();
  await page.getByRole('menuitemradio', { name: 'New plan' }).click();
  await page.locator('.toast').getByRole('button', { name: 'Open it anyway' }).click();
  await expect(menu).toHaveText(/: New plan$/);
});

test('a page that has stored everything is left without a question', async ({ app, page }) => {
  await app.open('#/data/settings');
  await page.getByLabel('Horizon').fill('30');
  await page.getByLabel('Horizon').press('Enter');
  page.on('dialog', (dialog) => {
    throw new Error(`asked: ${dialog.type()}`);
  });
  await page.reload();
  await app.started();
  await expect(page.getByLabel('Horizon')).toHaveValue('30');
});

test('a hundred thousand customers are previewed with the room they need, counted with, and kept in fewer characters where they fit', async ({ app, page }) => {
  const [head, ...rows] = readFileSync(CUSTOMERS, 'utf8').trim().split('\n');
  const many = Array.from({ length: 100_000 }, (_, n) => rows[n % rows.length].replace(/^[^,]*/, `N${n}`));
  await app.open('#/data/import');
  const choose = () =>
    page.locator('input[type=file]').first().setInputFiles({ name: 'many.csv', mimeType: 'text/csv', buffer: Buffer.from([head, ...many].join('\n')) });
  // Another page of this address has left little room: that is told before anything is taken over.
  await page.evaluate(() => localStorage.setItem('other', 'x'.repeat(4_900_000)));
  await choose();
  const dialog = page.getByRole('dialog', { name: /Import many.csv/ });
  await expect(dialog.getByText('100,000 of 100,000 rows can be imported.')).toBeVisible({ timeout: 30_000 });
  await expect(dialog.getByText(/these accounts need about \d+.* [KM]B, and this browser probably has \d+ KB left/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await page.evaluate(() => localStorage.removeItem('other'));
  // With the room there is they fit, squeezed, and nobody is warned.
  await choose();
  await expect(dialog.getByText('100,000 of 100,000 rows can be imported.')).toBeVisible({ timeout: 30_000 });
  await expect(dialog.getByRole('button', { name: 'Import 100,000 accounts' })).toBeEnabled();
  await expect(dialog.getByText(/these accounts need/)).toHaveCount(0);
  await dialog.getByRole('button', { name: 'Import 100,000 accounts' }).click();
  await expect(page.getByText(/^100,000 accounts imported\./).first()).toBeVisible();
  await expect(page.getByText(/^Saved on this device \d/)).toBeVisible({ timeout: 25_000 });
  const download = page.waitForEvent('download');
  await dataPart(page, 'Take along');
  await page.getByRole('button', { name: 'Download', exact: true }).click();
  const file = JSON.parse(readFileSync(await (await download).path(), 'utf8'));
  expect(file.data.accounts).toHaveLength(100_000);
  await page.locator('.topbar').getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText(/^Saved on this device \d/)).toBeVisible();
});
