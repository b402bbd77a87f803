// The system's Chromium, for the tests and for the benchmark.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Quiet, and free of requests of the browser's own. */
export const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const MAC = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium'];

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** What ./dev found, or the first Chromium on the PATH. */
export function chromiumPath() {
  if (process.env.REMIT_CHROMIUM) return process.env.REMIT_CHROMIUM;
  const folders = (process.env.PATH ?? '').split(delimiter);
  const found = [...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))), ...MAC].find(isProgram);
  if (!found) throw new Error('No Chromium was found. Run ./dev setup, or set REMIT_CHROMIUM to its path.');
  return found;
}
