// Makes assets/geo/*.txt, the outlines behind the territory map. Run by hand when their sources change, and commit what it writes:
//
//   cd "$(mktemp -d)" && npm init -y && npm i us-atlas@3 world-atlas@2 topojson-client@3 topojson-simplify@3
//   node /path/to/remit/tools/outlines.mjs /path/to/remit/assets/geo
//
// Sources: states of the US from npm's us-atlas (data: US Census Bureau, cartographic boundary files; public domain), countries from npm's
// world-atlas (data: Natural Earth; public domain). Both packages are ISC, and nothing of their code is taken over.
//
// A file is text, so that every host compresses it. Its first line is "outlines 1 STEPS": coordinates are whole steps of 1/STEPS degree.
// Every further line is one line on the map: "l" for a ring that encloses land, "b" for a border inside of it, then the steps from point to point,
// longitude and latitude by turns, the first from 0,0. A step s is the number n = 2s, or -2s-1 if it is negative, in digits of
// five bits, the lowest first: a digit d is the character 63+d if it is the last of its number, else 95+d.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';

const require = createRequire(join(process.cwd(), 'package.json'));
const { merge, mesh } = require('topojson-client');
const { presimplify, simplify, filterWeight } = require('topojson-simplify');
const into = process.argv[2];
if (!into) throw new Error('Name the folder to write to.');

/** Digits of five bits, as described above. */
function written(number) {
  let rest = number < 0 ? -2 * number - 1 : 2 * number;
  let text = '';
  while (rest >= 32) {
    text += String.fromCharCode(95 + (rest % 32));
    rest = Math.floor(rest / 32);
  }
  return text + String.fromCharCode(63 + rest);
}

/** One line of the file; nothing where too few points are left on the grid of steps. */
function line(kind, points, steps) {
  const grid = points.map(([lon, lat]) => [Math.round(lon * steps), Math.round(lat * steps)]);
  const kept = grid.filter(([x, y], i) => i === 0 || x !== grid[i - 1][0] || y !== grid[i - 1][1]);
  if (kept.length < (kind === 'l' ? 4 : 2)) return [];
  let [x, y] = [0, 0];
  const text = kept.map(([nx, ny]) => {
    const step = written(nx - x) + written(ny - y);
    [x, y] = [nx, ny];
    return step;
  });
  return [kind + text.join('')];
}

/** The outline of some shapes of a topology, thinned out to details of at least `detail` square degrees. */
function outline(file, object, belongs, { detail, steps, smallest }) {
  const topology = JSON.parse(readFileSync(require.resolve(file), 'utf8'));
  topology.objects[object].geometries = topology.objects[object].geometries.filter(belongs);
  // Weights are areas of the triangles of three neighbouring points; an arc that two shapes share is thinned out once.
  const thin = simplify(presimplify(topology), detail);
  const shapes = thin.objects[object];
  const area = (ring) => Math.abs(ring.reduce((sum, [x, y], i) => sum + x * ring[(i + 1) % ring.length][1] - ring[(i + 1) % ring.length][0] * y, 0)) / 2;
  const rings = merge(thin, shapes.geometries).coordinates.flat().filter((ring) => area(ring) >= smallest);
  const borders = mesh(thin, shapes, (a, b) => a !== b).coordinates;
  return [`outlines 1 ${steps}`, ...rings.flatMap((it) => line('l', it, steps)), ...borders.flatMap((it) => line('b', it, steps))].join('\n') + '\n';
}

function write(name, text) {
  writeFileSync(join(into, name), text);
  console.log(`${name}: ${text.length} bytes, ${brotliCompressSync(text).length} compressed, ${text.split('\n').length - 2} lines`);
}

// Without Guam, Samoa, the Marianas, Puerto Rico and the Virgin Islands: the map of the US shows the states, the capital, Alaska and Hawaii.
const ISLANDS = ['60', '66', '69', '72', '78'];
write('us.txt', outline('us-atlas/states-10m.json', 'states', ({ id }) => !ISLANDS.includes(id), { detail: 0.00018, steps: 100, smallest: 0.004 }));
// Without Antarctica.
write('world.txt', outline('world-atlas/countries-50m.json', 'countries', ({ id }) => id !== '010', { detail: 0.024, steps: 25, smallest: 0.02 }));
