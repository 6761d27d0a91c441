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
/** Other copies of the page may lie in other folders of the same host. */
const FAMILY = `lernkurve ${new URL('./', location.href).pathname} `;
const CACHE = FAMILY + VERSION;

worker.addEventListener('install', (/** @type {any} */ event) => event.waitUntil(keep()));

worker.addEventListener('activate', (/** @type {any} */ event) => event.waitUntil(takeOver()));

worker.addEventListener('message', (/** @type {MessageEvent} */ { data }) => {
  if (data === 'take over') void worker.skipWaiting();
});

worker.addEventListener('fetch', (/** @type {any} */ event) => {
  const { request } = event;
  const wanted = cachedAs(request);
  if (wanted) event.respondWith(answer(wanted, request));
});

/** The files' names tell their content; the page's own address does not, and may be old in the browser's cache. */
async function keep() {
  const cache = await caches.open(CACHE);
  await cache.addAll(FILES.map((file) => new Request(file, { cache: file === './' ? 'reload' : 'default' })));
}

/** Another tab may still show the build before, and load more of it: then that stays until the next one comes. */
async function takeOver() {
  const windows = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (windows.length < 2) {
    const others = (await names()).filter((name) => name !== CACHE);
    await Promise.all(others.map((name) => caches.delete(name)));
  }
  await worker.clients.claim();
}

const names = async () => (await caches.keys()).filter((name) => name.startsWith(FAMILY));

/** What is asked for, as it lies in a cache: the page by any query. What is not the page's own is not answered here. @param {Request} request */
function cachedAs({ method, mode, url }) {
  const { origin, pathname } = new URL(url);
  const page = new URL('./', location.href).pathname;
  if (method !== 'GET' || origin !== location.origin || !pathname.startsWith(page)) return null;
  if (mode !== 'navigate') return pathname;
  return pathname === page || pathname === `${page}index.html` ? page : null;
}

/** From the cache of this build, from that of an older one, or else from the network. @param {string} path @param {Request} request */
async function answer(path, request) {
  for (const name of [CACHE, ...(await names())]) {
    const known = await (await caches.open(name)).match(path, { ignoreVary: true });
    if (known) return known;
  }
  return fetch(request);
}
