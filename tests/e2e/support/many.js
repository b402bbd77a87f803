// Many people and accounts for measurements: in a scenario, on the map, and as a file to import.
import { readFile } from 'node:fs/promises';
import { dataPart, openFile } from './files.js';

/** Numbers between 0 and 1, the same each time. */
function dice() {
  let state = 7;
  return () => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
}

/** A new page with the sample as a file's text. */
async function withSample(browser, address) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 1000 }, locale: 'en-US' });
  const page = await context.newPage();
  await page.goto(`${address}#/data/take`);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download', exact: true }).first().click();
  return { context, page, file: JSON.parse(await readFile(await (await download).path(), 'utf8')) };
}

/** The sample made larger, open in a page of its own. */
export async function openLarger(browser, address, name, grow) {
  const { context, page, file } = await withSample(browser, address);
  const grown = grow(file);
  grown.data.name = name;
  await openFile(page, { name: 'large.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(grown)) });
  await page.locator('header').getByText(name).first().waitFor({ timeout: 60_000 });
  return { context, page };
}

/** A scenario with its people over and over, each copy with its own reporting lines. */
export function manySeats(file, count) {
  const { data } = file;
  const [seats, people] = [[], []];
  for (let copy = 1; seats.length < count; copy += 1) {
    for (const seat of data.seats.slice(0, count - seats.length)) {
      const named = (id) => `${id}-c${copy}`;
      const stints = seat.stints.map((stint) => {
        if (!stint.person) return stint;
        const { name } = data.people.find(({ id }) => id === stint.person);
        people.push({ id: named(stint.person), name: `${name} ${copy}` });
        return { ...stint, person: named(stint.person) };
      });
      seats.push({ ...seat, id: named(seat.id), stints, ...(seat.manager ? { manager: named(seat.manager) } : {}) });
    }
  }
  return { ...file, data: { ...data, seats, people, accounts: [], deals: [] } };
}

/** A scenario with so many prospects, strewn over the country and owned by its mid-market sellers. */
export function manyAccounts(file, count) {
  const draw = dice();
  const sellers = file.data.seats.filter((it) => it.role === 'ae' && it.segment === 'mid-market').map((it) => it.id);
  const accounts = Array.from({ length: count }, (_, at) => ({
    id: `B${at}`,
    segment: 'mid-market',
    location: { lat: 31 + 17 * draw(), lon: -121 + 45 * draw() },
    potential: Math.round(200_000 * draw() ** 3),
    workload_hours: 20,
    owners: { sales: sellers[Math.floor(draw() * sellers.length)] },
  }));
  return { ...file, data: { ...file.data, accounts } };
}

/** The times between frames while the map of so many accounts, zoomed in, is dragged round by a script for three seconds. */
export async function mapPan(browser, address, accounts) {
  const { context, page } = await openLarger(browser, address, 'Many accounts', (file) => manyAccounts(file, accounts));
  await page.evaluate(() => (location.hash = '#/territories/assign'));
  await page.locator('.map-label').first().waitFor({ timeout: 30_000 });
  await page.waitForTimeout(1_000);
  const frames = await page.evaluate(async () => {
    const canvas = document.querySelector('.map-frame canvas');
    const frame = document.querySelector('.map-frame');
    frame.focus();
    for (let i = 0; i < 3; i += 1) frame.dispatchEvent(new KeyboardEvent('keydown', { key: '+', bubbles: true }));
    await new Promise((done) => setTimeout(done, 500));
    const box = canvas.getBoundingClientRect();
    const send = (type, x, y) =>
      canvas.dispatchEvent(
        new PointerEvent(type, { pointerId: 1, pointerType: 'touch', button: 0, clientX: box.left + x, clientY: box.top + y, bubbles: true }),
      );
    canvas.setPointerCapture = () => {};
    const [cx, cy] = [box.width / 2, box.height / 2];
    send('pointerdown', cx, cy);
    const times = [];
    const began = performance.now();
    let last = began;
    await new Promise((done) => {
      const step = (now) => {
        times.push(now - last);
        last = now;
        if (now - began > 3_000) return done();
        const turn = ((now - began) / 3_000) * 4 * Math.PI;
        send('pointermove', cx + Math.sin(turn) * box.width * 0.6, cy + Math.cos(turn) * box.height * 0.4);
        requestAnimationFrame(step);
      };
      requestAnimationFrame(step);
    });
    send('pointerup', cx, cy);
    return times.slice(1);
  });
  await context.close();
  return frames;
}

/**
 * So many lines of accounts brought in, over and over: from the drop to the preview, and from the press of the button to the page that has
 * them; with the longest task of each run, in which the page answers nothing.
 */
export async function accountsImport(browser, address, { lines, runs }) {
  const draw = dice();
  const head = 'Account ID,Account Name,Segment,Latitude,Longitude,Potential,Workload hours';
  const line = (at) => `K${at},Customer ${at},SMB,${31 + 17 * draw()},${-121 + 45 * draw()},${Math.round(200_000 * draw() ** 3)},20`;
  const text = [head, ...Array.from({ length: lines }, (_, at) => line(at))].join('\n');
  const times = { preview: [], take: [], longest: [] };
  for (let run = 0; run < runs; run += 1) {
    const { context, page } = await withSample(browser, address);
    await dataPart(page, 'Import');
    await page.evaluate(() => {
      window.tasks = [0];
      new PerformanceObserver((list) => list.getEntries().forEach((it) => window.tasks.push(it.duration))).observe({ type: 'longtask' });
    });
    const painted = () => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    const panel = page.locator('section.panel', { has: page.getByRole('heading', { name: 'Import', exact: true }) });
    let began = performance.now();
    await panel.locator('input[type=file]').setInputFiles({ name: 'many.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
    const dialog = page.getByRole('dialog');
    const take = dialog.getByRole('button', { name: /^Import [1-9]/ });
    await take.waitFor({ timeout: 120_000 });
    await painted();
    times.preview.push(performance.now() - began);
    began = performance.now();
    await take.click({ noWaitAfter: true });
    await dialog.waitFor({ state: 'hidden', timeout: 120_000 });
    await painted();
    times.take.push(performance.now() - began);
    await page.waitForTimeout(1_500);
    times.longest.push(await page.evaluate(() => Math.max(...window.tasks)));
    await context.close();
  }
  return times;
}

/**
 * Five scenarios of so many seats, each with other leads, side by side: from asking for the page to the painted figures of all five, over and
 * over. They are stored as they are when put away.
 */
export async function compareFive(browser, address, { seats, months, runs }) {
  const { context, page, file } = await withSample(browser, address);
  const grown = manySeats(file, seats);
  for (let at = 1; at <= 5; at += 1) {
    const data = structuredClone(grown.data);
    data.name = `Case ${at}`;
    data.settings.horizon_months = months;
    for (const segment of data.segments) segment.pipeline.leads_month += 10 * at;
    const name = `case-${at}.json`;
    await openFile(page, { name, mimeType: 'application/json', buffer: Buffer.from(JSON.stringify({ ...grown, data })) });
    await page.locator('header').getByText(`Case ${at}`).first().waitFor({ timeout: 60_000 });
  }
  // What was put away is stored smaller a moment later.
  await page.waitForTimeout(3_000);
  const ids = await page.evaluate(() => JSON.parse(localStorage.getItem('remit/v1/index')).data.scenarios.map(({ id }) => id));
  const others = ids.slice(-5, -1);
  const times = [];
  for (let run = 0; run <= runs; run += 1) {
    await page.evaluate(() => (location.hash = '#/data'));
    await page.getByRole('heading', { level: 1, name: 'Data' }).waitFor();
    await page.waitForTimeout(400);
    const time = await page.evaluate((hash) => new Promise((done) => {
      const began = performance.now();
      const look = () => {
        const heads = document.querySelectorAll('[aria-label="Figures of each scenario"] th[scope=col], [aria-label="Figures of each scenario"] thead th');
        if ([...heads].filter((it) => /Case \d/.test(it.textContent)).length >= 5) requestAnimationFrame(() => done(performance.now() - began));
        else requestAnimationFrame(look);
      };
      location.hash = hash;
      look();
    }), `#/compare/${others.join(',')}`);
    if (run > 0) times.push(time);
  }
  await context.close();
  return times;
}
