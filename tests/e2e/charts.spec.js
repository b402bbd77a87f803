// Charts to take along: as a drawing, as an image and as a table, from the menu under each of them.
import { readFile } from 'node:fs/promises';
import { expect, test } from './fixtures.js';

/** The file that an entry of a chart's download menu gives. */
const taken = async (page, chart, entry) => {
  await page.getByRole('button', { name: `Download ${chart}` }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: entry }).click(),
  ]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
};

for (const scheme of ['light', 'dark']) {
  test(`a chart taken as SVG stands alone, in the ${scheme} colours of the page`, async ({ app, page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await app.open('#/forecast');
    const { name, bytes } = await taken(page, 'ARR waterfall', /^SVG/);
    expect(name).toMatch(/^arr-waterfall-[a-z0-9-]+\.svg$/);
    const told = await page.evaluate((text) => {
      const parsed = new DOMParser().parseFromString(text, 'image/svg+xml');
      const root = parsed.documentElement;
      const all = [...root.querySelectorAll('*')];
      return {
        broken: parsed.querySelector('parsererror')?.textContent ?? '',
        title: root.querySelector('title')?.textContent,
        texts: [...root.querySelectorAll('text')].map((it) => it.textContent),
        ground: root.querySelector('path').getAttribute('fill'),
        classes: all.filter((it) => it.hasAttribute('class') || it.hasAttribute('style')).length,
        unpainted: all.filter((it) => ['path', 'circle', 'text'].includes(it.tagName) && !it.hasAttribute('fill')).length,
        colours: [...new Set(all.map((it) => it.getAttribute('fill')).filter((it) => it && it !== 'none'))],
      };
    }, bytes.toString('utf8'));
    expect(told.broken).toBe('');
    expect(told.title).toBe('ARR waterfall');
    expect(told.texts[0]).toBe('ARR waterfall');
    expect(told.texts.join(' ')).toContain('New');
    expect(told.ground).toBe(scheme === 'light' ? '#ffffff' : '#171b21');
    expect(told.classes).toBe(0);
    expect(told.unpainted).toBe(0);
    // Every colour is one that any viewer knows, and money has several.
    expect(told.colours.every((it) => /^#[0-9a-f]{6}$/.test(it))).toBe(true);
    expect(told.colours.length).toBeGreaterThan(4);
  });
}

test('the image has twice the pixels of the drawing, and is drawn', async ({ app, page }) => {
  await app.open('#/');
  const svg = (await taken(page, 'Annual recurring revenue', /^SVG/)).bytes.toString('utf8');
  const [, width, height] = svg.match(/width="(\d+)" height="(\d+)"/).map(Number);
  const { name, bytes } = await taken(page, 'Annual recurring revenue', /^PNG/);
  expect(name).toMatch(/^annual-recurring-revenue-.+\.png$/);
  expect(bytes.subarray(1, 4).toString()).toBe('PNG');
  expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([2 * width, 2 * height]);
  const colours = await page.evaluate(async (data) => {
    const image = new Image();
    image.src = `data:image/png;base64,${data}`;
    await image.decode();
    const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height });
    const pen = canvas.getContext('2d');
    pen.drawImage(image, 0, 0);
    return new Set(new Uint32Array(pen.getImageData(0, 0, image.width, image.height).data.buffer)).size;
  }, bytes.toString('base64'));
  expect(colours).toBeGreaterThan(50);
});

test('the table of a chart is taken with its header and every period', async ({ app, page }) => {
  await app.open('#/');
  const { name, bytes } = await taken(page, 'Annual recurring revenue', /^CSV/);
  expect(name).toMatch(/\.csv$/);
  const rows = bytes.toString('utf8').replace('\ufeff', '').trim().split('\r\n');
  expect(rows[0]).toMatch(/^Period,Opening,/);
  expect(rows).toHaveLength(25);
});

test('metrics stand beside what other companies have, in words and not by colour alone', async ({ app, page }) => {
  await app.open('#/forecast//cohorts');
  const metrics = page.getByRole('region', { name: 'Metrics' });
  const grr = metrics.getByRole('row', { name: /^GRR, by event/ });
  await expect(grr).toContainText('82\u00a0% to 95\u00a0%, median 91\u00a0%');
  await expect(grr).toContainText(/(below|within|above)\. KBCM 2024/);
  await expect(metrics.getByRole('row', { name: /^Quick ratio/ })).toContainText('Illustrative: rule of thumb');
  // Over new and expansion ARR, as the sample has it, nobody's range of CCOS holds.
  await expect(metrics.getByRole('row', { name: /^Comp cost of sales/ })).not.toContainText('ZS');
  const line = page.locator('section.panel').filter({ has: page.getByRole('heading', { name: 'A metric over time' }) });
  await expect(line.locator('svg.chart')).toContainText('usual');
  await line.getByRole('combobox', { name: 'Metric' }).selectOption({ label: 'Closing ARR' });
  await expect(line.locator('svg.chart')).toContainText('target $40M');
  const { name } = await taken(page, 'A metric over time', /^SVG/);
  expect(name).toMatch(/^a-metric-over-time-/);
});
