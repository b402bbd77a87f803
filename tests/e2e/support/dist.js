// Where the release lies. REMIT_DIST names another build, such as target/dist-dev.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const DIST = process.env.REMIT_DIST ?? fileURLToPath(new URL('../../../dist', import.meta.url));

export function requireDist() {
  if (!existsSync(`${DIST}/index.html`)) throw new Error(`There is no release in ${DIST}. Run ./dev build.`);
  return DIST;
}
