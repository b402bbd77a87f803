// Seals the page: trunk writes a small inline script that starts the program, and the page's content security policy allows
// no inline script but those whose hash it names. Trunk calls this as a hook between building and publishing; it puts the
// hash of every inline script in the place of the marker in index.html.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const MARKER = "'sha256-of-the-loader'";

const file = join(process.env.TRUNK_STAGING_DIR ?? process.argv[2] ?? 'dist', 'index.html');

// In development trunk fills three blanks of its reload script on every request, which would change its hash. The page knows
// its own address, so the blanks are filled here once and for all.
let page = readFileSync(file, 'utf8')
  .replaceAll("'{{__TRUNK_ADDRESS__}}'", 'window.location.host')
  .replaceAll("'{{__TRUNK_WS_BASE__}}'", "'/'")
  .replaceAll("'{{__TRUNK_WS_PROTOCOL__}}'", "''");

const inline = [...page.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/g)].filter(([, attributes]) => !/\ssrc=/.test(attributes));
const hashes = inline.map(([, , text]) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`);

const fail = (text) => {
  console.error(`seal: ${text}`);
  process.exit(1);
};
if (page.split(MARKER).length !== 2) fail(`index.html must hold ${MARKER} exactly once, in its content security policy.`);
if (hashes.length === 0) fail("trunk's inline script was not found in index.html; the page could not start.");
if (/\sstyle=|<style\b/.test(page)) fail('index.html holds an inline style, which the content security policy forbids.');

page = page.replace(MARKER, hashes.join(' '));
writeFileSync(file, page);
