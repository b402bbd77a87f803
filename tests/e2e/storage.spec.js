// Keeping and never losing, by doing it: snapshots, steps, branches; tabs that die, meet or are older; storage that is damaged, full,
// blocked or emptied; a clock that goes backwards.
import { readFileSync } from 'node:fs';
import { expect, test } from './fixtures.js';
import { dataPart, expectHorizon, typeHorizon as change } from './support/files.js';
import { seller } from './support/seller.js';

const CUSTOMERS = new URL('../fixtures/imports/customers.csv', import.meta.url);

const savedAt = (page) => page.getByText(/^Saved on this device \d/);
const snapshots = (page) => page.getByRole('list', { name: 'Snapshots' }).getByRole('listitem');

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
  await expectHorizon(page, '30');
  await expect(snapshots(page)).toHaveText([/^Before: restore “Board in March”/, /^Board in March/]);
  await page.getByRole('button', { name: 'Undo', exact: true }).first().click();
  await expectHorizon(page, '48');
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
  await expectHorizon(page, '30');
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await expectHorizon(page, '48');
  await more.click();
  await page.getByRole('menuitem', { name: 'Delete…' }).click();
  await page.getByRole('button', { name: 'Delete for good' }).click();
  await expect(snapshots(page)).toHaveCount(0);
});

test('before an import the plan is kept, and can be restored after a reload has ended undo', async ({ app, page }) => {
  await app.open('#/data');
  await changeAndSave(page, '30');
  await dataPart(page, 'Import');
  await page.locator('input[type=file]').first().setInputFiles({ name: 'customers.csv', mimeType: 'text/csv', buffer: readFileSync(CUSTOMERS) });
  await page.getByRole('button', { name: 'Import 320 accounts' }).click();
  await dataPart(page, 'Scenarios');
  await expect(snapshots(page)).toHaveText([/^Before:/]);
  await expect(savedAt(page)).toBeVisible();
  await reload(app, page);
  await dataPart(page, 'Import');
  await expect(page.getByRole('button', { name: /^Remove all 320/ })).toBeVisible();
  await dataPart(page, 'Scenarios');
  await page.getByRole('button', { name: /^Restore Before/ }).click();
  await dataPart(page, 'Import');
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
  await expectHorizon(page, '30');
  await page.getByRole('button', { name: 'Redo', exact: true }).click();
  await expectHorizon(page, '36');
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
  await expectHorizon(page, '30');
  const currency = (code) => expect(page.locator('.page-head .sub')).toContainText(`· ${code}.`);
  await dataPart(page, 'Settings');
  const before = await page.getByLabel('Currency').inputValue();
  await page.getByLabel('Currency').selectOption({ index: 1 });
  const after = await page.getByLabel('Currency').inputValue();
  expect(after).not.toBe(before);
  await dataPart(page, 'Scenarios');
  await page.waitForTimeout(700);
  await expect(branch).toContainText('changed since');
  await scenarios.getByRole('button', { name: 'Open', exact: true }).click();
  await currency(before);
  await branch.getByRole('button', { name: 'Take its changes' }).click();
  await currency(after);
  await expectHorizon(page, '48');
  await expect(branch).not.toContainText('changed since');
  // Undo brings back both: what the branch was, and what it differs from.
  await page.getByRole('button', { name: 'Undo', exact: true }).first().click();
  await currency(before);
  await expect(branch).toContainText('changed since');
  await page.getByRole('button', { name: 'Redo', exact: true }).click();
  await currency(after);
  await expect(branch).not.toContainText('changed since');
  await reload(app, page);
  await currency(after);
  await expectHorizon(page, '48');
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
  await expectHorizon(page, '48');
  await expect(page.getByText(/which is deleted/)).toBeVisible();
  await changeAndSave(page, '47');
  await reload(app, page);
  await expectHorizon(page, '47');
});

test('a page closed while its change was not stored yet has stored it', async ({ app, page }) => {
  await app.open('#/data');
  await changeAndSave(page, '30');
  const other = await app.openTab('#/data');
  await change(other, '41');
  await other.close({ runBeforeUnload: false });
  await reload(app, page);
  await expectHorizon(page, '41');
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
    const [, shown] = (await page.locator('.page-head .sub').innerText()).match(/(\d+) months/);
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
  await expectHorizon(page, '45');
  await page.evaluate(() => {
    Storage.prototype.setItem = window.setItem;
  });
  await changeAndSave(page, '46');
  await reload(app, page);
  await expectHorizon(page, '46');
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
  await expectHorizon(page, '33');
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
  await dataPart(page, 'Take along');
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
  await expectHorizon(page, '30');
  await changeAndSave(page, '31');
  expect(Object.values(await contents(page))).toContain('{"remit":"index","schema":1,');
  await reload(app, page);
  await expectHorizon(page, '31');
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
  await expectHorizon(other, '31');
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
  await expectHorizon(yesterdayTab, '30');
  await changeAndSave(yesterdayTab, '40');
  await takeSnapshot(yesterdayTab, 'Second');
  await reload(app, yesterdayTab);
  await expectHorizon(yesterdayTab, '40');
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
  const kept = page.locator('.panel', { has: page.getByRole('heading', { name: 'Kept as it was found' }) });
  await expect(kept).toContainText('A snapshot of “FY27 base plan”');
  await expect(kept).toContainText('It ends too early.');
  await expectHorizon(page, '30');
});

test('a scenario that is not open is stored in a fraction of the room and opens as it was', async ({ app, page }) => {
  await app.open('#/data');
  await changeAndSave(page, '37');
  const size = async () => Object.entries(await contents(page)).filter(([key]) => key.includes('/core/')).map(([, text]) => text.length);
  const [open] = await size();
  await pickInScenarioMenu(page, 'Start empty');
  await expect.poll(async () => Math.min(...(await size()))).toBeLessThan(open / 5);
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await expectHorizon(page, '37');
});

test('axe finds nothing serious where snapshots, steps and room are shown', async ({ app, page }) => {
  await app.open('#/data');
  await changeAndSave(page, '30');
  await takeSnapshot(page, 'March');
  await app.expectAccessible();
  await page.getByRole('button', { name: 'Steps made' }).click();
  await app.expectAccessible();
});

test('a file shows what is in it before it is opened, and opening it can be taken back', async ({ app, page }) => {
  await app.open('#/data/import');
  await change(page, '30');
  await expect(savedAt(page)).toBeVisible();
  const file = { name: 'seller.json', mimeType: 'application/json', buffer: seller(3) };
  const drop = async () => {
    await page.evaluate(({ name, text }) => {
      const data = new DataTransfer();
      data.items.add(new File([text], name, { type: 'application/json' }));
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
    }, { name: file.name, text: file.buffer.toString() });
  };
  const before = await contents(page);
  const look = page.getByRole('dialog', { name: 'Open seller.json?' });
  // It is looked at on every part of the page, and looking changes nothing.
  for (const part of ['Scenarios', 'Import', 'Take along', 'Settings']) {
    await dataPart(page, part);
    await drop();
    await expect(look.locator('.facts')).toContainText('Seller');
    await expect(look.locator('.facts')).toContainText('2 seats');
    await expect(look.locator('.facts')).toContainText('12 in all');
    await expect(look).toContainText('Written in format 1');
    await look.getByRole('button', { name: 'Cancel' }).click();
  }
  expect(await contents(page)).toEqual(before);
  await drop();
  await app.expectAccessible();
  await look.getByRole('button', { name: 'Open as a new scenario' }).click();
  await expect(page.getByRole('button', { name: /^Scenario/ })).toHaveText(/: Seller$/);
  await page.locator('.toast').getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('button', { name: /^Scenario/ })).toHaveText(/: FY27 base plan$/);
  await expectHorizon(page, '30');
  await dataPart(page, 'Scenarios');
  await expect(page.locator('section.panel', { has: page.getByRole('heading', { name: 'Scenarios', exact: true }) }).getByRole('listitem')).toHaveCount(1);
  // In place of the open one it is one step, and what was there is a snapshot.
  await drop();
  await look.getByRole('button', { name: 'Put in place of the open one' }).click();
  await expect(page.getByRole('button', { name: /^Scenario/ })).toHaveText(/: FY27 base plan$/);
  await expectHorizon(page, '12');
  await expect(snapshots(page)).toHaveText([/^Before: open seller.json/]);
  await page.getByRole('button', { name: 'Undo', exact: true }).first().click();
  await expectHorizon(page, '30');
});

test('a table dropped anywhere on the page comes to the import', async ({ app, page }) => {
  await app.open('#/data/settings');
  await page.evaluate((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], 'customers.csv', { type: 'text/csv' }));
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
  }, readFileSync(CUSTOMERS, 'utf8'));
  await expect(page).toHaveURL(/#\/data\/import$/);
  const dialog = page.getByRole('dialog', { name: 'Import customers.csv' });
  await expect(dialog.getByRole('button', { name: 'Import 320 accounts' })).toBeVisible();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await dataPart(page, 'Settings');
  await dataPart(page, 'Import');
  await expect(dialog).toBeHidden();
});

test('two tabs that write the list of scenarios at the same moments lose nothing of each other', async ({ app, page }) => {
  await app.open('#/data/settings');
  await change(page, '30');
  await expect(savedAt(page)).toBeVisible();
  const other = await app.openTab('#/data/settings');
  const pick = async (tab, name) => {
    await tab.getByRole('button', { name: /^Scenario/ }).click();
    await tab.getByRole('menuitem', { name }).click();
  };
  await pick(other, 'Start empty');
  await expect(other.getByRole('button', { name: /^Scenario/ })).toHaveText(/: New plan$/);
  /** What the list counts as each scenario's horizon: that of the revision it names, as a tab has it that opens now. */
  const listed = (tab) =>
    tab.evaluate(() => {
      const index = JSON.parse(localStorage.getItem('remit/v1/index'));
      return index.data.scenarios.map(({ id, parts }) => {
        const core = localStorage.getItem(`remit/v1/s/${id}/core/${parts.core.revision}`);
        return core === null ? 'not there' : JSON.parse(core).data?.settings?.horizon_months ?? 'put away';
      });
    });
  // What the other tab put away it stores smaller a moment later.
  await expect.poll(async () => (await listed(other))[0], { timeout: 10_000 }).toBe('put away');
  // Each tab saves its own scenario: both type in the same instant, so that both pauses end together.
  for (let round = 0; round < 8; round += 1) {
    const at = Date.now() + 120;
    const type = (tab, months) =>
      tab.evaluate(([when, value]) => {
        const field = [...document.querySelectorAll('input')].find((it) => it.labels?.[0]?.textContent.startsWith('Horizon'));
        const press = () => {
          field.focus();
          field.value = value;
          field.dispatchEvent(new Event('input', { bubbles: true }));
          field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
          field.dispatchEvent(new Event('change', { bubbles: true }));
        };
        return new Promise((done) => setTimeout(() => { press(); done(); }, when - Date.now()));
      }, [at, months]);
    const [mine, theirs] = [24 + round, 40 + round];
    await Promise.all([type(page, String(mine)), type(other, String(theirs))]);
    for (const tab of [page, other]) {
      await expect.poll(() => listed(tab), { intervals: [50], timeout: 5_000 }).toEqual([mine, theirs]);
      await expect(tab.getByText(/^Not saved|Another tab/)).toHaveCount(0);
    }
    await expectHorizon(page, String(mine));
    await expectHorizon(other, String(theirs));
  }
  // And so a tab that opens now has them.
  const fresh = await app.openTab('#/data');
  for (const [name, months] of [['FY27 base plan', '31'], ['New plan', '47']]) {
    await fresh.getByRole('button', { name: /^Scenario/ }).click();
    await fresh.getByRole('menuitemradio', { name }).click();
    await expectHorizon(fresh, months);
  }
});

test('a save that a tab did not know of when it wrote the list of scenarios is named again', async ({ app, page }) => {
  await app.open('#/data/settings');
  await change(page, '30');
  await expect(savedAt(page)).toBeVisible();
  const other = await app.openTab('#/guide');
  const list = () => other.evaluate(() => localStorage.getItem('remit/v1/index'));
  const before = await list();
  await change(page, '31');
  await expect.poll(() => list()).not.toBe(before);
  const named = JSON.parse(await list()).data;
  await other.evaluate(([key, text]) => localStorage.setItem(key, text), ['remit/v1/index', before]);
  await expect.poll(async () => JSON.parse(await list()).data).toEqual(named);
  await expect(page.getByText(/Another tab/)).toHaveCount(0);
  await page.reload();
  await expectHorizon(page, '31');
});

/** Another tab takes the turn and does not give it back before it is told to. */
const holdTurn = (tab) =>
  tab.evaluate(() => new Promise((held) => {
    navigator.locks.request('remit/list', () => new Promise((free) => { window.free = free; held(); }));
  }));

const PROFILE = 'remit/v1/profile';
const storedProfile = (page) => page.evaluate((key) => localStorage.getItem(key), PROFILE);

test('offers, and snapshots that are taken by themselves, are written when it is the tab\'s turn', async ({ app, page }) => {
  await app.open('#/roles');
  await page.getByRole('button', { name: 'Start with mine' }).click();
  await expect.poll(() => storedProfile(page)).not.toBe(null);
  const other = await app.openTab('#/');
  const before = await storedProfile(page);
  await holdTurn(other);
  await page.getByRole('button', { name: /Add from a role/ }).first().click();
  await page.getByRole('menuitem', { name: 'Customer success manager', exact: true }).click();
  await page.waitForTimeout(900);
  expect(await storedProfile(page)).toBe(before);
  await other.evaluate(() => window.free());
  await expect.poll(() => storedProfile(page)).not.toBe(before);
  // A page that is left for another one keeps its offers when its turn comes.
  const kept = await storedProfile(page);
  await holdTurn(other);
  await page.getByRole('button', { name: /Add from a role/ }).first().click();
  await page.getByRole('menuitem', { name: 'Customer success manager', exact: true }).click();
  await page.getByRole('link', { name: 'Data', exact: true }).click();
  await page.waitForTimeout(300);
  expect(await storedProfile(page)).toBe(kept);
  await other.evaluate(() => window.free());
  await expect.poll(() => storedProfile(page)).not.toBe(kept);
  expect(JSON.parse(await storedProfile(page)).data.offers).toHaveLength(2);
  // So does a snapshot that is taken by itself.
  await changeAndSave(page, '30');
  await takeSnapshot(page, 'March');
  await changeAndSave(page, '31');
  await holdTurn(other);
  const taken = () => page.evaluate(() => Object.keys(localStorage).filter((it) => it.startsWith('remit/v1/h/')).length);
  await page.getByRole('button', { name: 'Restore March' }).click();
  await page.waitForTimeout(400);
  expect(await taken()).toBe(1);
  await other.evaluate(() => window.free());
  await expect.poll(taken).toBe(2);
});

test('offers that two tabs change: what was kept elsewhere is never written over unasked', async ({ app, page }) => {
  await app.open('#/roles');
  await page.getByRole('button', { name: 'Start with mine' }).click();
  await expect.poll(() => storedProfile(page)).not.toBe(null);
  const add = async (tab, role) => {
    await tab.getByRole('button', { name: /Add from a role/ }).first().click();
    await tab.getByRole('menuitem', { name: role, exact: true }).click();
  };
  const roles = async () => JSON.parse(await storedProfile(page)).data.offers.map((it) => it.name);
  await add(page, 'Customer success manager');
  await expect.poll(async () => (await roles()).length).toBe(1);
  // A page that was left shows, when one comes back to it, what another tab has kept since.
  await page.getByRole('link', { name: 'Data', exact: true }).click();
  const other = await app.openTab('#/roles');
  await add(other, 'Customer success manager');
  await expect.poll(async () => (await roles()).length).toBe(2);
  await page.getByRole('link', { name: 'Roles and offers', exact: false }).first().click();
  await expect(page.locator('.offer-card').nth(1)).toBeVisible();
  await add(page, 'Customer success manager');
  await expect.poll(async () => (await roles()).length).toBe(3);
  // The other tab, which is open on its offers, says so at once, and takes them or keeps its own.
  await expect(other.getByText(/Another tab has changed your offers/)).toBeVisible();
  await other.getByRole('button', { name: 'Take theirs' }).click();
  await expect(other.getByText(/Another tab has changed your offers/)).toHaveCount(0);
  await add(other, 'Customer success manager');
  await expect.poll(async () => (await roles()).length).toBe(4);
  await expect(page.getByText(/Another tab has changed your offers/)).toBeVisible();
  await page.getByRole('button', { name: 'Keep mine' }).click();
  await expect.poll(async () => (await roles()).length).toBe(3);
});

test('a tab in which no offer was changed follows the other one without being asked', async ({ app, page }) => {
  await app.open('#/roles');
  const idle = await app.openTab('#/roles');
  await expect(idle.locator('.offer-card')).toHaveCount(3);
  await page.getByRole('button', { name: 'Start with mine' }).click();
  await page.getByRole('button', { name: /Add from a role/ }).first().click();
  await page.getByRole('menuitem', { name: 'Customer success manager', exact: true }).click();
  await expect(idle.locator('.offer-card')).toHaveCount(1);
  await expect(idle.getByText(/Another tab/)).toHaveCount(0);
  // What it changes then is kept on top of that; the first one has steps of its own and is asked, on a phone wherever it is scrolled to.
  await idle.getByRole('button', { name: /Add from a role/ }).first().click();
  await idle.getByRole('menuitem', { name: 'Account manager', exact: true }).click();
  await expect.poll(async () => JSON.parse(await storedProfile(page)).data.offers.length).toBe(2);
  await page.setViewportSize({ width: 390, height: 844 });
  const asked = page.getByText(/Another tab has changed your offers/);
  await expect(asked).toBeVisible();
  // What one types on regardless is not kept, and the sign of it takes a line of the head, not a column of letters.
  const editor = page.locator('.offer-editor');
  await editor.getByRole('textbox', { name: 'Base', exact: true }).fill('91,000');
  await page.keyboard.press('Enter');
  const state = page.locator('.saved.failed');
  await expect(state).toHaveAttribute('title', /^Not saved: another tab/);
  expect((await page.locator('.topbar').boundingBox()).height).toBeLessThan(70);
  expect((await state.boundingBox()).height).toBeLessThan(30);
  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight / 2));
  await expect(asked).toBeInViewport({ ratio: 1 });
  await page.getByRole('button', { name: 'Take theirs' }).click();
  await expect(page.locator('.offer-card')).toHaveCount(2);
});

test('a tab waits for its turn, and not for ever where another one hangs with it', async ({ app, page }) => {
  await app.open('#/data/settings');
  await change(page, '30');
  await expect(savedAt(page)).toBeVisible();
  const other = await app.openTab('#/');
  await other.evaluate(() => new Promise((held) => {
    navigator.locks.request('remit/list', () => new Promise((free) => { window.free = free; held(); }));
  }));
  const before = await contents(page);
  await change(page, '31');
  await page.waitForTimeout(900);
  expect(await contents(page)).toEqual(before);
  await other.evaluate(() => window.free());
  await expect.poll(async () => JSON.stringify(await contents(page)) !== JSON.stringify(before)).toBe(true);
  // The page is left while another tab has the turn: what cannot wait is stored.
  await other.evaluate(() => new Promise((held) => {
    navigator.locks.request('remit/list', () => new Promise(() => held()));
  }));
  await change(page, '32');
  await reload(app, page);
  await expectHorizon(page, '32');
  await change(page, '33');
  await expect.poll(async () => page.getByText(/^Saved on this device \d/).count(), { timeout: 6_000 }).toBe(1);
  await reload(app, page);
  await expectHorizon(page, '33');
});

test('where the browser has no locks everything is stored as well', async ({ app, page }) => {
  await page.addInitScript(() => Object.defineProperty(Navigator.prototype, 'locks', { get: () => undefined }));
  await app.open('#/data');
  await changeAndSave(page, '30');
  await reload(app, page);
  await expectHorizon(page, '30');
});

test('a block that changes many cells is preceded by a snapshot, a small one is not', async ({ app, page }) => {
  await app.open('#/team');
  const paste = async (rows) => {
    await page.getByRole('grid', { name: /^Roster/ }).getByRole('row').filter({ hasText: 'Account executive' }).nth(1).getByRole('rowheader').click();
    await page.evaluate((text) => {
      const data = new DataTransfer();
      data.setData('text/plain', text);
      document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    }, Array.from({ length: rows }, (_, n) => `Person ${n}`).join('\n'));
    await expect(savedAt(page)).toBeVisible();
    await page.waitForTimeout(600);
    await page.getByRole('link', { name: 'Data', exact: true }).click();
  };
  await paste(3);
  await expect(snapshots(page)).toHaveCount(0);
  await page.getByRole('link', { name: 'Team', exact: true }).click();
  await paste(24);
  await expect(snapshots(page)).toHaveText([/^Before: paste into the roster/]);
});

/** The panel of what is stored and cannot be used. */
const keptPanel = (page) => page.locator('section.panel', { has: page.getByRole('heading', { name: 'Kept as it was found' }) });

test('a damaged scenario is listed by name, tried again, and opens once it is sound', async ({ app, page }) => {
  await app.open('#/data');
  await changeAndSave(page, '30');
  await dataPart(page, 'Scenarios');
  await expect(keptPanel(page)).toHaveCount(0);
  const [key, sound] = await page.evaluate(() => {
    const key = Object.keys(localStorage).find((it) => it.includes('/core/'));
    const sound = localStorage.getItem(key);
    localStorage.setItem(key, sound.slice(0, 500));
    return [key, sound];
  });
  await reload(app, page);
  const row = keptPanel(page).getByRole('listitem');
  await expect(row).toHaveCount(1);
  await expect(row).toContainText('FY27 base plan');
  await expect(row).toContainText(/1 KB, saved \d+ \w+ \d{4}, \d\d:\d\d/);
  await expect(row).toContainText('The part “core” ends too early.');
  await app.expectAccessible();
  const download = page.waitForEvent('download');
  await row.getByRole('button', { name: 'Download' }).click();
  expect(readFileSync(await (await download).path(), 'utf8')).toBe(sound.slice(0, 500));
  await row.getByRole('button', { name: 'Try again' }).click();
  await expect(page.locator('.toast')).toContainText('cannot be opened: the part “core” ends too early');
  // It is put into the bin and comes back from there, damaged as it is.
  await row.getByRole('button', { name: 'Remove FY27 base plan' }).click();
  await expect(keptPanel(page)).toHaveCount(0);
  await page.locator('.toast').getByRole('button', { name: 'Undo' }).click();
  await expect(row).toHaveCount(1);
  await page.evaluate(([key, text]) => localStorage.setItem(key, text), [key, sound]);
  await row.getByRole('button', { name: 'Try again' }).click();
  await expect(keptPanel(page)).toHaveCount(0);
  await expectHorizon(page, '30');
});

test('what was put aside can be removed, and that taken back', async ({ app, page }) => {
  const aside = 'remit/v1/kept/index-1799150999-a';
  await app.open('#/data');
  await changeAndSave(page, '30');
  await page.evaluate((key) => localStorage.setItem(key, '<html>'), aside);
  await reload(app, page);
  await dataPart(page, 'Scenarios');
  const row = keptPanel(page).getByRole('listitem');
  await expect(row).toContainText('It is not JSON (line 1, column 1), and was put aside.');
  await expect(row.getByRole('button', { name: 'Try again' })).toHaveCount(0);
  const stored = () => page.evaluate((key) => localStorage.getItem(key), aside);
  await row.getByRole('button', { name: 'Remove The list of scenarios' }).click();
  await expect(keptPanel(page)).toHaveCount(0);
  expect(await stored()).toBe(null);
  await page.locator('.toast').getByRole('button', { name: 'Undo' }).click();
  await expect(row).toHaveCount(1);
  expect(await stored()).toBe('<html>');
});
