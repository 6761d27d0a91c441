// What the page says of every preset's network on its way, and whether it is so:
//
//     node tests/captions/table.js [seeds] [part of a name] [language]
//
// One line for each sentence that is said of a set-up at an epoch: by how many seeds, of how many of them each of its
// claims holds (judge.js), and the sentence of the first. The last lines name what holds for fewer than nine in ten.
import { readFile } from 'node:fs/promises';
import init, * as module from '../../www/pkg/lernkurve.js';
import { createI18n, loadLanguage } from '../../www/i18n/index.js';
import { insightSentence } from '../../www/views/insight-text.js';
import { untrue } from './judge.js';
import { follow, runsOf } from './runs.js';

const [seeds = '10', part = '', lang = 'en'] = process.argv.slice(2);
const EPOCHS = [1, 3, 10, 30, 100, 300, 1000, 3000, 10_000];

await init({ module_or_path: await readFile(new URL('../../www/pkg/lernkurve_bg.wasm', import.meta.url)) });
await loadLanguage(lang);
const i18n = createI18n(lang);

const plain = (text) => text.replace(/\[\w+:([^\]]*)\]/g, '$1').replaceAll('*', '');
const failing = [];
let judged = 0;
for (const { name, config } of runsOf(module).filter((run) => run.name.includes(part))) {
  /** @type {Map<string, {said: number, true: number, text: string, wrong: Set<string>}>} */
  const lines = new Map();
  for (let seed = 1; seed <= Number(seeds); seed += 1) {
    follow(module, config, seed, EPOCHS, (trainer, epoch, copy) => {
      const insight = trainer.insight();
      const { key, params } = insightSentence(insight, { domain: trainer.domain, config }, i18n);
      const row = `${String(epoch).padStart(6)}  ${key.replace('views.say.', '')}`;
      const line = lines.get(row) ?? { said: 0, true: 0, text: plain(i18n.t(key, params)), wrong: new Set() };
      const wrong = untrue(trainer, insight, copy);
      line.said += 1;
      if (wrong.length === 0) line.true += 1;
      wrong.forEach((what) => line.wrong.add(`seed ${seed}: ${what}`));
      lines.set(row, line);
      judged += 1;
    });
  }
  console.log(`\n${name}`);
  const inOrder = [...lines].sort(([a], [b]) => Number(a.slice(0, 6)) - Number(b.slice(0, 6)));
  for (const [row, line] of inOrder) {
    console.log(`${row.padEnd(42)} ${String(line.said).padStart(2)} said, ${String(line.true).padStart(2)} so   ${line.text}`);
    if (line.true < 0.9 * line.said) failing.push(`${name} ${row}: ${line.true} of ${line.said}; ${[...line.wrong].slice(0, 3).join('; ')}`);
  }
}
console.log(`\n${judged} captions judged; ${failing.length === 0 ? 'each claim holds for nine seeds in ten or more' : 'these hold for fewer than nine in ten:'}`);
failing.forEach((line) => console.log(line));
process.exitCode = failing.length === 0 ? 0 : 1;
