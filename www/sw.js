// @ts-check
/**
 * The page without a network. The build puts this beside index.html and writes the list of all files into it; each
 * build has a cache of its own, so that files of two builds never meet. A new build waits until it is asked for.
 */
const VERSION = 'source';
/** @type {string[]} */
const FILES = [];

/** The types at hand are those of pages. @type {any} */
const worker = self;
const CACHE = `lernkurve-${VERSION}`;

worker.addEventListener('install', (/** @type {any} */ event) => event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES))));

worker.addEventListener('activate', (/** @type {any} */ event) => event.waitUntil(dropOthers()));

worker.addEventListener('message', (/** @type {MessageEvent} */ { data }) => {
  if (data === 'take over') void worker.skipWaiting();
});

worker.addEventListener('fetch', (/** @type {any} */ event) => {
  const { request } = event;
  if (request.method !== 'GET' || new URL(request.url).origin !== location.origin) return;
  event.respondWith(answer(request));
});

async function dropOthers() {
  const names = (await caches.keys()).filter((name) => name.startsWith('lernkurve-') && name !== CACHE);
  await Promise.all(names.map((name) => caches.delete(name)));
  await worker.clients.claim();
}

/** What was cached, whatever the address asks of the page; all else from the network. @param {Request} request */
async function answer(request) {
  const cache = await caches.open(CACHE);
  const known = await cache.match(request.mode === 'navigate' ? './' : request, { ignoreSearch: true });
  return known ?? fetch(request);
}
