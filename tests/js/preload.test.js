import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const www = new URL('../../www/', import.meta.url);
const html = readFileSync(new URL('index.html', www), 'utf8');

/** The modules that a page loads before it can start, in the order in which they are found. */
function startModules(...entries) {
  const found = [];
  const waiting = [...entries];
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    if (found.includes(next)) continue;
    found.push(next);
    const url = new URL(next, www);
    const source = readFileSync(url, 'utf8');
    for (const [, path] of source.matchAll(/^(?:import|export) [^;]*?from '(\..*?)';/gms)) waiting.push(new URL(path, url).href.slice(www.href.length));
  }
  return found;
}

test('all that the page starts with is asked for at once, and nothing else is', () => {
  const preloaded = [...html.matchAll(/<link rel="modulepreload"(?: fetchpriority="low")? href="(.*?)">/g)].map(([, path]) => path);
  const needed = startModules('main.js', 'app.js').filter((path) => path !== 'main.js');
  assert.deepEqual([...preloaded].sort(), [...needed].sort());
});

test('the module is asked for as the worker’s host asks for it', () => {
  assert.match(html, /<link rel="preload" href="pkg\/lernkurve_bg\.wasm" as="fetch" type="application\/wasm" crossorigin>/);
});
