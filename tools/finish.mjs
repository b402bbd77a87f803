// Finishes what trunk has built, before it is published: a release is cut into parts, can be installed and opens without a network, and the
// page is sealed. Trunk calls this as a
// hook between building and publishing.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { installable, offline } from './offline.mjs';
import { quicken, split } from './split.mjs';

const fail = (text) => {
  console.error(`finish: ${text}`);
  process.exit(1);
};

/**
 * Trunk writes a small inline script that starts the program, and the page's content security policy allows no inline script but those
 * whose hash it names: the hash of every inline script takes the place of the marker in index.html.
 */
function seal(page) {
  const MARKER = "'sha256-of-the-loader'";
  // In development trunk fills three blanks of its reload script on every request, which would change its hash. The page knows
  // its own address, so the blanks are filled here once and for all.
  const filled = page
    .replaceAll("'{{__TRUNK_ADDRESS__}}'", 'window.location.host')
    .replaceAll("'{{__TRUNK_WS_BASE__}}'", "'/'")
    .replaceAll("'{{__TRUNK_WS_PROTOCOL__}}'", "''");
  const inline = [...filled.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/g)].filter(([, attributes]) => !/\ssrc=/.test(attributes));
  const hashes = inline.map(([, , text]) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`);
  if (filled.split(MARKER).length !== 2) fail(`index.html must hold ${MARKER} exactly once, in its content security policy.`);
  if (hashes.length === 0) fail("trunk's inline script was not found in index.html; the page could not start.");
  if (/\sstyle=|<style\b/.test(filled)) fail('index.html holds an inline style, which the content security policy forbids.');
  return filled.replace(MARKER, hashes.join(' '));
}

/** What the page names in a `<meta name="asset:…">` is put beside the program under a name with its hash; the page fetches it when it is needed. */
function named(page, into) {
  return page.replace(/(<meta name="asset:[a-z-]+" content=")([^"]+)"/g, (_, before, source) => {
    const bytes = readFileSync(source);
    const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
    // Some hosts make pages of Markdown files instead of handing them out.
    const ending = extname(source).replace('.md', '.txt');
    const name = `${basename(source, extname(source))}-${hash}${ending}`;
    writeFileSync(join(into, name), bytes);
    return `${before}./${name}"`;
  });
}

/** Trunk starts a worker in a way that wasm-bindgen calls deprecated, in the console. */
function startedAsNow(file) {
  const [old, path] = readFileSync(file, 'utf8').match(/wasm_bindgen\(("[^"]+")\)/) ?? fail(`${basename(file)} starts its program in an unknown way.`);
  writeFileSync(file, readFileSync(file, 'utf8').replace(old, `wasm_bindgen({ module_or_path: ${path} })`));
}

const staging = process.env.TRUNK_STAGING_DIR ?? fail('trunk names no folder in TRUNK_STAGING_DIR; run ./dev build.');
const file = join(staging, 'index.html');
let page = readFileSync(file, 'utf8');
for (const worker of ['worker', 'exporter']) startedAsNow(join(staging, `${worker}_loader.js`));
if (process.env.TRUNK_PROFILE === 'release') {
  const program = join(process.env.CARGO_TARGET_DIR ?? 'target', 'wasm32-unknown-unknown', 'release', 'app.wasm');
  for (const worker of ['worker', 'exporter']) await quicken(join(staging, `${worker}_bg.wasm`)).catch((error) => fail(error.message));
  page = await split({ program, staging, page }).catch((error) => fail(error.message));
}
page = seal(named(page, staging));
// Development has no service worker: it would show yesterday's program.
if (process.env.TRUNK_PROFILE === 'release') page = offline(installable(page, staging), staging);
writeFileSync(file, page);
