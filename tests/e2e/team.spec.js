// The Team page: who is hired, what that yields, and what a role costs.
import { readFileSync } from 'node:fs';
import { expect, test } from './fixtures.js';

/** The figure of a headline, as a number: `$10.9M` is 10900000. */
async function headline(page, label) {
  const text = await page.getByRole('group', { name: 'Headline figures' }).getByRole('button', { name: label }).locator('b').innerText();
  const [, digits, unit] = text.match(/([\d.,]+)\s*([kM]?)/);
  return Number(digits.replaceAll(',', '')) * { '': 1, k: 1e3, M: 1e6 }[unit];
}

const roster = (page) => page.getByRole('grid', { name: /Roster/ });
const row = (page, name) => roster(page).getByRole('row').filter({ has: page.getByRole('rowheader', { name, exact: true }) });
/** A cell by the name of its column. */
async function cell(page, line, column) {
  const heads = await roster(page).getByRole('columnheader').allInnerTexts();
  const at = heads.findIndex((text) => text.startsWith(column));
  return line.locator('th,td').nth(at);
}
const amount = async (at) => Number((await at.locator('.in').innerText()).replaceAll(',', ''));

async function part(page, name) {
  await page.getByRole('radio', { name, exact: true }).click();
}

test('hiring account executives raises head count, capacity and cost, and can be taken back', async ({ app, page }) => {
  await app.open('#/team');
  const before = [await headline(page, 'Headcount'), await headline(page, 'Selling capacity'), await headline(page, 'Comp cost')];
  await page.getByLabel('How many').fill('3');
  await page.getByLabel('From month').fill('2027-04');
  await page.getByLabel('Role', { exact: true }).first().selectOption('Account executive');
  await page.getByLabel('Segment', { exact: true }).first().selectOption('Mid-market');
  await page.getByRole('button', { name: 'Hire', exact: true }).click();
  await expect.poll(() => headline(page, 'Headcount')).toBe(before[0] + 3);
  expect(await headline(page, 'Selling capacity')).toBeGreaterThan(before[1]);
  expect(await headline(page, 'Comp cost')).toBeGreaterThan(before[2]);
  const hired = roster(page).getByRole('row').filter({ hasText: '1 Apr 2027' });
  await expect(hired).toHaveCount(3);
  await expect(hired.first()).toContainText('Lena Moss');

  await page.getByRole('status').getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => headline(page, 'Headcount')).toBe(before[0]);
  expect(await headline(page, 'Selling capacity')).toBe(before[1]);
});

test('a hire that starts later sells less, and a date that is none stays with its reason', async ({ app, page }) => {
  await app.open('#/team');
  const seat = row(page, 'To be hired').filter({ hasText: '10 Jan 2028' });
  const start = await cell(page, seat, 'Start');
  const capacity = await cell(page, seat, 'Capacity');
  const before = await amount(capacity);
  await start.click();
  await page.keyboard.type('1.7.2028');
  await page.keyboard.press('Enter');
  const moved = row(page, 'To be hired').filter({ hasText: '1 Jul 2028' });
  await expect(moved).toHaveCount(1);
  expect(await amount(await cell(page, moved, 'Capacity'))).toBeLessThan(before);

  await (await cell(page, moved, 'Start')).click();
  await page.keyboard.type('next summer');
  await page.keyboard.press('Enter');
  const wrong = roster(page).locator('[aria-invalid]');
  await expect(wrong).toContainText('next summer');
  await expect(wrong.locator('.problem')).not.toBeEmpty();
  await wrong.click();
  await page.keyboard.type('1 Jul 2028');
  await page.keyboard.press('Enter');
  await expect(wrong).toHaveCount(0);
});

test('pay of one person follows each keystroke, and an emptied cell goes back to the role', async ({ app, page }) => {
  await app.open('#/team');
  const seat = row(page, 'Ama Abara');
  const [base, cost] = [await cell(page, seat, 'Base'), await cell(page, seat, 'Cost')];
  const before = [await base.locator('.in').innerText(), await amount(cost)];
  await expect(base).toHaveClass(/muted/);
  await base.click();
  await page.keyboard.type('95000');
  await expect.poll(() => amount(cost)).toBeGreaterThan(before[1]);
  await page.keyboard.press('Enter');
  await expect(base).not.toHaveClass(/muted/);
  await base.click();
  await page.keyboard.press('Delete');
  await expect(base).toHaveClass(/muted/);
  await expect(base.locator('.in')).toHaveText(before[0]);
  await expect.poll(() => amount(cost)).toBe(before[1]);
});

test('Escape leaves no trace of what was typed over a role’s pay', async ({ app, page }) => {
  await app.open('#/team');
  const base = await cell(page, row(page, 'Ama Abara'), 'Base');
  const before = await base.locator('.in').innerText();
  await base.click();
  await page.keyboard.type('95');
  await page.keyboard.press('Escape');
  await expect(base.locator('.in')).toHaveText(before);
  await expect(base).toHaveClass(/muted/);
});

test('a block from a spreadsheet fills seats and adds those that are missing, but none whose role is not known', async ({ app, page }) => {
  await app.open('#/team');
  const before = await headline(page, 'Headcount');
  await row(page, 'To be hired').last().getByRole('rowheader').click();
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData('text/plain', 'Kay Ito\tAccount executive\tSMB\tRavi Sato\t2027-02-01\nLou Ek\tSDR\tall\tNoor Haddad\t1 Mar 2027\nRae Oh\tAstronaut\tSMB\t\t2027-03-01');
    document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  });
  await expect(row(page, 'Kay Ito')).toContainText('1 Feb 2027');
  await expect(row(page, 'Lou Ek')).toContainText('Noor Haddad');
  // A line whose role cannot be read becomes no seat; the notice names it.
  await expect(page.getByRole('status').filter({ hasText: 'Rae Oh' })).toContainText('There is no role “Astronaut”');
  await expect(row(page, 'Rae Oh')).toHaveCount(0);
  await expect.poll(() => headline(page, 'Headcount')).toBe(before + 1);
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await expect(row(page, 'Kay Ito')).toHaveCount(0);
});

test('a removed manager’s people report one step up, and undo brings the seat back', async ({ app, page }) => {
  await app.open('#/team');
  await row(page, 'Ravi Sato').getByRole('rowheader').click();
  await page.keyboard.press('Control+Delete');
  await expect(row(page, 'Ravi Sato')).toHaveCount(0);
  await expect(await cell(page, row(page, 'Ama Abara'), 'Reports to')).toHaveText('Ines Calder');
  await page.getByRole('status').getByRole('button', { name: 'Undo' }).click();
  await expect(row(page, 'Ravi Sato')).toHaveCount(1);
});

test('filters show some seats, their sums, and say how many', async ({ app, page }) => {
  await app.open('#/team');
  const filters = page.getByRole('group', { name: 'Filters of the roster' });
  await filters.getByLabel('Role').selectOption('SDR');
  await expect(roster(page).getByRole('rowheader')).toHaveCount(6 + 1);
  await expect(page.getByText(/6 of 45 seats shown/)).toBeVisible();
  await filters.getByLabel('Find a name').fill('luz');
  await expect(row(page, 'Luz Reyes')).toHaveCount(1);
  await expect(row(page, 'Jan Stahl')).toHaveCount(0);
});

test('a longer ramp of a role lowers ramped equivalents, as one step', async ({ app, page }) => {
  await app.open('#/team');
  const before = await headline(page, 'Selling capacity');
  await app.part('Roles and support');
  const table = page.getByRole('grid', { name: /Roles/ });
  const heads = await table.getByRole('columnheader').allInnerTexts();
  const terms = table.getByRole('row').filter({ hasText: 'Enterprise' }).first();
  await terms.locator('th,td').nth(heads.findIndex((text) => text.startsWith('Ramp'))).click();
  await page.keyboard.type('18');
  await page.keyboard.press('Enter');
  await expect.poll(() => headline(page, 'Selling capacity')).toBeLessThan(before);
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await expect.poll(() => headline(page, 'Selling capacity')).toBe(before);
});

test('a role in use cannot be removed, a new one can', async ({ app, page }) => {
  await app.open('#/team');
  await app.part('Roles and support');
  await expect(page.getByRole('button', { name: 'Remove role' })).toHaveAttribute('aria-disabled', 'true');
  await page.getByRole('button', { name: 'Add role' }).click();
  await page.getByRole('dialog').getByLabel('Name of the role').fill('Partner manager');
  await page.keyboard.press('Enter');
  const choice = page.getByLabel('Role and segment');
  await choice.selectOption({ label: 'Partner manager · All segments' });
  await page.getByRole('button', { name: 'Remove role' }).click();
  await expect(choice.locator('option', { hasText: 'Partner manager' })).toHaveCount(0);
});

test('head count by function adds up to the head count', async ({ app, page }) => {
  await app.open('#/team');
  const seats = await headline(page, 'Headcount');
  await app.part('Roles and support');
  const lines = page.getByRole('region', { name: /Head count by function and quarter/ }).getByRole('row');
  const last = (await lines.locator(':scope > :last-child').allInnerTexts()).slice(1).map(Number);
  expect(last.at(-1)).toBe(seats);
  expect(last.slice(0, -1).reduce((sum, it) => sum + it, 0)).toBe(seats);
});

test('an empty plan says how to begin, and its first seat counts', async ({ app, page }) => {
  await app.open('#/team');
  await page.getByRole('button', { name: /FY27 base plan/ }).click();
  await page.getByRole('menuitem', { name: 'Start empty' }).click();
  await expect(page.getByText(/No seats yet/)).toBeVisible();
  await page.getByRole('button', { name: 'Add seat' }).click();
  await expect.poll(() => headline(page, 'Headcount')).toBe(1);
});

/** The grid of hires: a cell by the names of its line and its month. */
async function hires(page, line, month) {
  const grid = page.getByRole('grid', { name: 'Hires by role and month' });
  const heads = await grid.getByRole('columnheader').allInnerTexts();
  const at = heads.findIndex((text) => text.replace(/\s+/g, ' ').startsWith(month));
  return grid.getByRole('row').filter({ has: page.getByRole('rowheader', { name: line, exact: true }) }).locator('th,td').nth(at);
}

test('a number typed into the hiring plan hires so many, and one undo takes them back', async ({ app, page }) => {
  await app.open('#/team');
  const before = [await headline(page, 'Headcount'), await headline(page, 'Selling capacity')];
  await page.getByLabel(/^Only rows with hires/).uncheck();
  const cell = await hires(page, 'Account executive, SMB', 'Feb 27');
  await cell.click();
  await page.keyboard.type('3');
  await page.keyboard.press('Enter');
  await expect.poll(() => headline(page, 'Headcount')).toBe(before[0] + 3);
  expect(await headline(page, 'Selling capacity')).toBeGreaterThan(before[1]);
  await expect(roster(page).getByRole('row').filter({ hasText: '1 Feb 2027' })).toHaveCount(3);
  await expect(await hires(page, 'All roles', 'Feb 27')).toHaveText('3');
  await cell.click();
  await page.keyboard.type('1');
  await page.keyboard.press('Enter');
  await expect.poll(() => headline(page, 'Headcount')).toBe(before[0] + 1);
  await page.getByRole('button', { name: 'Undo', exact: true }).first().click();
  await expect.poll(() => headline(page, 'Headcount')).toBe(before[0] + 3);
  await page.getByRole('button', { name: 'Undo', exact: true }).first().click();
  await expect.poll(() => headline(page, 'Headcount')).toBe(before[0]);
  await expect(cell).toHaveText('–');
});

test('a hiring plan pasted with its names is one step and says what it does not know', async ({ app, page }) => {
  await app.open('#/team');
  const before = await headline(page, 'Headcount');
  await page.getByLabel(/^Only rows with hires/).uncheck();
  await page.getByRole('grid', { name: 'Hires by role and month' }).getByRole('rowheader', { name: 'SDR, SMB', exact: true }).click();
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData('text/plain', 'Account executive, Enterprise\t1\t2\nAstronaut\t5\t5\nAM director\t\t1');
    document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  });
  await expect.poll(() => headline(page, 'Headcount')).toBe(before + 4);
  await expect(await hires(page, 'Account executive, Enterprise', 'Feb 27')).toHaveText('2');
  await expect(page.getByText(/No line is called “Astronaut”/)).toBeVisible();
  await page.getByRole('button', { name: 'Undo', exact: true }).first().click();
  await expect.poll(() => headline(page, 'Headcount')).toBe(before);
});

test('a team moves to another leader by keyboard, never under itself, and comes back', async ({ app, page }) => {
  await app.open('#/team');
  await part(page, 'Org chart');
  const tree = page.getByRole('tree', { name: 'Reporting lines' });
  const item = (name) => tree.getByRole('treeitem').filter({ hasText: name });
  await item('Ines Calder').focus();
  await page.keyboard.press('ArrowDown');
  await expect(item('Ravi Sato')).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(item('Ravi Sato')).toHaveAttribute('aria-expanded', 'false');
  await expect(item('Ama Abara')).toHaveCount(0);
  await page.keyboard.press('m');
  const dialog = page.getByRole('dialog', { name: /Move Ravi Sato/ });
  await expect(dialog.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('abara');
  await expect(dialog.getByRole('option')).toContainText('Reports to Ravi Sato already; that would close a circle.');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeVisible();
  await dialog.getByRole('combobox').fill('lena');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(item('Ravi Sato')).toHaveAttribute('aria-level', '3');
  await expect(item('Ravi Sato')).toBeFocused();
  await expect(item('Lena Moss')).toContainText('9 reports');
  await expect(page.getByText('Ravi Sato reports to Lena Moss now.').first()).toBeVisible();
  await page.getByRole('status').getByRole('button', { name: 'Undo' }).click();
  await expect(item('Ravi Sato')).toHaveAttribute('aria-level', '2');
});

test('someone dragged onto another leader reports there', async ({ app, page }) => {
  await app.open('#/team');
  await part(page, 'Org chart');
  const item = (name) => page.getByRole('treeitem').filter({ hasText: name });
  await item('Ama Abara').dragTo(item('Lena Moss'));
  await expect(item('Lena Moss')).toContainText('9 reports');
  await expect(item('Ravi Sato')).toContainText('6 reports');
});

test('the start of a hire moves on the timeline, as one step, and capacity follows', async ({ app, page }) => {
  await app.open('#/team');
  await part(page, 'Timeline');
  const before = await headline(page, 'Selling capacity');
  const start = page.getByRole('slider', { name: /Start of To be hired, Account executive, SMB/ });
  await expect(start).toHaveAttribute('aria-valuetext', '10 Jan 2028');
  await start.focus();
  for (let month = 0; month < 6; month += 1) await page.keyboard.press('ArrowLeft');
  await expect(start).toHaveAttribute('aria-valuetext', '10 Jul 2027');
  await expect.poll(() => headline(page, 'Selling capacity')).toBeGreaterThan(before);
  await page.getByRole('button', { name: 'Undo', exact: true }).first().click();
  await expect(start).toHaveAttribute('aria-valuetext', '10 Jan 2028');
});

test('a BambooHR export becomes seats, a second time changes nothing, and undo takes it back', async ({ app, page }) => {
  await app.open('#/team');
  const before = await headline(page, 'Headcount');
  await page.getByRole('button', { name: 'Import people' }).click();
  const upload = { name: 'employees.csv', mimeType: 'text/csv', buffer: readFileSync(new URL('../fixtures/imports/bamboohr_employees.csv', import.meta.url)) };
  const dialog = page.getByRole('dialog', { name: 'Import employees.csv' });
  await page.locator('input[type=file]').first().setInputFiles(upload);
  await expect(dialog.getByLabel('Job Title is')).toHaveValue('title');
  await expect(dialog.getByRole('combobox', { name: 'Enterprise Account Executive', exact: true })).toHaveValue('role|ae|enterprise');
  await dialog.getByRole('combobox', { name: 'Kira Moss is' }).selectOption({ label: 'New seat: Sales manager' });
  await dialog.getByRole('button', { name: 'Import 38 people' }).click();
  await expect(page.getByText('38 people imported.').first()).toBeVisible();
  await page.locator('input[type=file]').first().setInputFiles(upload);
  await expect(dialog).toContainText('38 are in the plan already and will be updated (38 without a change).');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('link', { name: 'Team', exact: true }).click();
  // One of the 38 was there, and Kira Moss is one more.
  await expect.poll(() => headline(page, 'Headcount')).toBe(before + 38);
  await expect(row(page, 'Kira Moss')).toHaveCount(1);
  await page.getByRole('button', { name: 'Undo', exact: true }).first().click();
  await expect.poll(() => headline(page, 'Headcount')).toBe(before);
});

for (const name of ['Org chart', 'Timeline']) {
  test(`axe finds nothing grave: ${name}`, async ({ app, page }) => {
    await app.open('#/team');
    test.slow();
    await part(page, name);
    await app.expectAccessible(page);
  });
}

test('a remark on a card of the chart can be read', async ({ app, page }) => {
  await app.open('#/data/people');
  await page.getByRole('radio', { name: 'People', exact: true }).click();
  await page.locator('input[type=file]').first().setInputFiles(new URL('../fixtures/imports/workday_workers.csv', import.meta.url).pathname);
  await page.getByRole('button', { name: /^Import \d+ people/ }).click();
  await app.open('#/team');
  await part(page, 'Org chart');
  const remark = page.locator('.org-card.marked small').last();
  await expect(remark).toHaveText(/\w{3,}/);
  const box = await remark.boundingBox();
  expect(box.width).toBeGreaterThan(60);
  // Ink on the card, not a disc that covers its own words.
  expect(await remark.evaluate((it) => getComputedStyle(it).backgroundColor)).toBe('rgba(0, 0, 0, 0)');
});

test('the roster sorts by a column and by keyboard, and the third time is the structure again', async ({ app, page }) => {
  await app.open('#/team');
  const names = () => roster(page).getByRole('rowheader').allInnerTexts();
  const structure = await names();
  const base = roster(page).getByRole('button', { name: /^Base/ });
  await base.click();
  const bases = async () => {
    const heads = await roster(page).getByRole('columnheader').allInnerTexts();
    const at = heads.findIndex((text) => text.startsWith('Base'));
    const texts = await roster(page).locator(`tbody tr > :nth-child(${at + 1}) .in`).allInnerTexts();
    return texts.map((text) => Number(text.replaceAll(',', '')));
  };
  const inOrder = (compare) =>
    expect(async () => {
      const all = await bases();
      expect(all).toEqual([...all].sort(compare));
    }).toPass();
  await expect(roster(page).getByRole('columnheader', { name: /^Base/ })).toHaveAttribute('aria-sort', 'ascending');
  await inOrder((a, b) => a - b);
  await base.focus();
  await page.keyboard.press('Enter');
  await expect(roster(page).getByRole('columnheader', { name: /^Base/ })).toHaveAttribute('aria-sort', 'descending');
  await inOrder((a, b) => b - a);
  // Who is changed stays where they are while one types; the selection still adds up.
  const first = roster(page).locator('tbody tr[aria-rowindex="2"]');
  const who = await first.getByRole('rowheader').innerText();
  await (await cell(page, first, 'Base')).click();
  await page.keyboard.type('1000');
  await page.keyboard.press('Enter');
  expect(await first.getByRole('rowheader').innerText()).toBe(who);
  expect(await amount(await cell(page, first, 'Base'))).toBe(1000);
  await base.focus();
  await page.keyboard.press('ArrowRight');
  await expect(roster(page).getByRole('button', { name: /^OTE/ })).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(base).toBeFocused();
  await page.keyboard.press('Enter');
  await expect.poll(names).toEqual(structure);
});

test('only roles with hires stand in the hiring plan until all are asked for', async ({ app, page }) => {
  await app.open('#/team');
  const plan = page.getByRole('grid', { name: 'Hires by role and month' });
  const few = await plan.getByRole('rowheader').count();
  await page.getByLabel(/^Only rows with hires/).uncheck();
  await expect.poll(() => plan.getByRole('rowheader').count()).toBeGreaterThan(few);
  await page.getByLabel(/^Only rows with hires/).check();
  await expect(plan.getByRole('rowheader')).toHaveCount(few);
});

test.describe('with a finger', () => {
  test.use({ hasTouch: true });
  test('someone dragged by the grip of their card reports to another leader', async ({ app, page }) => {
    await app.open('#/team');
    await part(page, 'Org chart');
    const card = (id) => page.locator(`[data-seat="${id}"]`);
    await card('ae-smb-1').scrollIntoViewIfNeeded();
    const from = await card('ae-smb-1').locator('.org-grip').boundingBox();
    const touch = (type, x, y) => page.evaluate(([type, x, y]) => {
      const grip = document.querySelector('[data-seat="ae-smb-1"] .org-grip');
      grip.dispatchEvent(new PointerEvent(type, { pointerType: 'touch', pointerId: 7, isPrimary: true, clientX: x, clientY: y, bubbles: true, cancelable: true }));
    }, [type, x, y]);
    expect(from.width, 'something to take').toBeGreaterThan(20);
    await touch('pointerdown', from.x + 5, from.y + 5);
    const to = await card('sm-mm').boundingBox();
    await touch('pointermove', to.x + 20, to.y + 20);
    await expect(card('sm-mm')).toHaveClass(/onto/);
    await touch('pointerup', to.x + 20, to.y + 20);
    await expect(page.getByRole('status').getByRole('button', { name: 'Undo' })).toBeVisible();
    await part(page, 'Roster');
    await expect(await cell(page, row(page, 'Ama Abara'), 'Reports to')).toContainText('Lena Moss');
  });
});

test('whoever is removed leaves accounts that nobody has, which is said at once and stands on the overview', async ({ app, page }) => {
  await app.open('#/data/import');
  const lines = Array.from({ length: 6 }, (_, at) => `${at + 1},Customer ${at + 1},Mid-market,${(at + 1) * 1000},2027-06,${at < 4 ? 'Seo Yoon' : 'Lin Xu'}`);
  const list = ['id,name,segment,arr,renewal_month,account_manager', ...lines].join('\n');
  await page.locator('input[type=file]').first().setInputFiles({ name: 'six.csv', mimeType: 'text/csv', buffer: Buffer.from(list) });
  await page.getByRole('dialog').getByRole('button', { name: 'Import 6 accounts' }).click();
  await page.getByRole('link', { name: 'Team', exact: true }).click();
  await (await cell(page, row(page, 'Lin Xu'), 'Start')).click();
  await page.keyboard.press('Control+Delete');
  // The fifth and the sixth: 5,000 and 6,000.
  await expect(page.getByRole('status').filter({ hasText: 'One seat removed.' })).toContainText('2 accounts with $11k of ARR have nobody in account management now.');
  await page.getByRole('link', { name: 'Overview', exact: true }).click();
  await page.getByRole('button', { name: 'Show all' }).click();
  await expect(page.getByText('2 customers with 11,000 of ARR have nobody in account management')).toBeVisible();
});
