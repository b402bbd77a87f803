// A small static server for dist/, used by `./dev serve`, by the end-to-end tests and by the browser benchmark.
// It behaves like a plain static host: no rewriting, no headers beyond type and caching, 404 for what is not there.
//
//   node tools/serve.mjs DIR [--port N] [--mount /some/where/]
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
};

/** How many further ports are tried when the first one is taken. */
const PORTS_TRIED = 50;

/** The file that a request path names under `dir`, or null when the path leaves it. */
function fileOf(dir, mount, pathname) {
  let path;
  try {
    path = decodeURIComponent(pathname);
  } catch {
    return null;
  }
  if (!path.startsWith(mount) || path.includes('\0')) return null;
  const file = normalize(join(dir, path.slice(mount.length)));
  return file === dir || file.startsWith(dir + sep) ? file : null;
}

async function answer(dir, mount, request, response) {
  const say = (status, text, headers = {}) => {
    response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', ...headers });
    response.end(text);
  };
  if (request.method !== 'GET' && request.method !== 'HEAD') return say(405, 'Only GET and HEAD.', { allow: 'GET, HEAD' });
  const { pathname } = new URL(request.url, 'http://localhost');
  if (`${pathname}/` === mount) return say(301, '', { location: mount });
  let file = fileOf(dir, mount, pathname);
  let info = file && (await stat(file).catch(() => null));
  if (info?.isDirectory()) {
    file = join(file, 'index.html');
    info = await stat(file).catch(() => null);
  }
  if (!info?.isFile()) return say(404, 'Nothing here.');
  // A name that carries a hash of its content never changes its content.
  const hashed = /-[0-9a-f]{16}(_bg)?\.[a-z0-9]+$/.test(file);
  response.writeHead(200, {
    'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
    'content-length': info.size,
    'cache-control': hashed ? 'public, max-age=31536000, immutable' : 'no-cache',
    'x-content-type-options': 'nosniff',
  });
  if (request.method === 'HEAD') return response.end();
  createReadStream(file)
    .on('error', () => response.destroy())
    .pipe(response);
}

function listen(server, port) {
  return new Promise((done, fail) => {
    server.once('error', fail);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', fail);
      done();
    });
  });
}

/**
 * Serves `dir` on 127.0.0.1 under the path `mount`. Port 0 takes any free port; any other port moves on to the next free one.
 * Returns the address of the page and a function that stops the server.
 */
export async function serve(dir, { port = 0, mount = '/' } = {}) {
  const root = resolve(dir);
  const server = createServer((request, response) => {
    answer(root, mount, request, response).catch(() => response.destroy());
  });
  for (let next = port; ; next += 1) {
    try {
      await listen(server, next);
      break;
    } catch (error) {
      if (error.code !== 'EADDRINUSE' || next >= port + PORTS_TRIED) throw error;
    }
  }
  const stop = () =>
    new Promise((done) => {
      server.close(done);
      server.closeAllConnections();
    });
  return { address: `http://127.0.0.1:${server.address().port}${mount}`, stop };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [dir, ...options] = process.argv.slice(2);
  const option = (name, otherwise) => (options.includes(name) ? options[options.indexOf(name) + 1] : otherwise);
  const port = Number(option('--port', '8080'));
  const { address } = await serve(dir, { port, mount: option('--mount', '/') });
  if (new URL(address).port !== String(port)) console.log(`    port ${port} is taken`);
  console.log(`\n    ${address}\n\n    Ctrl-C stops the server.`);
}
