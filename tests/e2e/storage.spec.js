// Keeping and never losing, by doing it: snapshots, steps, branches; tabs that die, meet or are older; storage that is damaged, full,
// blocked or emptied; a clock that goes backwards.
import { readFileSync } from 'node:fs';
import { expect, test } from './fixtures.js';

const CUSTOMERS = new URL('../fixtures/imports/customers.csv', import.meta.url);

const horizon = (page) => page.getByLabel('Horizon');
const savedAt = (page) => page.getByText(/^Saved on this device \d/);
const snapshots = (page) => page.getByRole('list', { name: 'Snapshots' }).getByRole('listitem');

async function change(page, months) {
  await horizon(page).fill(months);
  await horizon(page).press('Enter');
}

async function changeAndSave(page, months) {
  await change(page, months);
  await page.waitForTimeout(500);
  await expect(savedAt(page)).toBeVisible();
}

async function takeSnapshot(page, name) {
  await page.getByRole('button', { name: 'Take a snapshot' }).click();
  const dialog = page.getByRole('dialog', { name: 'Take a snapshot' });
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByLabel('Name').press('Enter');
  await expect(dialog).toBeHidden();
}

async function pickInScenarioMenu(page, name) {
  await page.getByRole('button', { name: /^Scenario/ }).click();
  await page.getByRole('menuitem', { name }).click();
}

async function reload(app, page) {
  await page.reload();
  await app.started(page);
}

/** What lies in storage, word for word. */
const contents = (page) => page.evaluate(() => Object.fromEntries(Object.entries(localStorage)));

test('a named snapshot brings back what was, as one step, and what was replaced is a snapshot then', async ({ app, page }) => {
  await app.open('#/data');
  await changeAndSave(page, '30');
  await takeSnapshot(page, 'Board in March');
  await expect(snapshots(page)).toHaveText([/^Board in March/]);
  await changeAndSave(page, '48');
  await reload(app, page);
  await page.getByRole('button', { name: 'Restore Board in March' }).click();
  await expect(horizon(page)).toHaveValue('30');
  await expect(snapshots(page)).toHaveText([/^Before: restore “Board in March”/, /^Board in March/]);
  await page.getByRole('button', { name: 'Undo', exact: true }).first().click();
  await expect(horizon(page)).toHaveValue('48');
});

test('a snapshot opens as a scenario of its own, stands beside the plan on the Compare page, and is deleted after a question', async ({ app, page }) => {
  await app.open('#/data');
  await changeAndSave(page, '30');
  await takeSnapshot(page, 'March');
  await changeAndSave(page, '48');
  const more = page.getByRole('button', { name: 'Snapshot March' });
  await more.click();
  await page.getByRole('menuitem', { name: 'Compare with it' }).click();
  await expect(page.getByRole('region', { name: 'Inputs that differ' })).toContainText('30');
  await page.getByRole('link', { name: 'Data' }).click();
  await more.click();
  await page.getByRole('menuitem', { name: 'Open as a new scenario' }).click();
  await expect(page.getByRole('button', { name: /^Scenario/ })).toHaveText(/\(March\)/);
  await expect(horizon(page)).toHaveValue('30');
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(horizon(page)).toHaveValue('48');
  await more.click();
  await page.getByRole('menuitem', { name: 'Delete…' }).click();
  await page.getByRole('button', { name: 'Delete for good' }).click();
  await expect(snapshots(page)).toHaveCount(0);
});

test('before an import the plan is kept, and can be restored after a reload has ended undo', async ({ app, page }) => {
  await app.open('#/data');
  await changeAndSave(page, '30');
  await page.locator('input[type=file]').first().setInputFiles({ name: 'customers.csv', mimeType: 'text/csv', buffer: readFileSync(CUSTOMERS) });
  await page.getByRole('button', { name: 'Import 320 accounts' }).click();
  await expect(snapshots(page)).toHaveText([/^Before:/]);
  await expect(savedAt(page)).toBeVisible();
  await reload(app, page);
  await expect(page.getByRole('button', { name: /^Remove all 320/ })).toBeVisible();
  await page.getByRole('button', { name: /^Restore Before/ }).click();
  await expect(page.getByRole('button', { name: /^Remove all 320/ })).toHaveCount(0);
});

test('the steps made are listed by name, and one goes to any of them by keyboard', async ({ app, page }) => {
  await app.open('#/data');
  for (const months of ['30', '36', '48']) await changeAndSave(page, months);
  await pickInScenarioMenu(page, 'Steps made…');
  const dialog = page.getByRole('dialog', { name: 'Steps made' });
  const steps = dialog.getByRole('listitem').getByRole('button');
  await expect(steps).toHaveCount(4);
  await expect(steps.first()).toHaveAttribute('aria-current', 'step');
  await steps.nth(2).focus();
  await page.keyboard.press('Enter');
  await expect(steps.nth(2)).toHaveAttribute('aria-current', 'step');
  await expect(steps.first()).toContainText('taken back');
  await page.keyboard.press('Escape');
  await expect(horizon(page)).toHaveValue('30');
  await page.getByRole('button', { name: 'Redo', exact: true }).click();
  await expect(horizon(page)).toHaveValue('36');
});

test('a branch keeps its own, says that its base was changed, and takes these changes where it made none', async ({ app, page }) => {
  await app.open('#/data');
  await changeAndSave(page, '30');
  await pickInScenarioMenu(page, 'Branch');
  await expect(page.getByRole('button', { name: /^Scenario/ })).toHaveText(/\(branch\)/);
  await changeAndSave(page, '48');
  const scenarios = page.locator('section', { has: page.getByRole('heading', { name: 'Scenarios' }) });
  const branch = scenarios.getByRole('listitem').filter({ hasText: '(branch)' });
  await expect(branch).toContainText('branch of');
  await expect(branch).not.toContainText('changed since');
  // The base gets another currency, and the branch is looked at again.
  await scenarios.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(horizon(page)).toHaveValue('30');
  const currency = page.getByLabel('Currency');
  const before = await currency.inputValue();
  await currency.selectOption({ index: 1 });
  const after = await currency.inputValue();
  expect(after).not.toBe(before);
  await page.waitForTimeout(700);
  await expect(branch).toContainText('changed since');
  await scenarios.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(currency).toHaveValue(before);
  await branch.getByRole('button', { name: 'Take its changes' }).click();
  await expect(currency).toHaveValue(after);
  await expect(horizon(page)).toHaveValue('48');
  await expect(branch).not.toContainText('changed since');
  await reload(app, page);
  await expect(currency).toHaveValue(after);
  await expect(horizon(page)).toHaveValue('48');
  await branch.getByRole('button', { name: 'Compare' }).click();
  await expect(page.getByRole('region', { name: 'Inputs that differ' })).toContainText('48');
});

test('a branch outlives its base', async ({ app, page }) => {
  await app.open('#/data');
  await changeAndSave(page, '30');
  const base = await page.getByRole('button', { name: /^Scenario/ }).locator('.text').innerText();
  await pickInScenarioMenu(page, 'Branch');
  await changeAndSave(page, '48');
  await page.getByRole('button', { name: `Delete ${base}`, exact: true }).click();
  await page.getByRole('button', { name: `Delete ${base} for good` }).click();
  await page.getByRole('button', { name: 'Delete for good', exact: true }).click();
  await reload(app, page);
  await expect(horizon(page)).toHaveValue('48');
  await expect(page.getByText(/which is deleted/)).toBeVisible();
  await changeAndSave(page, '47');
  await reload(app, page);
  await expect(horizon(page)).toHaveValue('47');
});

test('a page closed while its change was not stored yet has stored it', async ({ app, page }) => {
  await app.open('#/data');
  await changeAndSave(page, '30');
  const other = await app.openTab('#/data');
  await change(other, '41');
  await other.close({ runBeforeUnload: false });
  await reload(app, page);
  await expect(horizon(page)).toHaveValue('41');
});

test('a tab that dies at any write of a save leaves the state before it or after it', async ({ app, page }) => {
  await app.open('#/data');
  await changeAndSave(page, '30');
  let last = '30';
  for (let writes = 0; writes < 5; writes += 1) {
    const next = String(31 + writes);
    // From this write on nothing of this tab reaches storage any more.
    await page.evaluate((left) => {
      let count = left;
      const { setItem, removeItem } = Storage.prototype;
      const alive = () => (count -= 1) >= 0;
      Storage.prototype.setItem = function set(...it) { if (alive()) setItem.apply(this, it); };
      Storage.prototype.removeItem = function remove(...it) { if (alive()) removeItem.apply(this, it); };
    }, writes);
    await change(page, next);
    await page.waitForTimeout(600);
    await reload(app, page);
    const shown = await horizon(page).inputValue();
    expect([last, next], `after ${writes} writes`).toContain(shown);
    await expect(page.getByText(/cannot be opened/)).toHaveCount(0);
    last = shown;
  }
  // The writes that were let through were enough for a save in the end.
  expect(last).not.toBe('30');
});

test('storage that refuses everything is told, editing goes on, and all is stored once it takes it again', async ({ app, page }) => {
  await app.open('#/data');
  await changeAndSave(page, '30');
  await page.evaluate(() => {
    window.setItem = Storage.prototype.setItem;
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  });
  await change(page, '44');
  await expect(page.getByText(/^Not saved/)).toBeVisible();
  await expect(page.getByText(/was not saved: the storage .* is full/)).toBeVisible();
  await change(page, '45');
  await expect(horizon(page)).toHaveValue('45');
  await page.evaluate(() => {
    Storage.prototype.setItem = window.setItem;
  });
  await changeAndSave(page, '46');
  await reload(app, page);
  await expect(horizon(page)).toHaveValue('46');
});

test('where room is scarce the page says what takes it, and automatic snapshots give way to a save', async ({ app, page }) => {
  await app.open('#/data');
  await changeAndSave(page, '30');
  await takeSnapshot(page, 'Named');
  await changeAndSave(page, '31');
  await page.getByRole('button', { name: 'Restore Named' }).click();
  await expect(snapshots(page)).toHaveCount(2);
  await page.waitForTimeout(700);
  await page.evaluate(() => {
    for (let size = 4_000_000, n = 0; size > 8; n += 1) {
      try {
        localStorage.setItem(`other-${n}`, 'x'.repeat(size));
      } catch {
        size = Math.floor(size / 2);
      }
    }
  });
  await change(page, '32');
  await page.waitForTimeout(700);
  await expect(page.getByText(/Room is getting scarce/)).toBeVisible();
  await expect(page.getByRole('list', { name: 'What takes room' })).toContainText('Other pages of this address');
  await page.evaluate(() => Object.keys(localStorage).filter((it) => it.startsWith('other-')).forEach((it) => localStorage.removeItem(it)));
  await changeAndSave(page, '33');
  await reload(app, page);
  await expect(horizon(page)).toHaveValue('33');
  await expect(snapshots(page).filter({ hasText: 'Named' }).first()).toBeVisible();
});

test('blocked storage is told before anything is lost, and the plan can still be changed and downloaded', async ({ app, page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new DOMException('blocked', 'SecurityError');
      },
    });
  });
  await app.open('#/data');
  await expect(page.getByText(/This browser keeps nothing for this page/)).toBeVisible();
  await change(page, '44');
  await expect(page.getByText(/^Not saved: kept only while this page is open/)).toBeVisible();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download', exact: true }).click();
  const file = JSON.parse(readFileSync(await (await download).path(), 'utf8'));
  expect(file.data.settings.horizon_months).toBe(44);
});

test('a tab with older code leaves what a newer one stored exactly as it is', async ({ app, page }) => {
  await app.open('#/data');
  await changeAndSave(page, '30');
  await page.evaluate(() => {
    const index = JSON.parse(localStorage.getItem('remit/v1/index'));
    localStorage.setItem('remit/v1/index', JSON.stringify({ ...index, schema: 99, data: { shape: 'new' } }));
  });
  const before = await contents(page);
  await change(page, '44');
  await expect(page.getByText(/A newer Remit saved the list of scenarios/)).toBeVisible();
  expect(await contents(page)).toEqual(before);
  await page.reload();
  await app.started();
  await expect(page.getByText(/A newer Remit/).first()).toBeVisible();
  await change(page, '45');
  await page.waitForTimeout(700);
  expect(await contents(page)).toEqual(before);
});

test('a list of scenarios that cannot be read is made anew and put aside word for word', async ({ app, page }) => {
  await app.open('#/data');
  await changeAndSave(page, '30');
  await page.evaluate(() => localStorage.setItem('remit/v1/index', '{"remit":"index","schema":1,'));
  await reload(app, page);
  await expect(page.getByText(/list of your scenarios could not be read/)).toBeVisible();
  await expect(horizon(page)).toHaveValue('30');
  await changeAndSave(page, '31');
  expect(Object.values(await contents(page))).toContain('{"remit":"index","schema":1,');
  await reload(app, page);
  await expect(horizon(page)).toHaveValue('31');
});

test('storage that is emptied under an open page gets the plan back with the next change', async ({ app, page }) => {
  await app.open('#/data');
  await changeAndSave(page, '30');
  const other = await app.openTab('#/data');
  await other.evaluate(() => localStorage.clear());
  await expect(page.getByText(/Another tab has deleted this scenario/)).toBeVisible();
  await page.getByRole('button', { name: 'Keep mine as a copy' }).click();
  await changeAndSave(page, '31');
  await other.reload();
  await app.started(other);
  await expect(horizon(other)).toHaveValue('31');
});

test('a clock set back loses nothing and mixes nothing up', async ({ app, page }) => {
  await app.open('#/data');
  await changeAndSave(page, '30');
  await takeSnapshot(page, 'First');
  const yesterdayTab = await page.context().newPage();
  await yesterdayTab.addInitScript(() => {
    const { Date: Real } = window;
    const back = 20 * 365 * 86_400_000;
    window.Date = class extends Real {
      constructor(...given) {
        super(...(given.length ? given : [Real.now() - back]));
      }
      static now() {
        return Real.now() - back;
      }
    };
  });
  await page.goto('about:blank');
  await app.open('#/data', yesterdayTab);
  await expect(horizon(yesterdayTab)).toHaveValue('30');
  await changeAndSave(yesterdayTab, '40');
  await takeSnapshot(yesterdayTab, 'Second');
  await reload(app, yesterdayTab);
  await expect(horizon(yesterdayTab)).toHaveValue('40');
  await expect(snapshots(yesterdayTab)).toHaveText([/^Second/, /^First/]);
});

test('a damaged snapshot is told and stays, and the plan is untouched by it', async ({ app, page }) => {
  await app.open('#/data');
  await changeAndSave(page, '30');
  await takeSnapshot(page, 'March');
  await page.evaluate(() => {
    const key = Object.keys(localStorage).find((it) => it.startsWith('remit/v1/h/'));
    localStorage.setItem(key, localStorage.getItem(key).slice(0, -40));
  });
  await reload(app, page);
  await expect(snapshots(page)).toHaveCount(0);
  await expect(page.getByText(/the snapshot “1-.*” ends too early/)).toBeVisible();
  await expect(horizon(page)).toHaveValue('30');
});

test('a scenario that is not open is stored in a fraction of the room and opens as it was', async ({ app, page }) => {
  await app.open('#/data');
  await changeAndSave(page, '37');
  const size = async () => Object.entries(await contents(page)).filter(([key]) => key.includes('/core/')).map(([, text]) => text.length);
  const [open] = await size();
  await pickInScenarioMenu(page, 'Start empty');
  await expect.poll(async () => Math.min(...(await size()))).toBeLessThan(open / 5);
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(horizon(page)).toHaveValue('37');
});

test('axe finds nothing serious where snapshots, steps and room are shown', async ({ app, page }) => {
  await app.open('#/data');
  await changeAndSave(page, '30');
  await takeSnapshot(page, 'March');
  await app.expectAccessible();
  await page.getByRole('button', { name: 'Steps made' }).click();
  await app.expectAccessible();
});
