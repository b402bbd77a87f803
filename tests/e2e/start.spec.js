// The release starts: anywhere, alone, and with nothing to complain about.
import { SUB_FOLDER, expect, test } from './fixtures.js';

test('the first visit shows a heading, and the loading text is gone', async ({ app, page }) => {
  await app.open();
  await expect(page.getByRole('heading', { level: 1 }).first()).not.toBeEmpty();
  await expect(page).toHaveTitle(/Remit/);
  await expect(page.locator('#loading')).toHaveCount(0);
});

test('the page says what it is before the program has arrived', async ({ app, page }) => {
  app.expectComplaint(/ERR_FAILED|Failed to fetch|Failed to load|integrity|TypeError/);
  await page.route('**/*.wasm', (route) => route.abort());
  await page.goto(app.address);
  await expect(page.locator('#loading')).toContainText('Loading the planner');
  await expect(page.locator('#loading')).toBeVisible();
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('the page says that it needs them', async ({ app, page }) => {
    await page.goto(app.address);
    const sentence = page.locator('noscript p').last();
    await expect(sentence).toBeVisible();
    await expect(sentence).toHaveText(/needs JavaScript and WebAssembly/);
    await expect(page.locator('#loading')).toBeHidden();
  });
});

test.describe('in a sub-folder of a host', () => {
  test.use({ folder: SUB_FOLDER });

  test('everything is found beside the page', async ({ app, page }) => {
    const asked = [];
    page.on('request', (request) => asked.push(new URL(request.url())));
    await app.open();
    expect(asked.filter(({ protocol }) => protocol === 'http:').every(({ pathname }) => pathname.startsWith(SUB_FOLDER))).toBe(true);
    expect(asked.some(({ pathname }) => pathname.endsWith('.wasm'))).toBe(true);
    expect(asked.some(({ pathname }) => pathname.endsWith('.css'))).toBe(true);
  });
});

test('a whole visit asks no other origin for anything', async ({ app, page }) => {
  const origins = new Set();
  page.on('request', (request) => origins.add(new URL(request.url()).origin));
  await app.open();
  await page.reload();
  await app.started();
  expect([...origins].filter((origin) => origin !== 'null')).toEqual([new URL(app.address).origin]);
});

test('the content security policy holds', async ({ app, page }) => {
  await app.open();
  const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
  expect(policy).toContain("default-src 'none'");
  expect(policy).toMatch(/script-src 'self' 'wasm-unsafe-eval' 'sha256-[A-Za-z0-9+/]{43}='/);
  expect(policy).not.toContain('unsafe-inline');
  expect(app.complaints).toEqual([]);
});

test('an inline script, an inline style and a foreign picture are refused', async ({ app, page }) => {
  await app.open();
  app.expectComplaint(/content security policy|127.0.0.1:9/i);
  const ran = await page.evaluate(async () => {
    const script = document.createElement('script');
    script.textContent = 'window.intruder = true';
    document.head.append(script);
    document.body.setAttribute('style', 'outline: 7px solid red');
    const picture = document.createElement('img');
    const refused = new Promise((done) => picture.addEventListener('error', () => done(true)));
    picture.src = 'http://127.0.0.1:9/picture.png';
    return { script: window.intruder === true, style: getComputedStyle(document.body).outlineWidth === '7px', picture: !(await refused) };
  });
  expect(ran).toEqual({ script: false, style: false, picture: false });
  // And the watchman of every other test hears of it.
  for (const directive of ['script-src', 'style-src', 'img-src']) {
    await expect.poll(() => app.heard.some((text) => text.startsWith(`content security policy: ${directive}`)), directive).toBe(true);
  }
});

test('every file but the page itself carries its hash in its name', async ({ app, page }) => {
  const names = [];
  page.on('response', (response) => names.push(new URL(response.url()).pathname.slice(1)));
  await app.open();
  const files = names.filter((name) => name !== '');
  expect(files.length).toBeGreaterThan(2);
  expect(files.filter((name) => !/-[0-9a-f]{12,16}(_bg)?\.\w+$/.test(name))).toEqual([]);
});

test('the server keeps to its folder and says when nothing is there', async ({ app, request }) => {
  for (const path of ['nothing.html', '..%2fCargo.toml', '%2e%2e/Cargo.toml', '%00', '%']) {
    const response = await request.get(app.address + path);
    expect(response.status(), path).toBe(404);
  }
});

test('axe finds nothing serious on the first page, in light and in dark', async ({ app }) => {
  await app.open();
  await app.expectAccessible();
});
