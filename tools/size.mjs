// Sizes of the release, raw and as a host would compress it, against the budget, and what weighs most.
//
//   node tools/size.mjs dist target/wasm-bindgen/release/app_bg.wasm
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { filesOfPart } from './split.mjs';
import { weightByCrate } from './wasm-weight.mjs';

/** The main program's budget: optimised for speed as well as size, with all pages (their parts come later). The design allows 400. */
const BUDGET_KB = 280;
const MAIN = /^app-[0-9a-f]{16}_bg\.wasm$/;

/** What the Overview, the page of a first visit, needs beside what the page itself names: its part and what that shares. */
const FIRST_PAGE = 'overview';

const [dist = 'dist', program] = process.argv.slice(2);

const kb = (bytes) => (bytes / 1000).toFixed(1).padStart(9);
const row = (name, sizes) => console.log(`    ${name.padEnd(44)}${sizes.map(kb).join('')}`);

const sizesOf = (file) => {
  const bytes = readFileSync(file);
  const brotli = brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });
  return [bytes.length, gzipSync(bytes, { level: 9 }).length, brotli.length];
};

const files = readdirSync(dist, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
  .map((file) => ({ name: file.slice(dist.length + 1), sizes: sizesOf(file) }))
  .sort((a, b) => b.sizes[2] - a.sizes[2]);

console.log(`    ${'KB (thousand bytes)'.padEnd(44)}      raw     gzip   brotli`);
for (const { name, sizes } of files) row(name, sizes);
row('all', [0, 1, 2].map((kind) => files.reduce((sum, { sizes }) => sum + sizes[kind], 0)));

const main = files.find(({ name }) => MAIN.test(name));
if (!main) {
  console.error(`\nThere is no main program (app-..._bg.wasm) in ${dist}. Run ./dev build.`);
  process.exit(1);
}

const list = readFileSync(join(dist, files.find(({ name }) => name.startsWith('parts-')).name), 'utf8');
const page = readFileSync(join(dist, 'index.html'), 'utf8');
const firstPage = filesOfPart(list, FIRST_PAGE);
const first = files.filter(({ name }) => name === 'index.html' || (page.includes(name) && !name.endsWith('.txt')) || firstPage.includes(name));
row('until the first figures are there', [0, 1, 2].map((kind) => first.reduce((sum, { sizes }) => sum + sizes[kind], 0)));
console.log(`      that is ${first.length} files; the rest follows when there is time, or when its page is asked for`);

if (program) {
  console.log('\n    What weighs most in the main program, before wasm-opt, by the crate that the code comes from:');
  const weights = weightByCrate(readFileSync(program));
  const all = weights.reduce((sum, { bytes }) => sum + bytes, 0);
  for (const { name, bytes, functions } of weights.slice(0, 15)) {
    console.log(`    ${name.padEnd(30)}${kb(bytes)} KB ${((bytes / all) * 100).toFixed(1).padStart(5)} %  ${functions} functions`);
  }
}

const weighs = main.sizes[2] / 1000;
const verdict = weighs <= BUDGET_KB ? 'within' : 'above';
console.log(`\n    The main program weighs ${weighs.toFixed(1)} KB in brotli, ${verdict} its budget of ${BUDGET_KB} KB.`);
process.exit(verdict === 'within' ? 0 : 1);
