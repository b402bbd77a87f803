// The copy that mistakes are planted into: the rooms that can be tested without a browser and without the built command, and every test that
// needs no more than these, as modules of one test program: one compile, one link.
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

/** The rooms of the copy. The others stand to the right of them: nothing here may use those (tests/architecture.rs). */
const ROOMS = ['text', 'units', 'model', 'engine', 'territory', 'career', 'edit', 'persist', 'exchange', 'present'];

/** What a test may not need: other rooms, the built command, LibreOffice. */
const NEEDS_MORE = /\bremit::(web|cli)\b|\bremit::\{[^}]*\b(web|cli)::|CARGO_BIN_EXE/;

/** What a test must be about to say anything of a mistake. */
const IS_ABOUT_FIGURES = /\b(engine|units)::/;

/** Those that look at the sources themselves, or at words and pictures alone. */
const LEFT_OUT = ['architecture', 'charts', 'letters', 'methodology', 'offer_charts'];

/** Writes a file only where its content is new, so that cargo compiles no more than that. */
export const put = (path, text) => {
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
};

const link = (to, path) => {
  rmSync(path, { force: true, recursive: true });
  symlinkSync(to, path);
};

const filesIn = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();

/** The files of one test program, by following `mod name;`. */
const filesOf = (file, files = new Set()) => {
  files.add(file);
  for (const [, path, name] of readFileSync(file, 'utf8').matchAll(/^(?:#\[path = "([^"]+)"\]\s*)?(?:pub )?mod ([a-z_]+);/gm)) {
    const found = [path ?? `${name}.rs`, join(name, 'mod.rs')].map((it) => join(dirname(file), it)).find((it) => existsSync(it));
    if (found && !files.has(found)) filesOf(found, files);
  }
  return files;
};

/** The tests that the copy can hold: name and files. */
const testsThatFit = () =>
  readdirSync('tests')
    .filter((name) => name.endsWith('.rs'))
    .map((file) => ({ name: file.slice(0, -3), files: [...filesOf(join('tests', file))] }))
    .filter(({ name, files }) => {
      const texts = files.map((it) => readFileSync(it, 'utf8'));
      return !LEFT_OUT.includes(name) && texts.some((it) => IS_ABOUT_FIGURES.test(it)) && !texts.some((it) => NEEDS_MORE.test(it));
    });

/** The manifest of the copy: the same dependencies (our own macro where it is) in the same profile, so that none is compiled again; no programs, no lints. */
const manifest = () => {
  const kept = readFileSync('Cargo.toml', 'utf8')
    .split(/^(?=\[)/m)
    .filter((part) => /^\[(package|lib|features|dependencies|target\.|profile\.dev)/.test(part))
    .map((part) => part.replace(/^(default-run|readme) = .*\n/gm, ''))
    .map((part) => part.replace(/\bpath = "(tools\/[^"]+)"/g, (_, path) => `path = ${JSON.stringify(resolve(path))}`));
  return `${kept.join('')}[workspace]\n\n[profile.dev.package.remit]\ndebug = false\n`;
};

/** Makes or renews the copy in `tree`; `planted` holds the texts with mistakes in them by path. */
export const makeTree = (tree, planted) => {
  put(join(tree, 'Cargo.toml'), manifest());
  if (!existsSync(join(tree, 'Cargo.lock'))) put(join(tree, 'Cargo.lock'), readFileSync('Cargo.lock', 'utf8'));
  const wanted = new Set(['src/lib.rs', 'src/mutant_switch.rs']);
  for (const room of ROOMS) {
    for (const file of filesIn(join('src', room))) {
      wanted.add(file);
      put(join(tree, file), planted.get(file) ?? readFileSync(file, 'utf8'));
    }
  }
  // Only the copy itself is compiled with what is not stable yet. Its tests are not where cargo would tell them a folder of their own.
  put(join(tree, 'compiler.sh'), `#!/bin/sh\nRUSTC_BOOTSTRAP=1 CARGO_TARGET_TMPDIR='${join(dirname(dirname(tree)), 'tmp')}' exec "$@"\n`);
  chmodSync(join(tree, 'compiler.sh'), 0o755);
  put(join(tree, 'src/mutant_switch.rs'), readFileSync('tools/mutants/switch.rs', 'utf8'));
  const tests = testsThatFit();
  put(
    join(tree, 'src/lib.rs'),
    [
      '#![feature(core_intrinsics, const_eval_select)]',
      '#![allow(warnings, internal_features)]',
      'extern crate self as remit;',
      ...[...ROOMS, 'mutant_switch'].map((room) => `pub mod ${room};`),
      ...tests.map(({ name }) => `#[cfg(test)]\n#[path = "../programs/${name}/${name}.rs"]\nmod on_${name};`),
      '',
    ].join('\n'),
  );
  for (const { name, files } of tests) {
    for (const file of files) {
      const at = join('programs', name, relative('tests', file));
      wanted.add(at);
      put(join(tree, at), readFileSync(file, 'utf8').replace(/(?<!\$)\bcrate::/g, `crate::on_${name}::`));
    }
    link(join(process.cwd(), 'tests/fixtures'), join(tree, 'programs', name, 'fixtures'));
  }
  // What tests read while they run.
  for (const name of ['tests', 'docs', 'assets']) link(join(process.cwd(), name), join(tree, name));
  for (const folder of ['src', 'programs']) {
    for (const file of filesIn(join(tree, folder))) if (!wanted.has(relative(tree, file))) rmSync(file);
  }
  return tests.map(({ name, files }) => ({ name, startsThreads: files.some((it) => /\bthread::/.test(readFileSync(it, 'utf8'))) }));
};
