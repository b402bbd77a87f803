// How a session feels on a slow machine: the longest task while one goes through all pages, from a keystroke to the painted
// answer, and what an hour of edits and visits leaves in memory.

/** Every page, with its parts. */
const PAGES = [
  '#/', '#/team', '#/team/org', '#/team/hiring', '#/team/capacity', '#/team/cost', '#/pay/ae', '#/pay/ae/cost', '#/pay/ae/people',
  '#/territories', '#/territories/segments', '#/territories/assign', '#/forecast', '#/forecast//assumptions', '#/forecast//cohorts',
  '#/forecast//goals', '#/forecast//actuals', '#/compare', '#/roles', '#/roles/offers', '#/roles/fit', '#/roles/ladder', '#/data', '#/report',
];

/** A page that keeps its longest tasks and the memory of its programs, on a processor this many times slower. */
async function watched(browser, slower) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-US' });
  const page = await context.newPage();
  await page.addInitScript(() => {
    window.tasks = [];
    new PerformanceObserver((list) => list.getEntries().forEach((it) => window.tasks.push(it.duration))).observe({ type: 'longtask' });
    window.memories = [];
    const keep = (made) => {
      const memory = (made.instance ?? made).exports?.memory;
      if (memory) window.memories.push(memory);
      return made;
    };
    for (const name of ['instantiate', 'instantiateStreaming']) {
      const before = WebAssembly[name];
      WebAssembly[name] = (...given) => before.apply(WebAssembly, given).then(keep);
    }
  });
  const devtools = await context.newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slower });
  return { context, page, devtools };
}

const longest = (page) => page.evaluate(() => Math.max(0, ...window.tasks.splice(0)));

/** Goes through all pages several times, each time anew: the longest task of each, the median of the times. Other programs of the machine
 * hold up one page or another, seldom the same twice. */
export async function longestTasks(browser, address, slower, passes) {
  const seen = [];
  for (let pass = 0; pass < passes; pass += 1) seen.push(await throughAll(browser, address, slower));
  const middle = (values) => values.sort((one, other) => one - other)[Math.floor(values.length / 2)];
  const tasks = PAGES.map((at, page) => ({ at, ms: middle(seen.map((tasks) => tasks[page].ms)) }));
  return tasks.sort((one, other) => other.ms - one.ms);
}

/** Once: the longest task of each page, the first page's with the loading of the program. */
async function throughAll(browser, address, slower) {
  const { context, page } = await watched(browser, slower);
  const tasks = [];
  for (const at of PAGES) {
    if (at === PAGES[0]) await page.goto(address + at);
    else await page.evaluate((at) => (location.hash = at), at);
    await page.locator('h1').first().waitFor();
    await page.waitForTimeout(600 * Math.min(slower, 2));
    tasks.push({ at, ms: await longest(page) });
  }
  await context.close();
  return tasks;
}

/** Presses a key and takes it back by turns, in the field that has the focus. */
export async function keysTimed(page, context, { digit, runs }, slower) {
  const devtools = await context.newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slower });
  await page.evaluate(() => {
    window.times = [];
    addEventListener(
      'keydown',
      (event) => requestAnimationFrame(() => requestAnimationFrame(() => window.times.push(performance.now() - event.timeStamp))),
      { capture: true },
    );
  });
  for (let run = 0; run < runs; run += 1) {
    await page.keyboard.press(run % 2 === 0 ? digit : 'Backspace');
    await page.waitForFunction((count) => window.times.length === count, run + 1);
    const refused = await page.evaluate(() => document.activeElement.getAttribute('aria-invalid') && document.activeElement.value);
    if (refused) throw new Error(`“${refused}” was refused; nothing was measured.`);
  }
  return page.evaluate(() => window.times);
}

/** A page on a field of the forecast, and what its memory holds: of the program, and of the page's scripts once swept, in bytes. */
async function weighed(browser, address) {
  const { context, page, devtools } = await watched(browser, 1);
  await devtools.send('HeapProfiler.enable');
  await page.goto(`${address}#/forecast//assumptions`);
  const field = page.getByLabel('Gross margin', { exact: true }).first();
  await field.waitFor();
  const weigh = async () => {
    await devtools.send('HeapProfiler.collectGarbage');
    const { usedSize } = await devtools.send('Runtime.getHeapUsage');
    const program = await page.evaluate(() => window.memories.reduce((sum, it) => sum + it.buffer.byteLength, 0));
    return { program, scripts: usedSize };
  };
  return { context, page, field, weigh };
}

/** What memory holds before so many edits and after every hundredth, each a step of its own, on one page. */
export async function memoryOfSteps(browser, address, steps) {
  const { context, field, weigh } = await weighed(browser, address);
  const weights = [await weigh()];
  for (let step = 1; step <= steps; step += 1) {
    await field.fill(String(60 + (step % 30)));
    await field.press('Enter');
    if (step % 100 === 0) weights.push(await weigh());
  }
  await context.close();
  return weights;
}

/** What memory holds before so many rounds through four pages and after every tenth, without an edit. */
export async function memoryOfVisits(browser, address, rounds) {
  const { context, page, field, weigh } = await weighed(browser, address);
  const weights = [await weigh()];
  for (let round = 1; round <= rounds; round += 1) {
    for (const at of ['#/team', '#/pay/ae', '#/territories', '#/forecast//assumptions']) {
      await page.evaluate((at) => (location.hash = at), at);
      await page.waitForTimeout(60);
      await page.waitForFunction(() => !document.documentElement.hasAttribute('data-building'));
    }
    await field.waitFor();
    if (round % 10 === 0) weights.push(await weigh());
  }
  await context.close();
  return weights;
}
