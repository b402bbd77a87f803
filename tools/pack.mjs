// Packs the release: an archive for hosts, and one file with everything in it that opens by double-click.
//
//   node tools/pack.mjs dist target/packed
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { zip } from './zip.mjs';

const filesOf = (dist) =>
  readdirSync(dist, { recursive: true })
    .map((name) => join(dist, name))
    .filter((file) => statSync(file).isFile())
    .map((file) => ({ name: relative(dist, file).split(sep).join('/'), bytes: readFileSync(file) }));

/** The files that a release needs; an older one may have left others beside them. */
function ofThisVersion(files) {
  const worker = files.find(({ name }) => name === 'sw.js');
  if (!worker) throw new Error('There is no release in this folder (no sw.js). Run ./dev build.');
  const listed = new Set([...worker.bytes.toString('utf8').matchAll(/\["([^"]+)", (?:true|false)\]/g)].map(([, name]) => name));
  return files.filter(({ name }) => listed.has(name) || name === 'sw.js' || name === 'index.html');
}

function cut(text, pattern, times) {
  const found = text.match(pattern) ?? [];
  if (times !== undefined && found.length !== times) throw new Error(`${pattern} fits ${found.length} times in what the build made, not ${times}`);
  return text.replace(pattern, '');
}

const only = (all, pattern) => {
  const found = all.filter(({ name }) => pattern.test(name));
  if (found.length !== 1) throw new Error(`the release has ${found.length} files like ${pattern}`);
  return { name: found[0].name, text: found[0].bytes.toString('utf8') };
};

/** The program and its list of parts import each other; in one script both are there from the start. */
function program(files) {
  const app = only(files, /^app-[0-9a-f]+\.js$/);
  const parts = only(files, /^parts-[0-9a-f]+\.js$/);
  const exported = [...parts.text.matchAll(/^export const (\w+)/gm)].map(([, name]) => name);
  const list = cut(parts.text, /^import .*$/gm, 1).replace(/^export const/gm, 'const');
  const imported = [...app.text.matchAll(/^import \* as (\w+) from ".\/parts-.*$/gm)].map(([, name]) => name);
  if (imported.length === 0 || exported.length === 0) throw new Error('the program names no parts; has wasm-bindgen changed?');
  const main = cut(cut(app.text, /^import \* as .*$/gm, imported.length), /^export \{[^}]*\};?$/gm, 1).replace(/^export (class|function|const)/gm, '$1');
  return [
    `const parts = (() => {${list}\nreturn { ${exported.join(', ')} };\n})();`,
    `const [${imported.join(', ')}] = Array(${imported.length}).fill(parts);`,
    main,
    `await __wbg_init({ module_or_path: './${app.name.replace('.js', '_bg.wasm')}' });`,
  ].join('\n');
}

/** A text inside of a script element, where `</script` and `<!--` would end or change it. */
const inside = (text) => {
  if (/<\/script|<!--/i.test(text)) throw new Error('a script of the release holds the end of a script');
  return text;
};

const hashOf = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** The page with everything in it. */
export function single(dist) {
  const files = ofThisVersion(filesOf(dist));
  let page = only(files, /^index\.html$/).text;
  const file = (name) => {
    const found = files.find((it) => it.name === name.replace(/^\.\//, ''));
    if (!found) throw new Error(`the page names ${name}, which is not there`);
    return found.bytes;
  };

  const styles = [...page.matchAll(/<link rel="stylesheet" href="([^"]+)"[^>]*>/g)].map(([, name]) => file(name).toString('utf8'));
  if (styles.length === 0) throw new Error('the page names no style sheet');
  const style = styles.join('\n');
  if (/url\(|@import|<\//.test(style)) throw new Error('a style sheet fetches something');
  page = cut(page, /<link rel="stylesheet"[^>]*>/g);
  page = cut(page, /<link rel="(?:modulepreload|preload|manifest|apple-touch-icon)"[^>]*>/g);
  page = cut(page, /<meta name="service-worker"[^>]*>/g, 1);
  page = cut(page, /<script type="module"[^>]*>[\s\S]*?<\/script>/g, 1);
  page = page.replace(/(<link rel="icon" href=")([^"]+)"/, (_, before, name) => `${before}data:image/svg+xml;base64,${file(name).toString('base64')}"`);

  const [boot, main] = [inside(readFileSync(new URL('./single-file.js', import.meta.url), 'utf8')), inside(program(files))];
  const policy = [
    "default-src 'none'",
    `script-src ${hashOf(boot)} ${hashOf(main)} 'wasm-unsafe-eval'`,
    `style-src ${hashOf(style)}`,
    'img-src data:',
    "connect-src 'none'",
    'worker-src blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  page = page.replace(/<!-- Nothing runs, styles or connects[^>]*-->/, '<!-- Nothing runs or styles but what stands in this file, and nothing connects at all. -->');
  if (!/http-equiv="Content-Security-Policy"\s+content="[^"]*"/.test(page)) throw new Error('the page has no content security policy');
  page = page.replace(/(http-equiv="Content-Security-Policy"\s+content=")[^"]*"/, (_, before) => `${before}${policy}"`);
  page = page.replace('</head>', () => `<style>${style}</style>\n  </head>`);

  const held = files
    .filter(({ name }) => name.endsWith('.wasm') || page.includes(`content="./${name}"`))
    .map(({ name, bytes }) => `<script type="text/plain" data-file="${name}">${gzipSync(bytes, { level: 9 }).toString('base64')}</script>`);
  const workers = ['worker.js', 'exporter.js'].map((name) => `<script type="text/plain" data-file="${name}">${inside(file(name).toString('utf8'))}</script>`);
  const scripts = `${[...held, ...workers].join('\n')}\n<script>${boot}</script>\n<script type="module">${main}</script>\n  </body>`;
  page = page.replace(/<\/body>(?![\s\S]*<\/body>)/, () => scripts);
  return page;
}

/** The archive of the site. */
export function archive(dist) {
  return zip(ofThisVersion(filesOf(dist)));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [dist = 'dist', into = 'target/packed'] = process.argv.slice(2);
  mkdirSync(into, { recursive: true });
  for (const [name, bytes] of [['remit-site.zip', archive(dist)], ['remit.html', Buffer.from(single(dist), 'utf8')]]) {
    writeFileSync(join(into, name), bytes);
    console.log(`    ${join(into, name).padEnd(36)} ${(bytes.length / 1e6).toFixed(1)} MB`);
  }
}
