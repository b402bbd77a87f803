// Remit in German: chosen by the browser or on the Data page, on every page, and figures stay what they are.
import { readFileSync } from 'node:fs';
import { test, expect } from './fixtures.js';
import { dataPart } from './support/files.js';

/** Every page with its parts. */
const PAGES = [
  '#/', '#/team', '#/team/capacity', '#/team/cost', '#/team/roles', '#/pay/ae', '#/pay/ae/cost', '#/pay/ae/people', '#/pay/ae/against/am',
  '#/pay/statement/ae-smb-1/FY2027-Q1', '#/territories', '#/territories/segments', '#/territories/assign', '#/forecast', '#/forecast/smb',
  '#/forecast//assumptions', '#/forecast//cohorts', '#/forecast//goals', '#/forecast//actuals', '#/compare', '#/roles', '#/roles/offers',
  '#/roles/compared', '#/roles/fit', '#/roles/ladder', '#/data', '#/data/import', '#/data/take', '#/data/settings', '#/report', '#/guide',
];

/** Words that English needs and German has not. */
const ENGLISH = /\b(the|of|and|with|from|than|what|are|not|which|their|when|who|by|for|each|every|has|have|it|this|that|no|yes|if)\b/i;

/** Names in the sample company that a text of the program has too, and what in a name only looks like English left over. */
const NAMES = [
  'New business', 'Expansion', 'Sales manager', 'Account manager', 'Customer success manager', 'Chief revenue officer', 'AM director', 'English',
  'Account executive', 'Account executive, SMB', 'Sales engineer', 'SDR manager', 'Mid-market', 'Enterprise', 'New business of the segment', 'New business of the team',
  'Expansion of the team', 'Qualified opportunities', 'Qualified opportunities of the team', 'Net revenue retention',
  'Net revenue retention, company', 'Gross revenue retention', 'Gross revenue retention of the segment',
];
const IN_NAMES = /of the (segment|team)|Rule of 40|^[a-z]{2}-[A-Z]{2}: /g;

/** The English of all texts that German says in other words; a sign is of no language. */
const TRANSLATED = (() => {
  const file = readFileSync(new URL('../../texts/de.po', import.meta.url), 'utf8');
  const pairs = [...file.matchAll(/^msgid "(.*)"\nmsgstr "(.*)"$/gm)];
  const german = new Set(pairs.map(([, , said]) => said));
  return new Set(pairs.filter(([, english, said]) => /\p{L}/u.test(english) && english !== said && !german.has(english)).map(([, english]) => english));
})();

/** Every text that the page shows or says, but for names that the sample company brings along. */
const said = (page) =>
  page.evaluate(() => {
    const texts = new Set();
    const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (words.nextNode()) {
      const within = words.currentNode.parentElement;
      if (!within.closest('script, style, noscript, [lang="en"]')) texts.add(words.currentNode.textContent.trim());
    }
    for (const element of document.body.querySelectorAll('*')) {
      for (const name of ['aria-label', 'title', 'placeholder', 'aria-description', 'alt']) {
        if (element.hasAttribute(name)) texts.add(element.getAttribute(name).trim());
      }
    }
    return [...texts];
  });

const isEnglish = (text) => ENGLISH.test(text.replace(IN_NAMES, '')) || (TRANSLATED.has(text) && !NAMES.includes(text));

test.describe('whoever reads German', () => {
  test.use({ locale: 'de-DE' });

  test('takes roles along as a text in German', async ({ app, page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await app.open('#/roles/compared');
    await page.getByRole('button', { name: /^Kopieren/ }).click();
    await expect(page.getByText(/Zwischenablage/)).toBeVisible();
    const text = await page.evaluate(() => navigator.clipboard.readText());
    const labels = [...new Set([...text.matchAll(/^([^:\n]+): /gm)].map(([, label]) => label))];
    expect(labels).toHaveLength(13);
    expect(labels.filter(isEnglish)).toEqual([]);
  });

  test('finds every page in German, with nothing left in English', async ({ app, page }) => {
    test.slow();
    const left = [];
    for (const route of PAGES) {
      await app.open(route);
      for (const text of await said(page)) if (isEnglish(text)) left.push(`${route}: ${text}`);
    }
    expect(left).toEqual([]);
  });

  test('finds days and months as German writes them, and types them so', async ({ app, page }) => {
    await app.open('#/data/settings');
    const month = page.getByLabel('Erster Monat');
    await expect(month).toHaveValue(/^(Jan\.|Feb\.|März|Apr\.|Mai|Juni|Juli|Aug\.|Sept\.|Okt\.|Nov\.|Dez\.) \d{4}$/);
    for (const [typed, shown] of [['1.4.2027', 'Apr. 2027'], ['mrz 27', 'März 2027'], ['März 2027', 'März 2027'], ['02/2027', 'Feb. 2027']]) {
      await month.fill(typed);
      await month.press('Enter');
      await expect(month).toHaveValue(shown);
    }
    await expect(page.locator('.page-head .sub')).toContainText('ab Feb. 2027');
  });

  test('may choose English, and the page comes back in it with what was entered', async ({ app, page }) => {
    await app.open('#/data/settings');
    await expect(page.locator('html')).toHaveAttribute('lang', 'de');
    const target = page.getByLabel('Ziel für ARR am Ende');
    await target.fill('1.234,5');
    await target.press('Enter');
    await page.getByLabel('Sprache').selectOption('en');
    await expect(page.getByLabel('Language')).toHaveValue('en');
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await expect(page.getByLabel('Target closing ARR')).toHaveValue('1.234,50');
    await expect(page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Forecast' })).toBeVisible();
    await page.getByLabel('Language').selectOption('browser');
    await expect(page.getByLabel('Sprache')).toHaveValue('browser');
  });
});

test('keys pass languages on their way, and none begins before it is meant', async ({ app, page }) => {
  const html = page.locator('html');
  const chooseBy = async (label, ...keys) => {
    await page.getByLabel(label, { exact: true }).focus();
    for (const key of keys) await page.keyboard.press(key);
  };
  await app.open('#/data/settings');
  const language = page.getByLabel('Language', { exact: true });
  // A page that is loaded anew forgets this.
  await page.evaluate(() => (window.stayed = true));
  await chooseBy('Language', 'ArrowDown', 'ArrowDown');
  await expect(language).toHaveValue('de');
  await expect(page.getByRole('button', { name: 'Deutsch verwenden' })).toBeVisible();
  await page.keyboard.press('ArrowUp');
  await expect(page.getByRole('button', { name: 'Use English' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(language).toHaveValue('browser');
  await expect(page.getByRole('button', { name: 'Use English' })).toHaveCount(0);
  expect(await page.evaluate(() => window.stayed)).toBe(true);
  await expect(html).toHaveAttribute('lang', 'en');

  await chooseBy('Language', 'ArrowDown', 'ArrowDown', 'Enter');
  await expect(page.getByLabel('Sprache', { exact: true })).toHaveValue('de');
  await expect(html).toHaveAttribute('lang', 'de');

  await chooseBy('Sprache', 'ArrowUp', 'Tab');
  await expect(page.getByRole('button', { name: 'Use English' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Language', { exact: true })).toHaveValue('en');
});

test('German is chosen among the settings, and figures stay what they are', async ({ app, page }) => {
  const arr = page.locator('.kpi b').first();
  await app.open('#/data');
  await dataPart(page, 'Settings');
  await page.getByLabel('Horizon').fill('30');
  await page.getByLabel('Horizon').press('Enter');
  await app.open('#/');
  const figure = await arr.textContent();
  expect(figure).toMatch(/^\$[\d.]+M$/);
  await app.open('#/data/settings');
  await page.getByLabel('Language').selectOption('de');
  await expect(page.getByLabel('Sprache')).toHaveValue('de');
  await expect(page.getByLabel('Horizont')).toHaveValue('30');
  await app.open('#/');
  await expect(page.getByRole('heading', { name: 'Jahr für Jahr' })).toBeVisible();
  // Millions are a word of the language; the figure is not.
  await expect(arr).toHaveText(figure.replace('M', ' Mio.'));
});
