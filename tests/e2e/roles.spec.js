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

test.describe('answering on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('the highest scores so far stay on the screen beside the statements, and lead to the answers behind them', async ({ app, page }) => {
    await app.open('#/roles/fit');
    const soFar = page.getByRole('group', { name: 'Scores so far' });
    await expect(soFar).toHaveCount(0);
    const answer = (statement, words) => page.getByRole('group', { name: statement }).getByRole('radio', { name: words }).check();
    await answer(/ten strangers/, 'very much me');
    await expect(soFar).toContainText('Highest after 1 of 24 answers');
    await expect(soFar.getByRole('listitem').first()).toContainText('SDR');
    await expect(soFar).toBeInViewport({ ratio: 1 });
    const before = await soFar.getByRole('listitem').allInnerTexts();
    await answer(/customers for years/, 'very much me');
    await answer(/ten strangers/, 'not me at all');
    await expect(soFar).toContainText('Highest after 2 of 24 answers');
    await expect.poll(() => soFar.getByRole('listitem').allInnerTexts()).not.toEqual(before);
    await expect(soFar).toBeInViewport({ ratio: 1 });
    // It covers neither the statement in hand nor the bar of pages.
    const box = await soFar.boundingBox();
    const bar = await page.getByRole('navigation', { name: 'Pages', exact: true }).boundingBox();
    expect(box.y + box.height).toBeLessThanOrEqual(bar.y + 1);
    await app.expectAccessible();
    await soFar.getByRole('button', { name: /^Why/ }).tap();
    await expect(page.locator('.fit-score').first()).toBeInViewport();
    await expect(page.getByRole('heading', { name: 'What fits, out of 100' })).toBeInViewport();
    // Its first role is the first of the scores.
    const [first] = await soFar.getByRole('listitem').first().locator('b').allInnerTexts();
    await expect(page.locator('.fit-score').first().locator('b').last()).toHaveText(first);
  });
});

test('the slider moves what offers are worth beside it, by keys and by mouse; what one needs each month moves the months short', async ({ app, page }) => {
  await app.open('#/roles');
  const slider = page.getByRole('slider', { name: 'How much a sure thing is worth to you' });
  const worth = page.locator('.slide').getByText('Worth it to you, a year:');
  await slider.focus();
  await page.keyboard.press('Home');
  await expect(slider).toHaveValue('0');
  const figures = (name) => row(page, name).getByRole('cell').allInnerTexts().then((all) => all.map((it) => Number(it.replaceAll(',', ''))));
  // Without a price of the swing; beside the slider stands what the table says.
  const free = await figures(/^Worth it to you/);
  for (const [place, value] of free.entries()) await expect(worth).toContainText(`${'ABC'[place]} ${value.toLocaleString('en-US')}`);
  await page.keyboard.press('End');
  await expect(slider).toHaveValue('50');
  const [bad, good] = [await figures(/^Bad year/), await figures(/^Good year/)];
  const sure = await figures(/^Worth it to you/);
  for (const place of [0, 1, 2]) {
    // Half of a good year less a bad one is its price then.
    expect(Math.abs(sure[place] - (free[place] - (good[place] - bad[place]) / 2))).toBeLessThanOrEqual(1);
  }
  // The surest of the three is worth most then, and stands first in the line.
  const order = (await worth.innerText()).match(/[ABC] [\d,]+/g).map((it) => Number(it.slice(2).replaceAll(',', '')));
  expect(order).toEqual([...sure].sort((a, b) => b - a));
  const box = await slider.boundingBox();
  await page.mouse.click(box.x + box.width * 0.2, box.y + box.height / 2);
  await expect.poll(async () => Number(await slider.inputValue())).toBeLessThan(15);
  // The keys of undo work where the focus is, as nothing is typed there.
  await page.keyboard.press('Control+z');
  await expect(slider).toHaveValue('50');

  const need = page.getByRole('textbox', { name: 'You need each month', exact: true });
  await need.fill('1');
  await need.press('Enter');
  await expect(row(page, /^Months short/).getByRole('cell').first()).toHaveText('0');
  await need.fill('900,000');
  await need.press('Enter');
  await expect(row(page, /^Months short/).getByRole('cell').first()).toHaveText('24');
});

test('pay is asked at any attainment', async ({ app, page }) => {
  await app.open('#/roles');
  await startWithMine(page);
  await addFrom(page, 'Account executive, mid-market');
  await put(page, 'Base', '60,000');
  await put(page, 'Variable at target', '100,000');
  const at = page.getByRole('textbox', { name: 'Pay at an attainment of', exact: true });
  const said = page.locator('.offer-pay-at').getByRole('status');
  await at.fill('73');
  // 60,000 and 73 % of 100,000: straight up to quota.
  await expect(said).toHaveText('A 133,000');
  await at.fill('301');
  await expect(page.locator('.offer-pay-at')).toContainText('Pay is followed from 0 to 300 %.');
  await expect(said).toHaveText('A 133,000');
});

test('bad input says what is wrong, where, and how it is mended; nothing is cut in silence', async ({ app, page }) => {
  await app.open('#/roles');
  await startWithMine(page);
  await addFrom(page, 'Account executive, mid-market');
  const problem = (name) => page.locator('.offer-editor .field', { has: page.getByRole('textbox', { name, exact: true }) }).getByRole('alert');
  await put(page, 'Quota', '0');
  await expect(problem('Quota')).toContainText('There is no quota');
  await expect(cards(page).first()).toContainText('type it under “What is promised”');
  await put(page, 'Quota', '800,000');
  await expect(problem('Quota')).toHaveCount(0);
  await put(page, 'Variable at target', '0');
  await expect(problem('Variable at target')).toContainText('base is all there is');
  await put(page, 'Variable at target', '90,000');
  await put(page, 'Paid after', '40');
  await expect(problem('Paid after')).toContainText('after the two years shown');
  for (const [name, typed, most] of [['Paid after', '99999999', '120'], ['Ramp', '500', '36'], ['Credited', '500', '200'], ['Hours', '400', '168'], ['Nights away', '99', '31']]) {
    await field(page, name).fill(typed);
    await expect(problem(name)).toHaveText(`The most here is ${most}.`);
    await field(page, name).press('Escape');
  }
  for (const day of ['yesterday', '2027-02-31', '9999-12-31']) {
    await field(page, 'First day').fill(day);
    await expect(problem('First day')).toContainText('is not a date; write it like');
    await field(page, 'First day').press('Escape');
  }
  await page.getByRole('button', { name: /^Paste/ }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Paste an offer' });
  await page.getByLabel('Text of the offer').fill('Dear Anna, thank you for lunch on 3 May. It was a pleasure.');
  await expect(dialog.getByRole('status')).toContainText('Nothing of an offer was recognised');
  await page.getByLabel('Text of the offer').fill('Base 90,000');
  await expect(dialog.getByText('Nothing of an offer')).toHaveCount(0);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
});

test('what is not read of an offer letter is quoted, to be checked', async ({ app, page }) => {
  await app.open('#/roles');
  await page.getByRole('button', { name: 'Paste an offer' }).first().click();
  await page.getByLabel('Text of the offer').fill('Base salary: $90,000. OTE: $180,000. Quota: $810,000 a year. Parking in the yard costs $45 a month.');
  const open = page.getByRole('dialog', { name: 'Paste an offer' }).locator('.paste-open');
  await expect(open.getByRole('heading')).toContainText('Not read: check this');
  await expect(open.locator('q')).toHaveText(['Parking in the yard costs $45 a month.']);
});

test('an offer keeps the currency that its letter names, whatever one compares in later', async ({ app, page }) => {
  await app.open('#/roles');
  await startWithMine(page);
  await page.getByRole('button', { name: 'Paste an offer' }).first().click();
  await page.getByLabel('Text of the offer').fill('Base salary: €66,000. OTE: €110,000. Quota: €780,000 a year.');
  await page.getByRole('button', { name: 'Add this offer' }).click();
  const compares = page.getByLabel('Currency you compare in');
  await expect(compares).toHaveValue('EUR');
  await expect(cards(page)).toContainText('€66k + €44k');
  await compares.selectOption('USD');
  await expect(cards(page)).toContainText('€66k + €44k');
  await expect(page.locator('.offer-editor').getByLabel('Currency', { exact: true })).toHaveValue('EUR');
  await expect(field(page, 'Exchange rate')).toBeVisible();
});

test('twelve offers stand side by side', async ({ app, page }) => {
  test.slow();
  await app.open('#/roles');
  await startWithMine(page);
  for (let at = 0; at < 12; at += 1) await addFrom(page, ['Customer success manager', 'Sales manager', 'Account manager'][at % 3]);
  await expect(cards(page)).toHaveCount(12);
  await expect(row(page, /^Expected pay/).getByRole('cell')).toHaveCount(12);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
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
  // An explanation stays with its two offers while they change, and closes when another opens.
  await evens.getByRole('button', { name: /66.7/ }).click();
  await expect(page.getByRole('dialog', { name: 'A overtakes B: 66.7 %' })).toBeVisible();
  await put(page, 'Base', '70,000');
  await expect(page.getByRole('dialog', { name: 'A overtakes B: 16.7 %' })).toBeVisible();
  await addFrom(page, 'Account executive, mid-market');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('a pasted letter is read with its places marked; what it leaves open becomes a question; a reload keeps all of it', async ({ app, page }) => {
  await app.open('#/roles');
  await startWithMine(page);
  await page.getByRole('button', { name: 'Paste the text of an offer' }).click();
  await page.getByLabel('Text of the offer').fill(letter('formal'));
  const dialog = page.getByRole('dialog', { name: 'Paste an offer' });
  await expect(dialog.locator('mark', { hasText: '$830,000' })).toBeVisible();
  await expect(dialog).toContainText('Not found, and so a question: hours');
  // What the letter does not say and money hangs on stands apart, with what it was filled in with.
  const filled = dialog.locator('.paste-assumed');
  await expect(filled.getByRole('heading')).toHaveText('Assumed, as it was not found in the letter');
  await expect(filled.locator('dl > div')).toHaveText([/^Paid on\s*signature$/, /^Quota while ramping\s*full$/, /^Sign-on on leaving\s*kept$/]);
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

test('a pasted text stays when the dialog is left, until it is cleared or used', async ({ app, page }) => {
  await app.open('#/roles');
  await startWithMine(page);
  const paste = page.getByRole('button', { name: 'Paste the text of an offer' });
  const text = page.getByLabel('Text of the offer');
  const dialog = page.getByRole('dialog', { name: 'Paste an offer' });
  await paste.click();
  await text.fill(letter('formal'));
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await paste.click();
  await expect(text).toHaveValue(letter('formal'));
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await page.reload();
  await app.started();
  await paste.click();
  await expect(dialog.locator('mark', { hasText: '$830,000' })).toBeVisible();
  await dialog.getByRole('button', { name: 'Clear the text' }).click();
  await expect(text).toHaveValue('');
});

test('an offer without a quota, or paid after two years, says so and is reckoned all the same', async ({ app, page }) => {
  await app.open('#/roles');
  await cards(page).first().getByRole('button', { name: 'Edit' }).click();
  await put(page, 'Quota', '');
  await expect(cards(page).first()).toContainText('There is no quota');
  await put(page, 'Paid after', '30');
  // Its draw is paid with its month; commission comes later than that.
  await expect(cards(page).first()).toContainText('earned in the two years shown arrives after them');
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

test('roles side by side are copied as descriptions to hire and to hand over by', async ({ app, page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await app.open('#/roles/compared');
  await page.getByRole('button', { name: /^Copy/ }).click();
  await expect(page.getByText('The roles are on the clipboard', { exact: false })).toBeVisible();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  for (const part of ['Account executive, mid-market\n', 'Account manager\n', 'Handover: ', 'Ways in: ', '(illustrative)']) expect(text).toContain(part);
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

test('a figure says what it is made of and leads to the figure behind it and to the field that changes it', async ({ app, page }) => {
  await app.open('#/roles');
  const figure = (name, place) => row(page, name).getByRole('button').nth(place);
  const card = page.getByRole('dialog', { name: /^A, Larkspur Software: / });
  const line = (name) => card.locator('dl > div').filter({ hasText: name }).locator('dd');
  await figure(/^Expected per hour/, 0).click();
  await expect(card).toBeFocused();
  await expect(line('Weeks you work in a year')).toHaveText('46');
  await expect(line('Hours of a week')).toHaveText('50');
  await card.getByRole('button', { name: 'Expected pay', exact: true }).click();
  await expect(card.getByRole('heading')).toContainText('Expected pay');
  await expect(line('Variable pay at the mean attainment')).toBeVisible();
  await card.getByRole('button', { name: 'Back', exact: true }).click();
  await expect(card.getByRole('heading')).toContainText('Expected per hour');
  // The link opens the offer at the field, as often as it is pressed; the figure follows beside it.
  for (const hours of ['40', '45']) {
    await card.getByRole('link', { name: 'Hours of a week' }).click();
    await expect(field(page, 'Hours')).toBeFocused();
    await put(page, 'Hours', hours);
    await expect(line('Hours of a week')).toHaveText(hours);
    await expect(page).toHaveURL(/#\/roles$/);
    await page.locator('.offer-editor').getByRole('button', { name: 'Close' }).click();
  }
  await card.getByRole('link', { name: 'Weeks you work in a year' }).click();
  await expect(page.locator('.offer-needs').getByRole('textbox', { name: 'Weeks you work' })).toBeFocused();
});

test('the figures of a card say what they are made of; on a phone the one that is asked stays in sight', async ({ app, page }) => {
  await app.open('#/roles');
  const card = page.getByRole('dialog', { name: /^A, Larkspur Software: / });
  const [expected, promised] = await cards(page).first().locator('.figure').all();
  await expected.click();
  await expect(card.getByRole('heading')).toContainText('Expected pay');
  await promised.click();
  await expect(card.getByRole('heading')).toContainText('On-target pay');
  await expect(card.getByRole('link', { name: 'Base of a year' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(card).toHaveCount(0);
  await expect(promised).toBeFocused();
  await page.setViewportSize({ width: 390, height: 844 });
  for (const figure of [expected, row(page, /^Expected pay/).getByRole('button').first()]) {
    // At the foot of the screen, where the explanation comes.
    await figure.evaluate((it) => scrollBy(0, it.getBoundingClientRect().bottom - innerHeight + 120));
    await figure.click();
    await expect(card).toBeFocused();
    await expect.poll(async () => (await figure.boundingBox()).y + (await figure.boundingBox()).height).toBeLessThan((await card.boundingBox()).y);
    await page.keyboard.press('Escape');
  }
});

test('every term of a figure that is typed somewhere leads to a field that is there', async ({ app, page }) => {
  await app.open('#/roles');
  const places = await page.locator('.offer-figures button.figure').count();
  expect(places).toBeGreaterThan(45);
  const card = page.locator('.offer-figures .why');
  // Fields are the same for every offer.
  const led = new Set();
  for (let at = 0; at < places; at += 1) {
    await page.locator('.offer-figures button.figure').nth(at).evaluate((it) => it.click());
    await expect(card).toBeVisible();
    for (const link of await card.getByRole('link').all()) {
      const to = await link.innerText();
      if (led.has(to)) continue;
      await page.evaluate(() => document.activeElement.blur());
      await link.evaluate((it) => it.click());
      await expect(page.locator('[data-input] :is(input, select):focus'), to).toHaveCount(1);
      led.add(to);
    }
    await card.getByRole('button', { name: 'Close explanation' }).click();
  }
  expect(led.size).toBeGreaterThan(18);
});
