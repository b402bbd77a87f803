// Do the tests notice small mistakes? cargo-mutants lists the mistakes; this plants all that are wanted into a copy of the sources at once, each
// behind a number, compiles once, and switches one on after the other.
//
//   node tools/mutants.mjs target/mutants [N] [--seed S] [--in PATH] [--again]
//
// N are drawn by the seed (a mistake keeps its place in the draw while its function stays as it is); --in takes those of files whose path
// holds PATH; --again tries only what the last run missed.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { plant } from './mutants/plant.mjs';
import { measure, tryOne } from './mutants/run.mjs';
import { makeTree } from './mutants/tree.mjs';

const ROOMS = ['units', 'engine'];
const AT_LEAST = 0.85;
const LOOKED_AT = 'tests/mutants/survivors.md';

const say = (text) => console.log(text ? `    ${text}` : '');
const stop = (text) => {
  console.error(`\n${text}`);
  process.exit(1);
};

// ---- what is wanted ----

const [folder, ...words] = process.argv.slice(2);
const work = resolve(folder);
const wanted = { seed: '1', in: '', again: false, times: null };
while (words.length > 0) {
  const word = words.shift();
  if (word === '--again') wanted.again = true;
  else if ((word === '--seed' || word === '--in') && words.length > 0) wanted[word.slice(2)] = words.shift();
  else if (/^[1-9]\d*$/.test(word)) wanted.times = Number(word);
  else stop(`./dev mutants takes a number, --seed S, --in PATH and --again, not ${word}.`);
}
mkdirSync(work, { recursive: true });
const [tree, outcomeFile, survivorsFile] = [join(work, 'tree'), join(work, 'outcome.json'), join(work, 'survivors.txt')];

// ---- which mistakes ----

const digest = (text) => createHash('sha256').update(text).digest('hex');
const roomOf = (mutant) => mutant.file.split('/')[1];

const list = () => {
  const files = ROOMS.flatMap((room) => ['-f', `src/${room}/**/*.rs`]);
  const text = execFileSync('cargo', ['mutants', '--list', '--json', ...files], { encoding: 'utf8', maxBuffer: 1 << 30 });
  const seen = new Map();
  // Those in constants, four of seven thousand, cannot be switched: they are made before anything runs.
  return JSON.parse(text)
    .filter((mutant) => mutant.function)
    .map((mutant) => {
      const what = mutant.name.replace(/:\d+:\d+/, '');
      const times = (seen.get(what) ?? 0) + 1;
      seen.set(what, times);
      return { ...mutant, what: times === 1 ? what : `${what} (${times})` };
    });
};

/** By chance, but the same in every run of a seed. */
const shuffled = (mutants, seed) =>
  mutants
    .map((mutant) => [digest(`${seed} ${mutant.what}`), mutant])
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, mutant]) => mutant);

/** As many of each room as it has of the whole. */
const draw = (all, times) =>
  ROOMS.flatMap((room) => {
    const here = all.filter((mutant) => roomOf(mutant) === room);
    return shuffled(here, wanted.seed).slice(0, Math.round((times * here.length) / all.length));
  });

const all = list();
let chosen = all.filter(({ file }) => file.includes(wanted.in));
if (wanted.again) {
  if (!existsSync(outcomeFile)) stop('There is no run before this one to try again.');
  const missed = new Set(JSON.parse(readFileSync(outcomeFile, 'utf8')).outcomes.filter(({ verdict }) => verdict === 'missed').map(({ what }) => what));
  chosen = chosen.filter(({ what }) => missed.has(what));
} else if (wanted.times !== null && wanted.times < chosen.length) chosen = draw(chosen, wanted.times);
chosen.forEach((mutant, at) => (mutant.number = at + 1));
say(`${all.length} mistakes are possible in ${ROOMS.map((room) => `src/${room}`).join(' and ')}; ${chosen.length} are tried`);

// ---- planting and compiling: what the compiler refuses is unviable, and the rest is compiled again without it ----

const textOf = (file) => readFileSync(file, 'utf8');
/** What was refused before is not offered again as long as its file stays the same: name and check sum of the file. */
const refusedFile = join(work, 'refused.json');
const refusedBefore = existsSync(refusedFile) ? JSON.parse(textOf(refusedFile)) : {};
const sums = new Map([...new Set(chosen.map(({ file }) => file))].map((file) => [file, digest(textOf(file))]));
const unviable = new Set(chosen.filter(({ what, file }) => refusedBefore[what] === sums.get(file)));
const byFile = new Map();
for (const mutant of chosen) byFile.set(mutant.file, [...(byFile.get(mutant.file) ?? []), mutant]);

const plantAll = () => {
  let functions = 0;
  const planted = new Map();
  for (const [file, mutants] of byFile) {
    const viable = mutants.filter((mutant) => !unviable.has(mutant));
    if (viable.length === 0) continue;
    planted.set(
      file,
      plant(textOf(file), viable, (inside) => {
        functions += 1;
        for (const mutant of inside) mutant.functionNumber = functions;
        return functions;
      }),
    );
  }
  return planted;
};

const cargo = (...words) => {
  const run = spawnSync('nice', ['-n', '19', 'cargo', ...words, '--message-format=json'], {
    cwd: tree,
    env: { ...process.env, CARGO_TARGET_DIR: dirname(work), RUSTC_WORKSPACE_WRAPPER: join(tree, 'compiler.sh') },
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  });
  const messages = run.stdout.split('\n').filter((line) => line.startsWith('{')).map((line) => JSON.parse(line));
  const errors = messages.filter(({ reason, message }) => reason === 'compiler-message' && message.level === 'error').map(({ message }) => message);
  if (run.status !== 0 && errors.length === 0) stop(run.stderr.slice(-4000));
  return { messages, errors };
};

/** The mistakes that an error of the compiler lies in: the one alone, or all of its function if it lies around them. */
const blamed = (error, planted) => {
  for (const span of [...error.spans.filter((it) => it.is_primary), ...error.spans.filter((it) => !it.is_primary)]) {
    const file = planted.get(span.file_name);
    const arm = file?.arms.find(({ from, to }) => from <= span.line_start && span.line_start <= to);
    if (arm) return [arm.mutant];
    const head = file?.heads.find(({ from, to }) => from <= span.line_start && span.line_start <= to);
    if (head) return head.mutants;
  }
  return [];
};

let tests = [];
for (let round = 1; ; round += 1) {
  const planted = plantAll();
  tests = makeTree(tree, new Map([...planted].map(([file, { text }]) => [file, text])));
  if (round === 1) say(`tests of ${tests.length} files and of the rooms themselves take part; compiling`);
  const { errors } = cargo('check', '--lib', '--profile', 'test');
  if (errors.length === 0) break;
  writeFileSync(join(work, `refused-${round}.txt`), errors.map((it) => it.rendered ?? it.message).join('\n'));
  const guilty = new Set(errors.flatMap((error) => blamed(error, planted)));
  if (guilty.size === 0) stop(errors.slice(0, 5).map((it) => it.rendered ?? it.message).join('\n'));
  for (const mutant of guilty) {
    unviable.add(mutant);
    refusedBefore[mutant.what] = sums.get(mutant.file);
  }
  writeFileSync(refusedFile, JSON.stringify(refusedBefore, null, 1));
  say(`the compiler refuses ${guilty.size} of them`);
}
const { messages, errors } = cargo('test', '--lib', '--no-run');
const program = messages.find(({ reason, executable }) => reason === 'compiler-artifact' && executable)?.executable;
if (!program) stop(errors.slice(0, 5).map((it) => it.rendered ?? it.message).join('\n'));

// ---- trying ----

const startsThreads = (test) => tests.some((it) => it.startsThreads && test.startsWith(`on_${it.name}::`));
const known = await measure(program, tree, join(work, 'reach.txt'), startsThreads);
const slowest = [...known.tests].sort((a, b) => b.seconds - a.seconds);
writeFileSync(join(work, 'tests.txt'), slowest.map(({ name, seconds, functions }) => `${seconds.toFixed(2)} s\t${functions.size}\t${name}\n`).join(''));
const total = known.tests.reduce((sum, { seconds }) => sum + seconds, 0);
say(`${known.tests.length} tests, ${total.toFixed(0)} s one after the other`);
if (known.failed.length > 0) say(`left out, since they fail in the copy: ${known.failed.join(', ')}`);

const outcomes = [...unviable].map(({ what, name }) => ({ what, name, verdict: 'unviable', by: 'the compiler' }));
const noticers = new Map();
const began = Date.now();
const count = (verdict) => outcomes.filter((it) => it.verdict === verdict).length;
const save = () => writeFileSync(outcomeFile, JSON.stringify({ wanted, all: all.length, outcomes }, null, 1));
// By chance, so that what is found after a while speaks for the rest.
const order = shuffled(chosen.filter((it) => !unviable.has(it)), 'order');
for (const [at, mutant] of order.entries()) {
  const first = noticers.get(mutant.file) ?? new Set();
  noticers.set(mutant.file, first);
  const { verdict, by } = await tryOne(program, tree, mutant, known, first);
  if (verdict === 'caught') first.add(by);
  outcomes.push({ what: mutant.what, name: mutant.name, verdict, by });
  if (verdict !== 'caught') say(`${verdict}: ${mutant.name} (${by})`);
  if (at % 10 === 9) save();
  if (at % 100 === 99) say(`${at + 1} of ${order.length}, ${((Date.now() - began) / 1000 / (at + 1)).toFixed(1)} s each`);
}
save();

// ---- what came of it ----

/** Wilson's interval at 95 %. */
const interval = (share, n) => {
  const z = 1.96;
  const middle = (share + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  return [middle - half, middle + half];
};

const percent = (share) => `${(share * 100).toFixed(1)} %`;
const [caught, missed, timeout] = ['caught', 'missed', 'timeout'].map(count);
const tried = caught + missed + timeout;
const noticed = caught + timeout;
const texts = existsSync(LOOKED_AT) ? readFileSync(LOOKED_AT, 'utf8') : '';
const survivors = outcomes.filter(({ verdict }) => verdict === 'missed').sort((a, b) => (a.name < b.name ? -1 : 1));
const equal = survivors.filter(({ what }) => texts.includes(`\`${what}\``));
writeFileSync(survivorsFile, survivors.map((it) => `${it.name} (${it.by})${equal.includes(it) ? ' [changes nothing]' : ''}\n`).join(''));

say();
say(`${caught} caught, ${timeout} timeout (a test never ends), ${missed} missed, ${count('unviable')} unviable`);
for (const room of ROOMS) {
  const here = outcomes.filter(({ name, verdict }) => name.startsWith(`src/${room}/`) && verdict !== 'unviable');
  if (here.length > 0) {
    const share = here.filter(({ verdict }) => verdict !== 'missed').length / here.length;
    say(`src/${room}: ${percent(share)} of ${here.length} noticed`);
  }
}
if (tried === 0) stop('Nothing was tried.');
const [low, high] = interval(noticed / tried, tried);
say(`all: ${percent(noticed / tried)} of ${tried} noticed; of all that are possible ${percent(low)} to ${percent(high)} (95 %)`);
say(`${equal.length} of those missed are known to change nothing (${LOOKED_AT}): ${percent(noticed / (tried - equal.length))} without them`);
say(`survivors: ${survivorsFile}; everything: ${outcomeFile}`);
if (noticed / tried < AT_LEAST && !wanted.again) stop(`Fewer than ${percent(AT_LEAST)} are noticed.`);
