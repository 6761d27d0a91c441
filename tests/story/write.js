// Writes what the story says in numbers to www/state/story-facts.js: `node tests/story/write.js`
import { readFile, writeFile } from 'node:fs/promises';
import init, { Trainer } from '../../www/pkg/lernkurve.js';
import { CHAPTERS } from '../../www/state/chapters.js';
import { storyFacts } from './facts.js';

await init({ module_or_path: await readFile(new URL('../../www/pkg/lernkurve_bg.wasm', import.meta.url)) });
const lines = Object.entries(storyFacts(Trainer, CHAPTERS)).map(([chapter, facts]) => {
  const pairs = Object.entries(facts).map(([name, value]) => `${name}: ${value}`);
  return `  ${chapter}: { ${pairs.join(', ')} },`;
});
const text = `// @ts-check
/** What the story says in numbers, by chapter. The module computed them (\`node tests/story/write.js\`), and a test does again. */

/** @type {Record<string, Record<string, number>>} */
export const STORY_FACTS = {
${lines.join('\n')}
};
`;
await writeFile(new URL('../../www/state/story-facts.js', import.meta.url), text);
