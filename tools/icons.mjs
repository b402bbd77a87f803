// Draws the icons of the installed app from assets/icons/icon.svg with Chromium. Run it after the drawing was changed:
//
//   ./dev setup && node tools/icons.mjs
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromiumPath } from '../tests/e2e/support/chromium.js';

const { chromium } = createRequire(new URL('../tests/e2e/', import.meta.url))('@playwright/test');
const drawing = readFileSync('assets/icons/icon.svg', 'utf8');
/** Maskable icons and Apple's fill the square; the system rounds them. */
const square = drawing.replace(' rx="120"', '');

const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox'] });
for (const [name, size, svg] of [
  ['icon-192', 192, drawing],
  ['icon-512', 512, drawing],
  ['icon-maskable-512', 512, square],
  ['icon-180', 180, square],
]) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(`<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`);
  writeFileSync(`assets/icons/${name}.png`, await page.screenshot({ omitBackground: true }));
  await page.close();
}
await browser.close();
