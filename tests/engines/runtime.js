// @ts-check
/** Compares the golden table in the runtime that starts this (Node, Bun or Deno), and prints the outcome as JSON. */
import { readFile } from 'node:fs/promises';
import * as module from '../../www/pkg/lernkurve.js';
import { compareWithTable } from './table.js';

const near = (/** @type {string} */ path) => new URL(path, import.meta.url);
module.initSync({ module: await readFile(near('../../www/pkg/lernkurve_bg.wasm')) });
console.log(JSON.stringify(compareWithTable(module, await readFile(near('../fixtures/golden.tsv'), 'utf8'))));
