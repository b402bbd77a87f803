// A plan that travels in a link: out of one browser, into another, and never over anything that is there.
import { expect, test } from './fixtures.js';
import { seller } from './support/seller.js';
import { openFile } from './support/files.js';

/** Opens a small plan from a file; returns the link that the page makes of it. */
async function linkOf(app, page, count = 4) {
  await app.open('#/data');
  await openFile(page, { name: 'seller.remit.json', mimeType: 'application/json', buffer: seller(count) });
  await expect(page.getByText('Opened Seller')).toBeVisible();
  await page.getByRole('button', { name: 'Scenario' }).click();
  await page.getByRole('menuitem', { name: 'Share as a link' }).click();
  const field = page.getByLabel('Link', { exact: true });
  await expect(field).toHaveValue(/#\/s\/1\//);
  return field.inputValue();
}

test('a plan comes whole into another browser, after a look at it, and a reload does not bring it twice', async ({ app, page, browser }) => {
  const link = await linkOf(app, page);
  expect(link.length).toBeLessThan(2_000);
  const other = await (await browser.newContext()).newPage();
  await other.goto(link);
  await expect(other.getByRole('dialog', { name: 'A plan came by link: Seller' })).toBeVisible();
  await expect(other.getByRole('dialog')).toContainText('2 seats');
  await expect(other.getByRole('dialog')).toContainText('12 in all');
  await other.getByRole('button', { name: 'Keep it and open it' }).click();
  await expect(other).toHaveURL(/#\/$/);
  await expect(other.getByRole('button', { name: 'Scenario' })).toContainText('Seller');
  await other.reload();
  await expect(other.getByRole('button', { name: 'Scenario' })).toContainText('Seller');
  await expect(other.getByRole('dialog', { name: /came by link/ })).toHaveCount(0);
  await other.goto(`${app.address}#/data`);
  await expect(other.locator('.lines .line', { hasText: 'Seller' })).toHaveCount(1);
  await other.context().close();
});

test('a link that is not kept leaves everything as it was', async ({ app, page }) => {
  const link = await linkOf(app, page);
  const before = await page.evaluate(() => JSON.stringify(localStorage));
  await page.goto('about:blank');
  await page.goto(link);
  await page.getByRole('button', { name: 'Not now' }).click();
  await expect(page).toHaveURL(/#\/$/);
  expect(await page.evaluate(() => JSON.stringify(localStorage))).toBe(before);
});

test('the same plan kept twice gets a name of its own beside the first', async ({ app, page }) => {
  const link = await linkOf(app, page);
  await page.goto('about:blank');
  await page.goto(link);
  await page.getByRole('button', { name: 'Keep it and open it' }).click();
  await expect(page.getByRole('button', { name: 'Scenario' })).toContainText('Seller 2');
});

test('broken links say so in words, and nothing is lost', async ({ app, page }) => {
  const link = await linkOf(app, page);
  const broken = [
    [link.slice(0, -30), /cut short or changed/],
    [link.replace(/.{6}$/, 'AAAAAA'), /cut short or changed/],
    [link.replace('/s/1/', '/s/7/'), /newer Remit/],
    [`${app.address}#/s/1/`, /not a whole link/],
    [`${app.address}#/s/1/${'A'.repeat(130_000)}`, /more than any link/],
  ];
  for (const [address, words] of broken) {
    await page.goto('about:blank');
    await page.goto(address);
    const dialog = page.getByRole('dialog', { name: 'This link cannot be opened' });
    await expect(dialog.getByRole('alert')).toHaveText(words);
    await dialog.getByRole('button', { name: 'Go on' }).click();
    await expect(page).toHaveURL(/#\/$/);
    await expect(page.getByRole('button', { name: 'Scenario' })).toContainText('Seller');
  }
});

test('the link is copied, or selected where the browser forbids it', async ({ app, page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const link = await linkOf(app, page);
  await page.getByRole('button', { name: 'Copy the link' }).click();
  await expect(page.getByText('Copied.')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(link);
  await page.evaluate(() => (navigator.clipboard.writeText = () => Promise.reject(new Error('no'))));
  await page.getByRole('button', { name: 'Copy the link' }).click();
  await expect(page.getByText('The link is selected')).toBeVisible();
  const selected = await page.evaluate(() => {
    const { value, selectionStart, selectionEnd } = document.activeElement;
    return value.slice(selectionStart, selectionEnd);
  });
  expect(selected).toBe(link);
});

test('a plan with a table of accounts offers the file, or a link without the table', async ({ app, page }) => {
  await app.open('#/data/share');
  const dialog = page.getByRole('dialog', { name: 'Share as a link' });
  await expect(dialog).toContainText('Send it as a file');
  await expect(dialog.getByRole('button', { name: 'Download the file' })).toBeVisible();
  await app.expectAccessible();
  await dialog.getByLabel(/Leave out 600 accounts/).check();
  await expect(dialog).toContainText('Closing ARR stays');
  await expect(dialog.getByLabel('Link', { exact: true })).toHaveValue(/#\/s\/1\//);
  await app.expectAccessible();
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await expect(page).toHaveURL(/#\/data\/take$/);
});

test('a name in a link is only ever text', async ({ app, page }) => {
  await app.open('#/data');
  const file = JSON.parse(seller(1).toString());
  file.data.name = '<img src=x onerror="document.title=`taken`">';
  file.data.roles[0].name = '<script>document.title="taken"</script>';
  await openFile(page, { name: 'x.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(file)) });
  await page.getByRole('link', { name: 'Take along' }).click();
  await page.getByRole('button', { name: 'Make a link' }).click();
  const link = await page.getByLabel('Link', { exact: true }).inputValue();
  await page.goto('about:blank');
  await page.goto(link);
  await expect(page.getByRole('dialog')).toContainText('<img src=x');
  await page.getByRole('button', { name: 'Keep it and open it' }).click();
  for (const route of ['#/', '#/team', '#/pay', '#/data', '#/compare']) {
    await page.goto(app.address + route);
    await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
    expect(await page.locator('img[src="x"]').count()).toBe(0);
    expect(await page.title()).not.toBe('taken');
  }
});
