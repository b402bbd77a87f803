// The release as one file, opened from disk: everything works, nothing is asked of a network, the policy is kept.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { inflateRawSync } from 'node:zlib';
import { expect, test as base } from '@playwright/test';
import { archive, single } from '../../tools/pack.mjs';
import { requireDist } from './support/dist.js';

const PAGES = ['#/', '#/team', '#/pay', '#/territories', '#/forecast', '#/compare', '#/roles', '#/data', '#/report', '#/guide'];

const test = base.extend({
  address: [
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'remit single '));
      const file = join(folder, 'remit.html');
      writeFileSync(file, single(requireDist()));
      await use(pathToFileURL(file).href);
      rmSync(folder, { recursive: true });
    },
    { scope: 'worker' },
  ],
  /** Everything the page did wrong. */
  complaints: async ({ page, address }, use) => {
    const heard = [];
    page.on('console', (message) => message.type() === 'error' && heard.push(message.text()));
    page.on('pageerror', (error) => heard.push(error.message));
    page.on('request', (request) => {
      const own = request.url().split('#')[0] === address || /^(data|blob):/.test(request.url());
      if (!own) heard.push(`asks for ${request.url()}`);
    });
    await page.context().setOffline(true);
    await use(heard);
    expect(heard).toEqual([]);
  },
});

async function open(page, address) {
  await page.goto(address);
  await expect(page.locator('#loading')).toHaveCount(0);
  await expect(page.locator('h1').first()).toBeVisible();
}

test('every page opens from disk without a network', async ({ page, address, complaints }) => {
  await open(page, address);
  for (const hash of PAGES) {
    await page.goto(address + hash);
    await expect(page.locator('h1').first()).toBeVisible();
    await expect(page.getByRole('heading', { name: /could not be loaded/ })).toHaveCount(0);
    await expect(page.locator('.coming')).toHaveCount(0);
  }
  await expect(page.getByRole('heading', { level: 2, name: 'Plan a team' })).toBeVisible();
  expect(complaints).toEqual([]);
});

test('what was entered is there when the file is opened again', async ({ page, address, complaints }) => {
  await open(page, `${address}#/data/settings`);
  const field = page.getByLabel('Horizon');
  await field.fill('36');
  await field.press('Enter');
  await expect(page.getByText(/^Saved/)).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('Horizon')).toHaveValue('36');
  expect(complaints).toEqual([]);
});

test('both workers run: a workbook is made, and territories are searched for', async ({ page, address, complaints }) => {
  await open(page, `${address}#/data/take`);
  const [download] = await Promise.all([
    page.waitForEvent('download', { timeout: 60_000 }),
    page.getByRole('button', { name: 'Excel workbook (.xlsx)' }).click(),
  ]);
  expect(readFileSync(await download.path()).subarray(0, 2).toString()).toBe('PK');
  await page.goto(`${address}#/territories/assign`);
  await page.getByRole('button', { name: 'Find a better plan' }).click();
  await expect(page.getByRole('button', { name: 'Adopt the plan' })).toBeEnabled({ timeout: 60_000 });
  // The map has its outlines.
  await expect(page.locator('canvas').first()).toBeVisible();
  expect(complaints).toEqual([]);
});

test('the file may connect to nothing, and says so', async ({ page, address, complaints }) => {
  await open(page, address);
  const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("connect-src 'none'");
  expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'|https?:|\*/);
  expect(complaints).toEqual([]);
});

test('the archive holds the files of the site and no others', () => {
  const bytes = archive(requireDist());
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  const names = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [size, length] = [bytes.readUInt32LE(at + 20), bytes.readUInt16LE(at + 28)];
    const [name, local] = [bytes.toString('utf8', at + 46, at + 46 + length), bytes.readUInt32LE(at + 42)];
    const data = local + 30 + bytes.readUInt16LE(local + 26);
    const content = inflateRawSync(bytes.subarray(data, data + size));
    expect(content.equals(readFileSync(join(requireDist(), name))), name).toBe(true);
    names.push(name);
    at += 46 + length;
  }
  expect(names).toContain('index.html');
  expect(names).toContain('sw.js');
  expect(names.length).toBeGreaterThan(40);
});
