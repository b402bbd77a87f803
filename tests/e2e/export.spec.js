// What leaves for spreadsheets: the workbook arrives with its sheets, and each table as CSV.
import { readFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';
import { test, expect } from './fixtures.js';

/** Parts of a zip file by name, read by its central directory. */
function parts(bytes) {
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  let at = bytes.readUInt32LE(end + 16);
  const found = {};
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [size, name, extra, comment] = [20, 28, 30, 32].map((offset, index) => (index === 0 ? bytes.readUInt32LE(at + offset) : bytes.readUInt16LE(at + offset)));
    const local = bytes.readUInt32LE(at + 42);
    const data = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const packed = bytes.subarray(data, data + size);
    found[bytes.toString('utf8', at + 46, at + 46 + name)] = () => (bytes.readUInt16LE(local + 8) === 0 ? packed : inflateRawSync(packed)).toString('utf8');
    at += 46 + name + extra + comment;
  }
  return found;
}

test('the workbook arrives, made beside the page, with its sheets, formulas and the figure on screen', async ({ app, page }) => {
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  await app.open('#/data/take');
  // Nothing of what makes workbooks loads before somebody asks for one.
  expect(asked.some((url) => url.includes('exporter'))).toBe(false);
  const [download] = await Promise.all([
    page.waitForEvent('download', { timeout: 60_000 }),
    page.getByRole('button', { name: 'Excel workbook (.xlsx)' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('fy27-base-plan.xlsx');
  const file = parts(readFileSync(await download.path()));
  const sheets = [...file['xl/workbook.xml']().matchAll(/<sheet name="([^"]+)"/g)].map(([, name]) => name);
  expect(sheets.slice(0, 10)).toEqual(['Notes', 'Summary', 'Check', 'Attainment', 'Settings', 'Segments', 'Roles', 'Seats', 'Plans', 'Opening']);
  const summary = file['xl/worksheets/sheet2.xml']();
  expect(summary.split('<f>').length).toBeGreaterThan(500);
  // Every identity holds, and every figure is the app's.
  const check = file['xl/worksheets/sheet3.xml']();
  expect(check).toContain('OK: all hold');
  expect(check).toContain('same: every figure is the app');
  await expect(page.getByRole('status').filter({ hasText: 'fy27-base-plan.xlsx' })).toBeVisible();
});

test('a table leaves as CSV', async ({ app, page }) => {
  await app.open('#/data/take');
  await page.getByRole('button', { name: 'Tables as CSV' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'ARR waterfall by month and segment' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('fy27-base-plan-waterfall.csv');
  const lines = readFileSync(await download.path(), 'utf8').trim().split('\r\n');
  expect(lines.length).toBe(1 + 3 * 24);
  expect(lines[0]).toContain('Closing ARR');
});

test('where the worker does not arrive, the page says so and goes on', async ({ app, page }) => {
  await page.route('**/exporter_loader.js*', (route) => route.abort());
  app.expectComplaint(/exporter_loader|ERR_FAILED/);
  await app.open('#/data/take');
  await page.getByRole('button', { name: 'Excel workbook (.xlsx)' }).click();
  await expect(page.getByText('The workbook could not be made')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Excel workbook (.xlsx)' })).toBeEnabled();
});
