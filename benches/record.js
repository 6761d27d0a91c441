// @ts-check
/** Takes the last benchmark into docs/: `node benches/record.js <folder of bench.json>`. */
import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { plot } from './plot.js';
import { report } from './report.js';

const BEGIN = '<!-- measured: written by benches/record.js -->';
const END = '<!-- end of what was measured -->';
const PAGE = new URL('../docs/PERFORMANCE.md', import.meta.url);

const folder = process.argv[2];
if (!folder) throw new Error('usage: node benches/record.js <folder of bench.json>');
const measured = JSON.parse(await readFile(join(resolve(folder), 'bench.json'), 'utf8'));
const page = await readFile(PAGE, 'utf8');
const [before, rest] = page.split(BEGIN);
const after = rest?.split(END)[1];
if (after === undefined) throw new Error('docs/PERFORMANCE.md has lost the marks between which the tables stand');
await writeFile(PAGE, `${before}${BEGIN}\n\n${report(measured)}\n${END}${after}`);
await writeFile(new URL('../docs/performance.svg', import.meta.url), plot(measured.scaling));
