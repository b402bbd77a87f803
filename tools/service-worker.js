// Keeps one whole version of Remit on this machine, so that it opens without a network. tools/finish.mjs fills in the version and the files
// and publishes this as sw.js; development builds have none.
//
// A version is kept whole or not at all: if one file does not arrive, nothing is kept and the version before stays. What was fetched from
// the network later never enters the cache, so a page and its files always fit.
'use strict';

const VERSION = '@version@';
/** Every file but the page itself, as named beside this script, and whether its name tells its content. */
const FILES = new Map([
  /* @files@ */
]);
/** How long the network may take to answer before the kept page is shown, in milliseconds. */
const PATIENCE = 4000;

const scope = self.registration.scope;
const ours = `remit ${scope} `;
const cacheName = ours + VERSION;
/** The page itself is kept under the address of its folder. */
const pageAddress = scope;

async function fetched(address, cache) {
  const response = await fetch(address, { cache, credentials: 'same-origin' });
  if (response.status !== 200) throw new Error(`${response.status} for ${address}`);
  return response;
}

/** The page, if the host serves that of this version by now. */
async function ownPage() {
  const response = await fetched(pageAddress, 'no-cache');
  const text = await response.text();
  if (!text.includes(`data-version="${VERSION}"`)) throw new Error('The host serves the page of another version.');
  // Made anew: a response that came by a redirect may not answer a navigation.
  return new Response(text, { headers: { 'content-type': 'text/html; charset=utf-8' } });
}

async function install() {
  const files = [...FILES].map(async ([name, hashed]) => {
    const address = new URL(name, scope).href;
    return [address, await fetched(address, hashed ? 'default' : 'no-cache')];
  });
  const all = await Promise.all([ownPage().then((page) => [pageAddress, page]), ...files]);
  const cache = await caches.open(cacheName);
  try {
    await Promise.all(all.map(([address, response]) => cache.put(address, response)));
  } catch (error) {
    await caches.delete(cacheName);
    throw error;
  }
}

async function activate() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(ours) && name !== cacheName).map((name) => caches.delete(name)));
  await self.clients.claim();
}

const kept = async (address) => (await caches.open(cacheName)).match(address);

/** From the network, or what is kept if that fails, answers with an error or takes too long. */
async function networkFirst(request, address) {
  const late = new Promise((done) => setTimeout(done, PATIENCE));
  const network = fetch(request).catch(() => undefined);
  const response = await Promise.race([network, late]);
  if (response?.ok) return response;
  return (await kept(address)) ?? response ?? (await network) ?? Response.error();
}

async function cacheFirst(request, address) {
  return (await kept(address)) ?? fetch(request);
}

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(activate()));

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || !url.href.startsWith(scope)) return;
  const name = decodeURIComponent(url.pathname).slice(new URL(scope).pathname.length);
  if (request.mode === 'navigate') {
    if (name === '' || name === 'index.html') event.respondWith(networkFirst(request, pageAddress));
  } else if (FILES.has(name)) {
    const address = new URL(name, scope).href;
    event.respondWith(FILES.get(name) ? cacheFirst(request, address) : networkFirst(request, address));
  }
});

// What the page says: it asks which version waits, and, once its reader has agreed, that it take over.
self.addEventListener('message', (event) => {
  if (event.data === 'version') {
    event.source?.postMessage(`version ${VERSION}`);
  } else if (event.data === 'take over') {
    event.waitUntil(self.skipWaiting());
  } else if (event.data === 'take over if alone') {
    const all = self.clients.matchAll({ type: 'window', includeUncontrolled: true });
    event.waitUntil(all.then((pages) => (pages.length <= 1 ? self.skipWaiting() : undefined)));
  }
});
