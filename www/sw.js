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
/** Another page of the same origin may be one of these too. */
const OURS = `lernkurve ${worker.registration?.scope ?? ''} `;
const CACHE = OURS + VERSION;

worker.addEventListener('install', (/** @type {any} */ event) => event.waitUntil(takeIn()));

worker.addEventListener('activate', (/** @type {any} */ event) => event.waitUntil(dropOthers()));

worker.addEventListener('message', (/** @type {MessageEvent} */ { data }) => {
  if (data === 'take over') void worker.skipWaiting();
});

worker.addEventListener('fetch', (/** @type {any} */ event) => {
  const { request } = event;
  if (request.method !== 'GET' || new URL(request.url).origin !== location.origin) return;
  event.respondWith(answer(request));
});

/** From the server itself: what the browser has kept may be of the build before. */
async function takeIn() {
  const cache = await caches.open(CACHE);
  await cache.addAll(FILES.map((file) => new Request(file, { cache: 'reload' })));
}

/** The build before stays, since another tab may still be one of it; older ones go. */
async function dropOthers() {
  const names = (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== CACHE);
  await Promise.all(names.slice(0, -1).map((name) => caches.delete(name)));
  await worker.clients.claim();
}

/** What was cached, whatever the address asks of the page; all else from the network. @param {Request} request */
async function answer(request) {
  const options = { ignoreSearch: true };
  const cache = await caches.open(CACHE);
  const known = request.mode === 'navigate' ? await cache.match('./', options) : (await cache.match(request, options)) ?? (await caches.match(request, options));
  return known ?? fetch(request);
}
