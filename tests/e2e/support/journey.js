// A journey told step by step: what a stranger does with what is on screen, how many steps it takes, and how long at a stated human pace.
// The time is reckoned from the steps, not from a clock, so that a slow machine fails no test.
//
//   const way = new Journey(page, 'two offers');
//   await way.click('Compare roles and offers', page.getByRole('link', { name: /^Compare/ }));
//   ...
//   way.within(minutes(5));
//
// REMIT_JOURNEYS names a folder for a screenshot of every step and a table of the steps.
import { appendFileSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';

/** Seconds: to find and press something; to look a figure up in a paper and go to its field, and for each sign in it; to choose from a list; to find a file or text elsewhere
 * and bring it; to read a sentence or a few figures. */
export const PACE = { click: 3, field: 4, sign: 0.25, choice: 5, bring: 8, read: 5, answer: 4 };

export const minutes = (count) => 60 * count;

export class Journey {
  steps = [];
  #page;
  #folder;

  constructor(page, name) {
    this.#page = page;
    this.name = name;
    const folder = process.env.REMIT_JOURNEYS;
    if (folder) {
      this.#folder = join(folder, name.replace(/\W+/g, '-'));
      mkdirSync(this.#folder, { recursive: true });
    }
  }

  async #did(what, seconds) {
    this.steps.push({ what, seconds });
    if (this.#folder) {
      await this.#page.waitForTimeout(250);
      const file = `${String(this.steps.length).padStart(2, '0')}-${what.replace(/\W+/g, '-').slice(0, 40)}.png`;
      await this.#page.screenshot({ path: join(this.#folder, file) });
    }
  }

  async click(what, at) {
    await at.click();
    await this.#did(what, PACE.click);
  }

  /** Types into a field and confirms. */
  async fill(what, at, text) {
    await at.click();
    await at.fill(text);
    await at.press('Enter');
    await this.#did(`${what}: ${text}`, PACE.field + PACE.sign * text.length);
  }

  /** Types into a cell of a grid. */
  async cell(what, at, text) {
    await at.click();
    await this.#page.keyboard.type(text);
    await this.#page.keyboard.press('Enter');
    await this.#did(`${what}: ${text}`, PACE.field + PACE.sign * text.length);
  }

  /** Chooses from a list of choices. */
  async choose(what, at, label) {
    await at.selectOption({ label });
    await this.#did(`${what}: ${label}`, PACE.choice);
  }

  /** Answers a statement by one of its choices. */
  async answer(what, at) {
    await at.check();
    await this.#did(what, PACE.answer);
  }

  /** Brings files by the button that asks for them. */
  async files(what, at, paths) {
    const [chooser] = await Promise.all([this.#page.waitForEvent('filechooser'), at.click()]);
    await chooser.setFiles(paths);
    await this.#did(what, PACE.bring * paths.length);
  }

  /** Brings a text from elsewhere into a field. */
  async paste(what, at, path) {
    await at.fill(readFileSync(path, 'utf8'));
    await this.#did(what, PACE.bring);
  }

  /** A shortcut by which something is brought from elsewhere. */
  async press(what, keys) {
    await this.#page.keyboard.press(keys);
    await this.#did(what, PACE.bring);
  }

  /** Reads what is there; it has to be on screen. */
  async read(what, at, ...expected) {
    await at.scrollIntoViewIfNeeded();
    await expect(at).toBeVisible();
    for (const text of expected) await expect(at).toContainText(text);
    await this.#did(`read: ${what}`, PACE.read);
  }

  /** Time in which the page works and one waits. */
  wait(what, seconds) {
    this.steps.push({ what, seconds });
  }

  /** A file that is made. */
  async download(what, at) {
    const [download] = await Promise.all([this.#page.waitForEvent('download'), at.click()]);
    await this.#did(what, PACE.click);
    return download;
  }

  get seconds() {
    return Math.round(this.steps.reduce((sum, it) => sum + it.seconds, 0));
  }

  /** Says what it took, and that it is not more than so many seconds. */
  within(most) {
    const table = this.steps.map((it, at) => `  ${String(at + 1).padStart(2)}  ${it.seconds.toFixed(1).padStart(5)} s  ${it.what}`).join('\n');
    const said = `${this.name}: ${this.steps.length} steps, ${Math.floor(this.seconds / 60)} min ${this.seconds % 60} s at a human pace`;
    console.log(said);
    if (this.#folder) appendFileSync(join(this.#folder, 'steps.txt'), `${said}\n${table}\n`);
    expect(this.seconds, `${said}\n${table}`).toBeLessThanOrEqual(most);
  }
}
