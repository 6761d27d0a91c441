// @ts-check
/**
 * A static host for the built site: right types, 404 for what is not there, and the policy that index.html states
 * sent as a header too, so that workers and every other file are under it.
 */
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createBrotliCompress } from 'node:zlib';
import { extname, join, normalize, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The site under test: `dist/`, or the folder that $SITE names (`www/` is a whole site too). */
export const DIST = process.env.SITE ? resolve(process.env.SITE) : fileURLToPath(new URL('../../../dist/', import.meta.url));

/** @type {Record<string, string>} */
const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

/**
 * Serves `root` below `base` on a free port of this machine.
 * @param {{root?: string, base?: string, prelude?: string, compressed?: boolean}} [options] `base` begins and ends with
 *   a slash; `prelude` is a script that index.html runs before its own, for what a test must see from the very start;
 *   `compressed` sends all by brotli
 * @returns {Promise<{url: string, requested: string[], close: () => Promise<void>}>} `requested` grows with every
 *   answered request: paths below `base`
 */
export async function serve({ root = DIST, base = '/', prelude, compressed = false } = {}) {
  const index = await readFile(join(root, 'index.html'), 'utf8').catch(() => '');
  const policy = policyOf(index);
  /** @type {string[]} */
  const requested = [];
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (prelude !== undefined && pathname === `${base}prelude.js`) {
      response.writeHead(200, { 'content-type': TYPES['.js'], ...policy }).end(prelude);
      return;
    }
    if (prelude !== undefined && pathname === base) {
      response.writeHead(200, { 'content-type': TYPES['.html'], ...policy }).end(index.replace('<head>', '<head><script src="prelude.js"></script>'));
      return;
    }
    const file = await fileAt(root, base, pathname);
    if (!file) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('not found');
      return;
    }
    requested.push(pathname.slice(base.length));
    const type = TYPES[extname(file)] ?? 'application/octet-stream';
    response.writeHead(200, { 'content-type': type, 'x-content-type-options': 'nosniff', ...policy, ...(compressed && { 'content-encoding': 'br' }) });
    if (compressed) createReadStream(file).pipe(createBrotliCompress()).pipe(response);
    else createReadStream(file).pipe(response);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${address.port}${base}`,
    requested,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/**
 * The file an address names; none outside of `root`, and none for a folder without its index.
 * @param {string} root
 * @param {string} base
 * @param {string} pathname
 */
async function fileAt(root, base, pathname) {
  if (!pathname.startsWith(base)) return undefined;
  const below = normalize(join(root, decodeURIComponent(pathname.slice(base.length))));
  const file = pathname.endsWith('/') ? join(below, 'index.html') : below;
  if (!file.startsWith(normalize(root + sep))) return undefined;
  const found = await stat(file).catch(() => undefined);
  return found?.isFile() ? file : undefined;
}

/**
 * @param {string} html
 * @returns {Record<string, string>}
 */
function policyOf(html) {
  const meta = /http-equiv="Content-Security-Policy"\s+content="([^"]*)"/.exec(html);
  return meta ? { 'content-security-policy': meta[1].replace(/\s+/g, ' ').trim() } : {};
}
