// Roles and offers: a first visit on a phone, two offers to their break-even, a pasted letter, and what stays.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from './fixtures.js';

const letter = (name) => readFileSync(fileURLToPath(new URL(`../fixtures/letters/${name}.txt`, import.meta.url)), 'utf8');
const cards = (page) => page.locator('.offer-card');
const row = (page, name) => page.getByRole('region', { name: 'Figures of the offers' }).getByRole('row', { name });
const field = (page, name) => page.locator('.offer-editor').getByRole('textbox', { name, exact: true });

async function startWithMine(page) {
  await page.getByRole('button', { name: 'Start with mine' }).click();
  await expect(page.getByRole('heading', { name: 'No offer yet' })).toBeVisible();
}

async function addFrom(page, role) {
  await page.getByRole('button', { name: /Add from a role/ }).first().click();
  await page.getByRole('menuitem', { name: role, exact: true }).click();
}

async function put(page, name, text) {
  await field(page, name).fill(text);
  await field(page, name).press('Enter');
}

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('a first visit finds three worked offers, and every part can be read and used', async ({ app, page }) => {
    test.slow();
    await app.open('#/roles');
    await expect(cards(page)).toHaveCount(3);
    await expect(page.getByRole('img', { name: /^Pay of a year by attainment/ })).toBeVisible();
    await expect(row(page, /^Expected pay/)).toContainText(/\d{3},\d{3}/);
    await expect(page.getByRole('heading', { name: 'Questions to ask' })).toBeVisible();
    const wider = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(await wider()).toBeLessThanOrEqual(0);
    await app.expectAccessible();
    for (const part of ['Roles compared', 'What fits', 'Career ladder']) {
      await app.part(part);
      expect(await wider(), part).toBeLessThanOrEqual(0);
      await app.expectAccessible();
    }
  });
});

test('two offers change places where both pay the same, and the sentence, table and undo follow', async ({ app, page }) => {
  await app.open('#/roles');
  await startWithMine(page);
  await addFrom(page, 'Account executive, mid-market');
  // 60,000 + 120,000 at quota, straight; against 100,000 + 60,000: equal at two thirds of quota.
  await put(page, 'Base', '60,000');
  await put(page, 'Variable at target', '120,000');
  await addFrom(page, 'Account executive, mid-market');
  await put(page, 'Base', '100,000');
  await put(page, 'Variable at target', '60,000');
  const evens = page.getByRole('region', { name: 'Break-even points' });
  await expect(evens.getByRole('row').nth(1)).toContainText('66.7');
  await expect(evens.getByRole('row').nth(1)).toContainText('A 140,000');
  await expect(page.getByText('A pays more than B above 67 %.')).toBeVisible();
  await put(page, 'Base', '70,000');
  await expect(evens.getByRole('row').nth(1)).toContainText('16.7');
  await page.getByRole('button', { name: /^Undo/ }).first().click();
  await expect(evens.getByRole('row').nth(1)).toContainText('66.7');
  await expect(field(page, 'Base')).toHaveValue('100,000');
});

test('a pasted letter is read with its places marked; what it leaves open becomes a question; a reload keeps all of it', async ({ app, page }) => {
  await app.open('#/roles');
  await startWithMine(page);
  await page.getByRole('button', { name: 'Paste the text of an offer' }).click();
  await page.getByLabel('Text of the offer').fill(letter('formal'));
  const dialog = page.getByRole('dialog', { name: 'Paste an offer' });
  await expect(dialog.locator('mark', { hasText: '$830,000' })).toBeVisible();
  await expect(dialog).toContainText('Not found, and so a question: hours');
  await app.expectAccessible();
  await dialog.getByRole('button', { name: 'Add this offer' }).click();
  await expect(cards(page)).toHaveCount(1);
  await expect(cards(page).first()).toContainText('Larkspur Software');
  await expect(field(page, 'Quota')).toHaveValue('830,000');
  await expect(page.locator('.offer-questions')).toContainText('Is what is still owed of the draw forgiven');
  await expect(page.getByText('Saved', { exact: false }).first()).toBeVisible();
  await page.waitForTimeout(600);
  await page.reload();
  await app.started();
  await expect(cards(page)).toHaveCount(1);
  await expect(row(page, /^On-target pay/)).toContainText('185,000');
});

test('an offer without a quota, or paid after two years, says so and is reckoned all the same', async ({ app, page }) => {
  await app.open('#/roles');
  await cards(page).first().getByRole('button', { name: 'Edit' }).click();
  await put(page, 'Quota', '');
  await expect(cards(page).first()).toContainText('There is no quota');
  await put(page, 'Paid after', '30');
  await expect(cards(page).first()).toContainText('after the two years shown');
  await put(page, 'Variable at target', '0');
  await expect(cards(page).first()).toContainText('base is all there is');
  await expect(row(page, /^Expected pay/)).toContainText('90,000');
});

test('the plan of an offer is edited in detail as the plan of a scenario is, and undo takes it back', async ({ app, page }) => {
  await app.open('#/roles');
  await cards(page).first().getByRole('button', { name: 'Edit' }).click();
  await page.getByText('The plan in detail', { exact: true }).click();
  const weight = page.getByRole('textbox', { name: 'Weight' }).first();
  await expect(weight).toHaveValue('100');
  await weight.fill('50');
  await weight.press('Enter');
  await expect(cards(page).first()).toContainText('add up to 50 %');
  await page.getByRole('button', { name: /^Undo/ }).first().click();
  await expect(weight).toHaveValue('100');
  await app.expectAccessible();
});

test('answers move scores with their reasons, weights move them too, and all can be cleared and brought back', async ({ app, page }) => {
  await app.open('#/roles/fit');
  await expect(page.getByRole('heading', { name: 'No score yet' })).toBeVisible();
  const answer = (statement, words) => page.getByRole('group', { name: statement }).getByRole('radio', { name: words }).check();
  await answer(/ten strangers/, 'very much me');
  await answer(/a year for one result/, 'not me at all');
  const first = page.locator('.fit-score').first();
  await expect(first).toContainText('Sales development representative');
  await expect(first).toContainText('+ prospecting');
  await page.getByLabel('Skills', { exact: true }).fill('0');
  await expect(first).not.toContainText('prospecting');
  await page.getByRole('button', { name: 'Clear answers' }).click();
  await expect(page.getByRole('heading', { name: 'No score yet' })).toBeVisible();
  await page.getByRole('button', { name: /^Undo/ }).first().click();
  await expect(first).toContainText('patience');
});

test('an offer in euros stands apart until its rate is typed, and then beside the others', async ({ app, page }) => {
  await app.open('#/roles');
  await startWithMine(page);
  await addFrom(page, 'Account executive, mid-market');
  await put(page, 'Base', '60,000');
  await put(page, 'Variable at target', '120,000');
  await addFrom(page, 'Account executive, mid-market');
  await put(page, 'Base', '75,000');
  await put(page, 'Variable at target', '50,000');
  await page.locator('.offer-editor').getByLabel('Currency', { exact: true }).selectOption('EUR');
  await expect(cards(page).last()).toContainText('stand apart');
  await expect(row(page, /^Base/)).toContainText('€75,000');
  // 75,000 + 50,000 x at 1.2 is 90,000 + 60,000 x: equal to 60,000 + 120,000 x at a half.
  await put(page, 'Exchange rate', '1.2');
  await expect(cards(page).last()).toContainText('1 EUR = 1.2 USD');
  await expect(page.getByRole('region', { name: 'Break-even points' }).getByRole('row').nth(1)).toContainText('50.0');
  await expect(row(page, /^Base/)).toContainText('90,000');
  await app.expectAccessible();
});

test('offers go out as a file and come in again, on their page and on the Data page; a bad file changes nothing', async ({ app, page }) => {
  await app.open('#/roles');
  await startWithMine(page);
  await addFrom(page, 'Customer success manager');
  const file = () => page.getByRole('button', { name: /File/ }).first();
  await file().click();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: 'Download as a file' }).click()]);
  expect(download.suggestedFilename()).toBe('my-offers.remit.json');
  const text = readFileSync(await download.path(), 'utf8').replace('"invented"', '"mood": "good",\n    "invented"');
  await file().click();
  await page.getByRole('menuitem', { name: 'Clear everything' }).click();
  await expect(page.getByRole('heading', { name: 'No offer yet' })).toBeVisible();
  const open = async (name, content) => {
    await file().click();
    await page.getByRole('menuitem', { name: 'Open a file…' }).click();
    await page.getByRole('dialog').locator('input[type=file]').setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(content) });
  };
  await open('bad.json', '{"remit":"scenario","schema":1,"data":{}}');
  await expect(page.getByRole('dialog')).toContainText('bad.json: ');
  await app.expectAccessible();
  await page.keyboard.press('Escape');
  // It shows what is in it first, and nothing changes before somebody says so.
  await open('mine.json', text);
  const look = page.getByRole('dialog', { name: 'Open mine.json?' });
  await expect(look.locator('.facts')).toContainText('1 offer, 0 answers');
  await expect(look.locator('.facts')).toContainText('0 offers, 0 answers');
  await expect(look).toContainText('1 field is not known');
  await app.expectAccessible();
  await look.getByRole('button', { name: 'Keep what is there' }).click();
  await expect(page.getByRole('heading', { name: 'No offer yet' })).toBeVisible();
  await open('mine.json', text);
  await look.getByRole('button', { name: 'Put it in their place' }).click();
  await expect(cards(page)).toHaveCount(1);
  await page.getByRole('button', { name: 'Undo', exact: true }).last().click();
  await expect(page.getByRole('heading', { name: 'No offer yet' })).toBeVisible();
  await page.waitForTimeout(600);
  await page.goto(page.url().replace(/#.*/, '#/data/take'));
  const panel = page.locator('.panel', { has: page.getByRole('heading', { name: 'Offers and answers' }) });
  await expect(panel).toContainText('0 offers, 0 answers');
  await panel.locator('input[type=file]').setInputFiles({ name: 'mine.json', mimeType: 'application/json', buffer: Buffer.from(text) });
  await page.getByRole('button', { name: 'Put it in their place' }).click();
  await expect(panel).toContainText('1 offer, 0 answers');
  await page.getByRole('button', { name: 'Delete offers and answers' }).click();
  await page.getByRole('button', { name: 'Delete for good' }).click();
  await expect(panel).toContainText('Nothing is kept yet');
});

test('a role of the scenario opens as the offer a candidate would get', async ({ app, page }) => {
  await app.open('#/pay/ae');
  await page.getByRole('link', { name: 'As a candidate sees it' }).click();
  await expect(page).toHaveURL(/#\/roles$/);
  await expect(cards(page).last()).toContainText('Ours:');
  await expect(cards(page)).toHaveCount(4);
  await page.getByRole('button', { name: 'Undo', exact: true }).last().click();
  await expect(cards(page)).toHaveCount(3);
});

test('attainment is told in six ways; groups that miss the whole say so at their place and on the card, and count in proportion', async ({ app, page }) => {
  await app.open('#/roles');
  await startWithMine(page);
  await addFrom(page, 'Account executive, mid-market');
  await put(page, 'Base', '60,000');
  await put(page, 'Variable at target', '100,000');
  const editor = page.locator('.offer-editor');
  const way = editor.getByLabel('Attainment there', { exact: true });
  const expected = async () => Number((await row(page, /^Expected pay/).getByRole('cell').first().innerText()).replaceAll(',', ''));
  const assumed = await expected();
  await way.selectOption({ label: 'As in a survey' });
  await expect.poll(expected).toBeLessThan(assumed);
  await expect(row(page, /^People at quota/)).toContainText('24');
  await way.selectOption({ label: 'Share at quota, as told' });
  await put(page, 'At quota last year', '71');
  await expect.poll(expected).toBeGreaterThan(assumed);
  await expect(row(page, /^People at quota/)).toContainText('71');
  await way.selectOption({ label: "Team's average, as told" });
  await put(page, 'Attainment in the middle', '80');
  await put(page, 'How far people lie apart', '0');
  // Everybody at 80 % of a plan that is straight up to quota.
  await expect.poll(expected).toBe(140_000);
  await way.selectOption({ label: 'My own view' });
  await put(page, 'Attainment in the middle', '90');
  await expect.poll(expected).toBe(150_000);

  await way.selectOption({ label: 'In groups' });
  const groups = editor.locator('.offer-spread');
  const cell = (line, name) => groups.locator('.offer-group').nth(line).getByRole('textbox', { name });
  while ((await groups.locator('.offer-group').count()) > 2) await groups.getByRole('button', { name: 'Remove the last' }).click();
  for (const [line, from, to, share] of [[0, '50', '50', '30'], [1, '100', '100', '60']]) {
    for (const [name, text] of [[/from$/, from], ['to', to], ['share', share]]) {
      await cell(line, name).fill(text);
      await cell(line, name).press('Enter');
    }
  }
  await expect(groups).toContainText('add up to 90 %; they count in proportion');
  await expect(cards(page).first()).toContainText('add up to 90 %');
  // A third at half of quota, two thirds at all of it.
  await expect.poll(expected).toBe(143_333);
  await app.expectAccessible();
  await cell(0, 'share').fill('40');
  await cell(0, 'share').press('Enter');
  await expect(groups).not.toContainText('add up to');
  await expect.poll(expected).toBe(140_000);
  await cell(1, 'share').fill('lots');
  await expect(cell(1, 'share')).toHaveAttribute('aria-invalid', 'true');
  for (const line of [0, 1]) {
    await cell(line, 'share').fill('0');
    await cell(line, 'share').press('Enter');
  }
  await expect(groups).toContainText('No group has a share');
  await expect(page.getByRole('img', { name: /^Pay of a year by attainment/ })).toBeVisible();
});

test('five offers, three of them pasted letters, stand side by side and on one sheet of either paper', async ({ app, page }) => {
  await app.open('#/roles');
  await startWithMine(page);
  for (const name of ['formal', 'mail', 'table']) {
    await page.getByRole('button', { name: /^Paste/ }).first().click();
    await page.getByLabel('Text of the offer').fill(letter(name));
    await page.getByRole('button', { name: 'Add this offer' }).click();
  }
  for (const role of ['Sales manager', 'Customer success manager']) await addFrom(page, role);
  await expect(cards(page)).toHaveCount(5);
  // All five columns are seen without scrolling.
  const figures = page.getByRole('region', { name: 'Figures of the offers' });
  expect(await figures.evaluate((it) => it.scrollWidth - it.clientWidth)).toBeLessThanOrEqual(0);
  // The sheet is there only while one prints: it is held as it was.
  await page.evaluate(() => {
    window.print = () => {
      window.held = [document.querySelector('.offer-sheet').outerHTML, document.querySelector('#main .page, .page').className];
    };
  });
  await page.getByRole('button', { name: 'One page to print' }).click();
  await page.waitForFunction(() => window.held);
  await page.evaluate(() => {
    [document.querySelector('.offer-sheet').outerHTML, document.querySelector('#main .page, .page').className] = window.held;
  });
  await page.emulateMedia({ media: 'print' });
  for (const format of ['A4', 'Letter']) {
    const pdf = (await page.pdf({ format, preferCSSPageSize: false })).toString('latin1');
    expect(pdf.match(/\/Type\s*\/Page\b/g), format).toHaveLength(1);
  }
  const sheet = page.locator('.offer-sheet');
  for (const text of ['E Offer E', 'Expected pay', 'pays more than', 'B stands apart']) await expect(sheet).toContainText(text);
  const wider = await sheet.evaluate((it) => [...it.querySelectorAll('table')].filter((table) => table.scrollWidth > it.clientWidth + 1).length);
  expect(wider).toBe(0);
  await page.emulateMedia({ media: null });
});
