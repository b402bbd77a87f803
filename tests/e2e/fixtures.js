// What a journey starts from. `app` is the release, opened in a fresh browser profile by a visitor who has never been here:
//
//   import { test, expect } from './fixtures.js';
//
//   test('a head count typed in is still there after a reload', async ({ app, page }) => {
//     await app.open('#/team');
//     ...
//   });
//
// Every test that uses `app` also proves, without asking for it, that the page wrote no error to the console, broke no rule
// of its content security policy and asked no other origin for anything. A test that provokes a complaint says so with
// `app.expectComplaint(/text/)`.
import { AxeBuilder } from '@axe-core/playwright';
import { test as base, expect } from '@playwright/test';
import { serve } from '../../tools/serve.mjs';
import { requireDist } from './support/dist.js';

export { expect };

/** A folder as an intranet or a project page would have it. */
export const SUB_FOLDER = '/some/where/';

class App {
  #page;
  #address;
  #complaints = [];
  #provoked = [];

  constructor(page, address) {
    this.#page = page;
    this.#address = address;
  }

  /** Listens to everything that the page could do wrong. Called once, before the first page is opened. */
  async watch() {
    const context = this.#page.context();
    const complain = (text) => this.#complaints.push(text);
    context.on('console', (message) => {
      if (message.type() === 'error') complain(`console: ${message.text()}`);
    });
    context.on('weberror', (problem) => complain(`uncaught: ${problem.error().message}`));
    context.on('request', (request) => {
      const url = new URL(request.url());
      const local = ['data:', 'blob:', 'about:'].includes(url.protocol) || url.origin === new URL(this.#address).origin;
      if (!local) complain(`request to another origin: ${request.url()}`);
    });
    context.on('response', (response) => {
      if (response.status() >= 400) complain(`${response.status()} for ${response.url()}`);
    });
    await context.exposeFunction('reportViolation', (text) => complain(`content security policy: ${text}`));
    await context.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) =>
        window.reportViolation(`${event.violatedDirective} forbids ${event.blockedURI} ${event.sample}`),
      );
    });
  }

  /** Shows a part of the page through its links. */
  async part(name) {
    const link = this.#page.getByRole('navigation', { name: /^Parts of/ }).getByRole('link', { name });
    await link.click();
    await expect(link).toHaveAttribute('aria-current', 'page');
    await this.built();
  }

  /** Opens the page at a hash route and waits until the program has replaced the loading text. */
  async open(route = '', page = this.#page) {
    await page.goto(this.#address + route);
    await this.started(page);
  }

  /** Waits until the program runs, as after a reload. */
  async started(page = this.#page) {
    await expect(page.locator('#loading')).toHaveCount(0);
    await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
    await this.built(page);
  }

  /** Waits until nothing of the page is left to be built in a later task. */
  async built(page = this.#page) {
    await expect(page.locator('html[data-building]')).toHaveCount(0);
  }

  /** The same visitor opens another tab. Returns its page. */
  async openTab(route = '') {
    const tab = await this.#page.context().newPage();
    await this.open(route, tab);
    return tab;
  }

  get address() {
    return this.#address;
  }

  /** Everything that went wrong so far, in words, provoked or not. */
  get heard() {
    return [...this.#complaints];
  }

  /** What is held against the page. */
  get complaints() {
    return this.#complaints.filter((text) => !this.#provoked.some((pattern) => pattern.test(text)));
  }

  /** This test provokes such a complaint; it is not held against the page. */
  expectComplaint(pattern) {
    this.#provoked.push(pattern);
  }

  /** No finding of axe at all, in light and in dark, which differ in nothing but colours. `page` is the tab to look at. */
  async expectAccessible(page = this.#page) {
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      const axe = new AxeBuilder({ page });
      if (colorScheme === 'dark') axe.withRules(['color-contrast', 'link-in-text-block']);
      const { violations } = await axe.analyze();
      const found = violations
        .map(({ id, help, nodes }) => `${id}: ${help}\n${nodes.map(({ html, failureSummary }) => `  ${html}\n  ${failureSummary}`).join('\n')}`);
      expect(found, `axe, ${colorScheme} theme`).toEqual([]);
    }
    await page.emulateMedia({ colorScheme: null, reducedMotion: null });
  }
}

export const test = base.extend({
  /** The folder under which the release is served. `test.use({ folder: SUB_FOLDER })` moves it. */
  folder: ['/', { option: true }],

  app: async ({ page, folder }, use) => {
    const site = await serve(requireDist(), { mount: folder });
    const app = new App(page, site.address);
    await app.watch();
    await use(app);
    // Nothing the page starts late may slip away.
    await page.waitForTimeout(50);
    expect(app.complaints, 'the page complained').toEqual([]);
    await site.stop();
  },
});
