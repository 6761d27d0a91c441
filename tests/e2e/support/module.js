// @ts-check
/** The module of the site under test, in Node: what the page shows must be what this computes. */
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DIST } from './serve.js';

async function load() {
  const files = await readdir(DIST, { recursive: true });
  const glue = files.find((file) => file.endsWith(join('pkg', 'lernkurve.js')));
  if (!glue) throw new Error(`no module below ${DIST}: run \`cargo xtask build\` first`);
  const path = join(DIST, glue);
  const module = await import(pathToFileURL(path).href);
  module.initSync({ module: await readFile(path.replace(/\.js$/, '_bg.wasm')) });
  return module;
}

/** @type {typeof import('../../../www/pkg/lernkurve.js')} */
export const { Trainer, limits } = await load();
