// Runs the test program of the copy: once without a mistake, to learn which tests come by which functions and how long they take, then for
// each mistake the tests that come by it, quick ones first, until one fails.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';

/** Beyond so many seconds of computing a mistake has made a test endless. */
const LONGEST = 20;
/** Gigabytes that a mistake may take. */
const ROOM = 6;
/** Three looks, as seconds that the tests take without a mistake: most are noticed by the first tests, and what 30 s do not notice is missed. */
const LOOKS = [0.3, 3, 30];
/** Properties are tried on one case in so many. */
const FEWER = '10';

/** The five that take longer than all others together: LibreOffice, and what draws lots or tries every step of a fine grid. */
const SKIPPED = [
  'libreoffice_recalculates',
  'expected_cost_is_that_of_a_fine_grid',
  'expected_cost_is_what_many_people_drawn_at_random',
  'expected_capacity_is_the_mean_of_many_lives',
  'the_cost_stays_with_the_factor_that_trying_finds',
];

const OPTIONS = ['-Z', 'unstable-options', '--format', 'json', '--test-threads', '2'];

/** Runs `tests` (all for null); `onTest` hears of each that ends and may say 'stop'. Gives how the program ended. */
const start = (program, tree, tests, env, seconds, onTest) =>
  new Promise((ended, broken) => {
    const limits = `ulimit -c 0; ulimit -t ${Math.ceil(seconds)}; ulimit -v ${ROOM * 1024 * 1024} 2>/dev/null; exec nice -n 19 "$0" "$@"`;
    const names = tests ? ['--exact', ...tests] : SKIPPED.flatMap((name) => ['--skip', name]);
    const child = spawn('bash', ['-c', limits, program, ...OPTIONS, '--report-time', ...names], {
      cwd: tree,
      env: { ...process.env, RUSTC_BOOTSTRAP: '1', RUST_MIN_STACK: String(256 << 20), RUST_BACKTRACE: '0', PROPTEST_MAX_SHRINK_ITERS: '1',
        PROPTEST_RNG_SEED: '20261122', REMIT_CASES_FEWER: FEWER, ...env },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let rest = '';
    let stopped = false;
    child.stdout.setEncoding('utf8');
    child.stdout.on('data', (data) => {
      const lines = (rest + data).split('\n');
      rest = lines.pop();
      for (const line of lines) {
        if (stopped || !line.startsWith('{ "type": "test"')) continue;
        const test = JSON.parse(line);
        if (test.event !== 'started' && onTest(test) === 'stop') {
          stopped = true;
          child.kill('SIGKILL');
        }
      }
    });
    child.on('error', broken);
    child.on('close', (code, signal) => ended({ code, signal, stopped }));
  });

/**
 * Each test with its seconds and the functions it comes by. Tests that fail without a mistake are named and left out. What runs on a thread of
 * no name belongs to the tests that `startsThreads` says yes to.
 */
export const measure = async (program, tree, log, startsThreads) => {
  rmSync(log, { force: true });
  const [tests, failed] = [new Map(), []];
  const end = await start(program, tree, null, { REMIT_MUTANT: '0', REMIT_MUTANT_LOG: log }, 36_000, ({ name, event, exec_time: seconds }) => {
    if (event === 'ok') tests.set(name, { name, seconds, functions: new Set() });
    if (event === 'failed') failed.push(name);
  });
  if (end.signal || tests.size === 0) throw new Error(`the tests broke off without a mistake in them (${end.signal ?? end.code})`);
  const withThreads = [...tests.values()].filter(({ name }) => startsThreads(name));
  for (const line of existsSync(log) ? readFileSync(log, 'utf8').split('\n') : []) {
    const [name, number] = line.split('\t');
    if (!number || failed.includes(name)) continue;
    for (const test of tests.has(name) ? [tests.get(name)] : withThreads) test.functions.add(Number(number));
  }
  return { tests: [...tests.values()], failed };
};

/** What becomes of one mistake: { verdict: caught | missed | timeout, by }. `first` are tests that noticed others nearby. */
export const tryOne = async (program, tree, { number, functionNumber }, { tests }, first) => {
  const rank = (test) => (first.has(test.name) ? test.seconds / 20 : test.seconds);
  const left = tests.filter(({ functions }) => functions.has(functionNumber)).sort((a, b) => rank(a) - rank(b));
  const all = left.length;
  for (const look of LOOKS) {
    const now = [];
    for (let sum = 0; left.length > 0 && (now.length === 0 || sum + rank(left[0]) <= look); ) {
      sum += rank(left[0]);
      now.push(left.shift());
    }
    if (now.length === 0) continue;
    const usual = now.reduce((sum, { seconds }) => sum + seconds, 0);
    let noticed = null;
    const end = await start(program, tree, now.map(({ name }) => name), { REMIT_MUTANT: String(number) }, LONGEST + 5 * usual, (test) => {
      if (test.event === 'failed') noticed = test.name;
      return noticed ? 'stop' : 'go on';
    });
    if (noticed) return { verdict: 'caught', by: noticed };
    if (end.signal === 'SIGXCPU' || end.signal === 'SIGKILL') return { verdict: 'timeout', by: `${now.length} tests` };
    if (end.code !== 0) return { verdict: 'caught', by: `the program broke off (${end.signal ?? end.code})` };
  }
  return { verdict: 'missed', by: all === 0 ? 'no test comes by' : `${all - left.length} of ${all} tests that come by` };
};
