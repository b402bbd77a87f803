// What makes the release installable and lets it open without a network: the manifest with its icons, and the service worker with the list
// of all files. tools/finish.mjs calls this last, when everything else is in its place.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { basename, extname, join, relative, sep } from 'node:path';

const HASHED = /-[0-9a-f]{16}(_bg)?\.[a-z0-9]+$/;
const hashOf = (bytes) => createHash('sha256').update(bytes).digest('hex').slice(0, 16);

/** Puts a file of assets/ beside the program, named by its content; its new name. */
function named(source, into) {
  const bytes = readFileSync(source);
  const name = `${basename(source, extname(source))}-${hashOf(bytes)}${extname(source)}`;
  writeFileSync(join(into, name), bytes);
  return name;
}

/** The manifest, beside the page, and the lines of the page's head that name it. */
export function installable(page, staging) {
  const icon = (name) => named(`assets/icons/${name}`, staging);
  const manifest = {
    name: 'Remit',
    short_name: 'Remit',
    description: 'Sales pay, head count, territories and revenue in one live model that never leaves this machine.',
    id: './',
    start_url: './',
    scope: './',
    display: 'standalone',
    background_color: '#f6f6f3',
    theme_color: '#f6f6f3',
    categories: ['business', 'finance', 'productivity'],
    icons: [
      { src: icon('icon.svg'), sizes: 'any', type: 'image/svg+xml' },
      { src: icon('icon-192.png'), sizes: '192x192', type: 'image/png' },
      { src: icon('icon-512.png'), sizes: '512x512', type: 'image/png' },
      { src: icon('icon-maskable-512.png'), sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    ],
  };
  writeFileSync(join(staging, 'manifest.webmanifest'), `${JSON.stringify(manifest, null, 2)}\n`);
  const head = `<link rel="manifest" href="./manifest.webmanifest" />\n    <link rel="apple-touch-icon" href="./${icon('icon-180.png')}" />\n  </head>`;
  return page.replace('</head>', head);
}

/** The service worker, beside the page, and the line of the page's head that names it and the version. */
export function offline(page, staging) {
  const files = readdirSync(staging, { recursive: true })
    .map((name) => join(staging, name))
    .filter((file) => statSync(file).isFile())
    .map((file) => relative(staging, file).split(sep).join('/'))
    .filter((name) => name !== 'index.html' && name !== 'sw.js' && !name.startsWith('.'))
    .sort();
  const script = readFileSync('tools/service-worker.js', 'utf8');
  const version = createHash('sha256').update(script).update(page);
  for (const name of files) version.update(`${name}\n`).update(readFileSync(join(staging, name)));
  const short = version.digest('hex').slice(0, 16);
  const list = files.map((name) => `[${JSON.stringify(name)}, ${HASHED.test(name)}],`).join('\n  ');
  writeFileSync(join(staging, 'sw.js'), script.replace('@version@', short).replace('/* @files@ */', () => list));
  return page.replace('</head>', `<meta name="service-worker" content="./sw.js" data-version="${short}" />\n  </head>`);
}
