// Cuts the release's program into the parts that src/web/apart.rs names, and puts them where trunk has put the whole.
//
// Trunk runs wasm-bindgen right after the compiler, and what wasm-bindgen has written can no longer be cut. So the compiler's own output
// is taken again: cut, bound to JavaScript, made small, and named by its content.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What every browser since 2022 has; wasm-opt must not be given more, nor shrink a program that uses it with less. */
const FEATURES = ['bulk-memory', 'mutable-globals', 'nontrapping-float-to-int', 'sign-ext', 'reference-types', 'multivalue'];

/** What every start needs, whatever the page. */
const NEEDED_AT_START = 'store';

const hashOf = (...parts) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex').slice(0, 16);
};

function replace(text, old, fresh) {
  if (!text.includes(old)) throw new Error(`"${old}" should stand in what the tools wrote; has one of them changed?`);
  return text.replaceAll(old, () => fresh);
}

async function shrink(file, into) {
  const features = FEATURES.map((name) => `--enable-${name}`);
  await run('wasm-opt', ['-Oz', ...features, '--strip-debug', '--strip-producers', file, '-o', into]);
}

/** The worker in place: it may be larger, but not slower. */
export async function quicken(file) {
  const features = FEATURES.map((name) => `--enable-${name}`);
  await run('wasm-opt', ['-O3', ...features, '--strip-debug', '--strip-producers', file, '-o', file]);
}

/** As wasm-bindgen does for the main program: a host that sends another type than application/wasm costs time, not the page. */
const INSTANTIATE = `
async function instantiate(answer, imports) {
  const response = await answer;
  if (!response.ok) throw new Error(\`\${response.url}: \${response.status}\`);
  if (response.headers.get('Content-Type')?.startsWith('application/wasm')) return WebAssembly.instantiateStreaming(response, imports);
  return WebAssembly.instantiate(await response.arrayBuffer(), imports);
}
`;

/** The files that a part needs, by the list of parts: its own, and what it shares with others. */
export function filesOfPart(list, part) {
  const fileOf = (declared) => {
    const [, source] = list.split(`${declared} = `);
    if (!source) throw new Error(`the list of parts has no ${declared}`);
    return [source.match(/new URL\("\.\/([^"]+)"/)[1], source.match(/^, \[([^\]]*)\]/m)[1]];
  };
  const [own, shared] = fileOf(`__wasm_split_load_${part}`);
  return [own, ...[...shared.matchAll(/__chunk_\d+/g)].map(([name]) => fileOf(`const ${name}`)[0])];
}

/**
 * Puts the parts into the folder `staging`, in place of trunk's whole program, and gives the text of the page that loads them.
 */
export async function split({ program, staging, page }) {
  const work = mkdtempSync(join(tmpdir(), 'remit-split-'));
  try {
    if (!readFileSync(program).includes('__wasm_split_load_')) throw new Error('the release is not made to be cut; run ./dev build instead of trunk.');
    const [cut, bound] = [join(work, 'cut'), join(work, 'bound')];
    await run('wasm-split-cli', ['--target', 'web', '--out-name', 'app', program, cut]);
    await run('wasm-bindgen', ['--target', 'web', '--no-typescript', '--keep-lld-exports', '--out-dir', bound, '--out-name', 'app', join(cut, 'app.wasm')]);

    const parts = readdirSync(cut).filter((name) => name.endsWith('.wasm') && name !== 'app.wasm');
    await Promise.all([
      shrink(join(bound, 'app_bg.wasm'), join(work, 'app_bg.wasm')),
      ...parts.map((name) => shrink(join(cut, name), join(work, name))),
    ]);

    let link = readFileSync(join(cut, '__wasm_split.js'), 'utf8');
    for (const name of parts) {
      const bytes = readFileSync(join(work, name));
      const named = name.replace('.wasm', `-${hashOf(bytes)}.wasm`);
      link = replace(link, `"./${name}"`, `"./${named}"`);
      writeFileSync(join(staging, named), bytes);
    }
    link = replace(link, 'WebAssembly.instantiateStreaming(', 'instantiate(') + INSTANTIATE;

    const main = readFileSync(join(work, 'app_bg.wasm'));
    const script = readFileSync(join(bound, 'app.js'), 'utf8');
    // The main program and the list of parts import each other, so one hash names both.
    const named = (hash) => [
      replace(script, 'from "./__wasm_split.js"', `from "./parts-${hash}.js"`),
      replace(link, 'from "./app.js"', `from "./app-${hash}.js"`),
    ];
    const hash = hashOf(main, ...named(''));
    const [, whole] = page.match(/app-([0-9a-f]+)_bg\.wasm/) ?? [];
    if (!whole) throw new Error('the page names no program');
    rmSync(join(staging, `app-${whole}.js`));
    rmSync(join(staging, `app-${whole}_bg.wasm`));
    const [app, list] = named(hash);
    writeFileSync(join(staging, `app-${hash}_bg.wasm`), main);
    writeFileSync(join(staging, `app-${hash}.js`), app);
    writeFileSync(join(staging, `parts-${hash}.js`), list);

    const preloads = filesOfPart(link, NEEDED_AT_START).map(
      (name) => `<link rel="preload" href="./${name}" crossorigin="anonymous" as="fetch" type="application/wasm">`,
    );
    preloads.unshift(`<link rel="modulepreload" href="./parts-${hash}.js" crossorigin="anonymous">`);
    return replace(page.replaceAll(`app-${whole}`, `app-${hash}`), '</head>', `${preloads.join('')}</head>`);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
