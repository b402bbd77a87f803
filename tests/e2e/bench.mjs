// How fast the release feels in Chromium: the first figures on screen, from a keystroke to the painted answer, the map dragged round, and many
// accounts brought in.
// `./dev bench` builds it, finds the browser and calls this. Medians, with the tenth-worst of the runs beside them.
import { chromium } from '@playwright/test';
import { serve } from '../../tools/serve.mjs';
import { CHROMIUM_ARGS, chromiumPath } from './support/chromium.js';
import { requireDist } from './support/dist.js';
import { accountsImport, compareFive, manyAccounts, manySeats, mapPan, openLarger } from './support/many.js';
import { keysTimed, longestTasks, memoryOfSteps, memoryOfVisits } from './support/pace.js';

/** The page's first content that is not the loading text: what a visitor came for. */
const FIRST_FIGURES = { route: '', selector: '.kpis b, .kpi b, .kpi .value', runs: 15, budgetMs: 1000, slowMs: 1500 };

/**
 * Fields to type into: each gets a beginning, then a further digit and its removal by turns, timed until the frame after the answer is
 * painted. All texts are values the field takes: one that is refused changes no figure, and would measure nothing.
 */
const KEYSTROKES = [
  { name: 'target ARR, in the settings', route: '#/data/settings', label: 'Target closing ARR', begin: '4000000', digit: '0', runs: 40, budgetMs: 50 },
  { name: 'gross margin, on the Forecast page', route: '#/forecast//assumptions', label: 'Gross margin', begin: '7', digit: '8', runs: 40, budgetMs: 50 },
  { name: 'on-target earnings, on the Pay page', route: '#/pay/ae', label: 'On-target earnings', begin: '180000', digit: '0', runs: 40, budgetMs: 50 },
];
/**
 * The roster of a large team: the sample's people over and over, as many as the longest list of the goals has. Typed into the pay of
 * the first account executive.
 */
const ROSTER = { name: 'on-target earnings in the roster, 543 seats', seats: 543, begin: '180', digit: '0', runs: 40, budgetMs: 50 };

/** The map, dragged round by a script: the time between frames, of which 60 make a second. */
const PAN = { accounts: 10_000, budgetMs: 16.7 };

/** Five scenarios side by side: from asking for the page to the painted figures of all five. */
const FIVE = { seats: 200, months: 36, runs: 10, budgetMs: 50 };

/** Accounts brought in from a file. The page may not be still for longer than it takes to wonder whether it hangs. */
const IMPORT = { lines: 50_000, runs: 3, longestMs: 1_000 };

/** The page with the most figures, of a company with many people and accounts. */
const LARGE = {
  name: 'gross margin, 200 seats and 10,000 accounts', seats: 200, accounts: 10_000, route: '#/forecast//assumptions',
  label: 'Gross margin', begin: '7', digit: '8', runs: 40, budgetMs: 50,
};

/** Edits in an hour of work, each a step; so many of the last ones can be undone. What memory grows by after that is no history. */
const STEPS = 1_500;
const KEPT_STEPS = 500;
/** Rounds through four pages; the first ones fetch and build what stays. */
const ROUNDS = 60;
const SETTLED_ROUNDS = 20;

/** The same on a processor this many times slower, as of a phone or an old laptop. */
const SLOWER = 4;
const SLOW_KEY_MS = 150;
const LONGEST_TASK_MS = 200;
const PASSES = 3;
const times = (slower) => (slower === 1 ? '' : `${slower} times slower: `);
const mega = (bytes) => (bytes / 1e6).toFixed(1);

const sorted = (values) => [...values].sort((a, b) => a - b);
const at = (values, share) => sorted(values)[Math.min(values.length - 1, Math.floor(values.length * share))];

let slow = 0;
function report(name, times, budgetMs = Infinity) {
  const median = at(times, 0.5);
  const fine = median <= budgetMs;
  if (!fine) slow += 1;
  console.log(
    `    ${name.padEnd(56)}${median.toFixed(1).padStart(8)} ms   ${at(times, 0.9).toFixed(1).padStart(8)} ms   ${times.length} runs, ` +
      (budgetMs === Infinity ? 'no budget' : `${fine ? 'within' : 'ABOVE'} ${budgetMs} ms`),
  );
}

/** From the start of navigation to the frame that shows the element. The first run is cold, the others find a warm cache. */
async function firstFigures(browser, address, { route, selector, runs }, slower = 1) {
  const context = await browser.newContext();
  await context.addInitScript((wanted) => {
    window.shown = new Promise((done) => {
      const painted = () => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now())));
      new MutationObserver((_, observer) => {
        if (!document.querySelector(wanted)) return;
        observer.disconnect();
        painted();
      }).observe(document, { childList: true, subtree: true });
    });
  }, selector);
  const times = [];
  for (let run = 0; run <= runs; run += 1) {
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: slower });
    await page.goto(address + route);
    const time = await page.evaluate(() => window.shown);
    if (run > 0) times.push(time);
    await page.close();
  }
  await context.close();
  return times;
}

/** From the keydown event to the second animation frame after it, when its answer has been painted. */
async function keystrokeToPaint(browser, address, { route, label, begin, digit, runs }, slower) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(address + route);
  const field = page.getByLabel(label, { exact: true }).first();
  await field.waitFor({ timeout: 10_000 });
  await field.focus();
  await page.keyboard.type(begin);
  const times = await keysTimed(page, context, { digit, runs }, slower);
  await context.close();
  return times;
}

/** The same in a cell of the roster, with many seats. */
async function rosterToPaint(browser, address, { seats, begin, digit, runs }, slower) {
  const { context, page } = await openLarger(browser, address, 'Large team', (file) => manySeats(file, seats));
  await page.goto(`${address}#/team`);
  const grid = page.getByRole('grid', { name: /^Roster/ });
  await grid.waitFor();
  const heads = await grid.getByRole('columnheader').allInnerTexts();
  const column = heads.findIndex((text) => text.startsWith('OTE'));
  await grid.getByRole('row').filter({ hasText: 'Account executive' }).first().locator('th,td').nth(column).click();
  await page.keyboard.type(begin);
  const times = await keysTimed(page, context, { digit, runs }, slower);
  await context.close();
  return times;
}

/** The same in a field of the page with the most figures, in a company with many people and accounts. */
async function largeToPaint(browser, address, { seats, accounts, route, label, begin, digit, runs }, slower) {
  const grow = (file) => manyAccounts(manySeats(file, seats), accounts);
  const { context, page } = await openLarger(browser, address, 'Large company', grow);
  await page.evaluate((at) => (location.hash = at), route);
  const field = page.getByLabel(label, { exact: true }).first();
  await field.waitFor();
  await field.focus();
  await page.keyboard.type(begin);
  const times = await keysTimed(page, context, { digit, runs }, slower);
  await context.close();
  return times;
}

const site = await serve(requireDist());
const browser = await chromium.launch({ executablePath: chromiumPath(), args: CHROMIUM_ARGS });
try {
  console.log(`    ${''.padEnd(56)}  median         9 of 10`);
  report('first figures on screen, warm', await firstFigures(browser, site.address, FIRST_FIGURES), FIRST_FIGURES.budgetMs);
  for (const keystroke of KEYSTROKES) {
    report(`keystroke to paint: ${keystroke.name}`, await keystrokeToPaint(browser, site.address, keystroke, 1), keystroke.budgetMs);
  }
  report(`keystroke to paint: ${ROSTER.name}`, await rosterToPaint(browser, site.address, ROSTER, 1), ROSTER.budgetMs);
  report(`keystroke to paint: ${LARGE.name}`, await largeToPaint(browser, site.address, LARGE, 1), LARGE.budgetMs);
  report(`frame of the map, ${PAN.accounts} accounts, panned for 3 s`, await mapPan(browser, site.address, PAN.accounts), PAN.budgetMs);
  report(`five scenarios of ${FIVE.seats} seats side by side`, await compareFive(browser, site.address, FIVE), FIVE.budgetMs);
  const brought = await accountsImport(browser, site.address, IMPORT);
  report(`import of ${IMPORT.lines} accounts: drop to preview`, brought.preview);
  report(`import of ${IMPORT.lines} accounts: taking them over`, brought.take);
  report(`import of ${IMPORT.lines} accounts: longest task`, brought.longest, IMPORT.longestMs);
  for (const slower of [1, SLOWER]) {
    const tasks = await longestTasks(browser, site.address, slower, PASSES);
    report(`${times(slower)}longest task of ${tasks.length} pages, median of ${PASSES}: ${tasks[0].at}`, [tasks[0].ms], LONGEST_TASK_MS);
  }
  const first = await firstFigures(browser, site.address, FIRST_FIGURES, SLOWER);
  report(`${times(SLOWER)}first figures on screen, warm`, first, FIRST_FIGURES.slowMs);
  for (const keystroke of KEYSTROKES) {
    report(`${times(SLOWER)}${keystroke.name}`, await keystrokeToPaint(browser, site.address, keystroke, SLOWER), SLOW_KEY_MS);
  }
  report(`${times(SLOWER)}${LARGE.name}`, await largeToPaint(browser, site.address, LARGE, SLOWER), SLOW_KEY_MS);
  const series = (weights) => weights.map(({ program }) => mega(program)).join(', ');
  const steps = await memoryOfSteps(browser, site.address, STEPS);
  const grown = (at, of) => [of.at(-1).program - of[at].program, of.at(-1).scripts - of[at].scripts].map(mega).join(' + ');
  console.log(`    memory of the program after every 100 steps, MB: ${series(steps)}`);
  console.log(`    program and scripts grow from step ${KEPT_STEPS} to ${STEPS} by, MB: ${grown(KEPT_STEPS / 100, steps)}`);
  const visits = await memoryOfVisits(browser, site.address, ROUNDS);
  const [from, to] = [visits[SETTLED_ROUNDS / 10].program, visits.at(-1).program];
  const each = (to - from) / ((ROUNDS - SETTLED_ROUNDS) * 4) / 1e3;
  console.log(`    memory of the program after every 10 rounds through four pages, MB: ${series(visits)}; ${each.toFixed(0)} KB a page`);
} finally {
  await browser.close();
  await site.stop();
}
process.exit(slow === 0 ? 0 : 1);
