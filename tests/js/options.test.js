// @ts-check
/** What the module can be set to has a name in each language and a place in its TypeScript types: whoever adds an option is told here what is missing. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { loadLanguage, messages } from '../../www/i18n/index.js';
import { initSync, limits } from '../../www/pkg/lernkurve.js';

const pkg = new URL('../../www/pkg/', import.meta.url);
initSync({ module: await readFile(new URL('lernkurve_bg.wasm', pkg)) });
await Promise.all([loadLanguage('en'), loadLanguage('de')]);
const declarations = await readFile(new URL('lernkurve.d.ts', pkg), 'utf8');

const described = /** @type {any} */ (limits());
/** @param {string} field */
const kinds = (field) => Object.keys(described[field].kinds);
/** @param {string} field */
const parameters = (field) => [...new Set(kinds(field).flatMap((kind) => Object.keys(described[field].kinds[kind].parameters)))];

/** The names that `export type <name>` lists. @param {string} name */
function union(name) {
  const [, body] = declarations.match(new RegExp(`export type ${name} =([^;]*?(?:\\{[^}]*\\}[^;]*?)*);\n`)) ?? [];
  assert.ok(body, `the declarations have no type ${name}`);
  const named = body.includes('kind:') ? [...body.matchAll(/kind: ([^;}]*)/g)].map(([, names]) => names).join() : body;
  return [...named.matchAll(/"(\w+)"/g)].map(([, option]) => option).sort();
}

const LABELS = {
  'controls.activation': described.layers.activation.options,
  'controls.optimizer': kinds('optimizer'),
  'controls.initializer': [...new Set([...kinds('kernelInitializer'), ...kinds('biasInitializer')])],
  'controls.loss': described.loss.options,
  'controls.sampling': described.sampling.options,
  'controls.scaling': described.scaling.options,
  'controls.field': [...parameters('optimizer'), ...parameters('kernelInitializer'), ...parameters('biasInitializer'), 'l1', 'l2'],
};

for (const lang of /** @type {const} */ (['en', 'de'])) {
  for (const [area, options] of Object.entries(LABELS)) {
    test(`each ${area} has a label (${lang})`, () => {
      assert.ok(options.length > 0);
      const unnamed = options.filter((/** @type {string} */ option) => !(`${area}.${option}` in messages[lang]));
      assert.deepEqual(unnamed, []);
    });
  }
}

for (const [type, options] of /** @type {[string, string[]][]} */ ([
  ['Activation', described.layers.activation.options],
  ['Loss', described.loss.options],
  ['Optimizer', kinds('optimizer')],
  ['Initializer', kinds('kernelInitializer')],
  ['BiasInitializer', kinds('biasInitializer').filter((kind) => !kinds('kernelInitializer').includes(kind))],
])) {
  test(`the type ${type} lists what there is`, () => assert.deepEqual(union(type), [...options].sort()));
}
