// @ts-check
/**
 * The benchmark's table: `node benches/run.js <lernkurve.js bound for Node> <folder bound for pages> <results> <folder
 * of Lighthouse>`, as `cargo xtask bench` calls it. The folder of results holds native.json; bench.json and bench.md are
 * written beside it.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { measureInBrowser } from './browser.js';
import { measureLighthouse } from './lighthouse.js';
import { measureBoundary, measureModule } from './module.js';
import { measurePeers } from './peers/index.js';
import { measurePreview } from './preview.js';
import { report } from './report.js';
import { measureScaling } from './scaling.js';
import { measureStart } from './start.js';

const [module, web, results, lighthouseFolder] = process.argv.slice(2).map((argument) => resolve(argument));
if (!lighthouseFolder) throw new Error('usage: node benches/run.js <lernkurve.js for Node> <folder for pages> <folder of results> <folder of Lighthouse>');

const { Trainer } = await import(pathToFileURL(module).href);
const measured = await measure();
const tables = report(measured);
await writeFile(join(results, 'bench.json'), JSON.stringify(measured, null, 2));
await writeFile(join(results, 'bench.md'), tables);
const shown = relative(process.cwd(), results);
console.log(`\n${tables}\nThe same as JSON: ${join(shown, 'bench.json')}. Into docs/ it goes by: node benches/record.js ${shown}`);

/** @returns {Promise<import('./report.js').Measured>} */
async function measure() {
  const [loadBefore] = loadavg();
  const cases = JSON.parse(await readFile(new URL('cases.json', import.meta.url), 'utf8'));
  const inNode = await measureModule(Trainer, cases, (name) => say(`Node: ${name}`));
  const chromium = await unlessMissing(() => measureInBrowser(web, cases, (name) => say(`Chromium: ${name}`)));
  say('Chromium: the first curve');
  const start = await unlessMissing(measureStart);
  say('Chromium: Lighthouse');
  const lighthouse = await unlessMissing(() => measureLighthouse(lighthouseFolder));
  say('Chromium: the preview under the hand');
  const preview = await unlessMissing(measurePreview);
  const boundary = await measureBoundary(Trainer);
  const scaling = await measureScaling(Trainer, (name) => say(`scaling by ${name}`));
  const peers = await measurePeers(cases, say);
  const version = 'version' in chromium ? chromium.version : 'not installed';
  return {
    machine: { ...machine(), chromium: version, loadBefore, loadAfter: loadavg()[0] },
    cases: cases.map((/** @type {import('./module.js').Case} */ one) => ({ ...one, complete: new Trainer(one.config).config() })),
    module: { native: JSON.parse(await readFile(join(results, 'native.json'), 'utf8')), node: inNode, chromium },
    peers,
    boundary,
    start,
    lighthouse,
    preview,
    scaling,
  };
}

/**
 * What a browser that is not there leaves out, with the reason.
 * @template T
 * @param {() => Promise<T>} measure
 * @returns {Promise<T | {missing: string}>}
 */
async function unlessMissing(measure) {
  try {
    return await measure();
  } catch (error) {
    return { missing: error instanceof Error ? error.message.split('\n')[0] : String(error) };
  }
}

function machine() {
  const processors = cpus();
  const date = new Date().toISOString().slice(0, 10);
  return { cores: processors.length, processor: processors[0]?.model.trim() ?? 'unknown', node: process.versions.node, date };
}

/** @param {string} what is measured now */
function say(what) {
  console.error(`  ${what}`);
}
