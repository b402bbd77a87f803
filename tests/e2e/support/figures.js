// Walks the figures of a page: which can be asked what they are made of, what they answer, and which cannot be asked.

/** A figure as it is written on a page: "$10,942,652.29", "104.0 %", "(1,494)", "15.2 mo", "4.51x". */
export const FIGURE = /^[−+(]?\s?(?:[$€£]|USD|EUR)?\s?[−+]?\d[\d,.]*\s?(?:k|M|bn)?\)?\s?(?:%|x|mo|months?|h|km)?$/;

/**
 * Presses every figure of the page that answers, and gives what each said: its name, the title of the card, its lines, and the inputs
 * they lead to (the address of a page and the path of an input there).
 * Runs in the page, as there are hundreds of them.
 */
export const ask = (page) =>
  page.evaluate(async () => {
    const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    const visible = (it) => it && it.getClientRects().length > 0;
    const card = () => [...document.querySelectorAll('.why')].find(visible);
    const said = [];
    const close = async () => {
      for (let tries = 0; card() && tries < 20; tries += 1) {
        card().querySelector('button[aria-label="Close explanation"]').click();
        await frame();
      }
    };
    await close();
    const buttons = () => [...document.querySelectorAll('main [aria-haspopup="dialog"][aria-expanded]')].filter(visible);
    const count = buttons().length;
    for (let at = 0; at < count; at += 1) {
      const button = buttons()[at];
      if (!button) break;
      const name = (button.getAttribute('aria-label') || button.innerText).trim().replace(/\s+/g, ' ');
      const panel = button.closest('section, .panel, .kpis')?.querySelector('h2')?.innerText ?? '';
      button.click();
      for (let tries = 0; !card() && tries < 20; tries += 1) await frame();
      const open = card();
      said.push({
        name,
        panel,
        title: open?.querySelector('h2')?.innerText.trim() ?? '',
        lines: open ? [...open.querySelectorAll('dl > div')].map((it) => [it.querySelector('dt').innerText.trim(), it.querySelector('dd').innerText.trim(), it.className]) : [],
        foot: open?.querySelector('p.fine')?.innerText.trim() ?? '',
        inputs: open ? [...open.querySelectorAll('dl a')].map((it) => [it.getAttribute('href'), it.dataset.leads ?? '']) : [],
      });
      await close();
    }
    return said;
  });

/**
 * Follows links to inputs (address and path) from another page, and tells which of them end anywhere but at a field or cell of such an
 * input that is in sight.
 */
export const lost = (page, inputs) =>
  page.evaluate(async (inputs) => {
    const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    const building = () => document.documentElement.hasAttribute('data-building');
    const meant = (path, found) => {
      const [begin, end] = path.split('*');
      return found === path || found.startsWith(`${path}/`) || (end !== undefined && found.startsWith(begin) && found.endsWith(end));
    };
    const lost = [];
    for (const [href, path] of inputs) {
      window.location.hash = '#/data';
      for (let tries = 0; (!document.querySelector('h1')?.innerText.startsWith('Data') || building()) && tries < 300; tries += 1) await frame();
      const link = document.createElement('a');
      link.href = href;
      link.dataset.leads = path;
      document.body.append(link);
      link.click();
      link.remove();
      let at = '';
      for (let tries = 0; !at && tries < 300; tries += 1) {
        await frame();
        at = document.activeElement.closest('[data-input]')?.dataset.input ?? '';
      }
      const place = document.activeElement.getBoundingClientRect();
      const isSeen = place.top >= 0 && place.bottom <= window.innerHeight && place.left >= 0 && place.right <= window.innerWidth;
      if (!meant(path, at) || !isSeen) lost.push(`${href}, ${path}: ${at || 'nothing'}${isSeen ? '' : ', out of sight'}`);
    }
    return lost;
  }, inputs);

/** The amount of a figure, and half of what its last digit is worth. */
export function amount(text) {
  const plain = text.replace(/−/g, '-').replace(/\s/g, '');
  const digits = plain.match(/\d[\d,]*(?:\.(\d+))?/);
  if (!digits || /undefined|–$/.test(plain)) return null;
  const size = (plain.includes('%') ? 0.01 : 1) * (/\dk/.test(plain) ? 1e3 : 1) * (/\dM/.test(plain) ? 1e6 : 1);
  const value = Number(digits[0].replace(/,/g, '')) * size;
  const negative = /^\(|^[^\d]*-/.test(plain);
  return { value: negative ? -value : value, unsure: (0.5 * size) / 10 ** (digits[1]?.length ?? 0) };
}

/**
 * What the lines of an explanation come to, and what the figure is, which is their last sum; what stands below it is no term. Nothing
 * where no line is a term or the figure has no value.
 */
export function recombined(lines) {
  const last = lines.findLastIndex(([, , kind]) => kind === 'sum');
  const result = amount(lines.at(last)?.[1] ?? '');
  if (!result) return null;
  let sum = null;
  for (const [label, text, kind] of lines.slice(0, last)) {
    if (kind === 'aside' || kind === 'sum') continue;
    const sign = label.match(/^(\+|−|×|÷|min)\s/)?.[1] ?? '+';
    const term = amount(text);
    if (!term) return null;
    if (sum === null) {
      sum = sign === '−' ? { value: -term.value, unsure: term.unsure } : term;
    } else if (sign === '+' || sign === '−') {
      sum = { value: sum.value + (sign === '+' ? term.value : -term.value), unsure: sum.unsure + term.unsure };
    } else if (sign === 'min') {
      sum = { value: Math.min(sum.value, term.value), unsure: sum.unsure + term.unsure };
    } else {
      const share = sum.unsure / Math.abs(sum.value || 1) + term.unsure / Math.abs(term.value || 1);
      const value = sign === '×' ? sum.value * term.value : sum.value / term.value;
      sum = { value, unsure: Math.abs(value) * share };
    }
  }
  return sum && { ...sum, figure: result.value, unsure: sum.unsure + result.unsure };
}

/** The headings of the panels whose figures cannot be asked, with how many figures stand there. */
export const silent = (page) =>
  page.evaluate((pattern) => {
    const figure = new RegExp(pattern);
    const visible = (it) => it.getClientRects().length > 0;
    const found = {};
    for (const cell of document.querySelectorAll('main :is(td, dd, b, output, strong)')) {
      const text = cell.innerText.trim();
      if (!figure.test(text) || !visible(cell) || cell.querySelector('input, select, button, a, b, output')) continue;
      if (cell.closest('button, a, label, [data-input], .sheet, .why, article, svg')) continue;
      const heading = cell.closest('section')?.querySelector('h2, h3')?.innerText.trim() ?? '';
      found[heading] = (found[heading] ?? 0) + 1;
    }
    return found;
  }, FIGURE.source);
