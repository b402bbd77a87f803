// Where the release lies.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const DIST = fileURLToPath(new URL('../../../dist', import.meta.url));

export function requireDist() {
  if (!existsSync(`${DIST}/index.html`)) throw new Error('There is no release in dist/. Run ./dev build.');
  return DIST;
}
