import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { problemText } from '../../www/controls/problem.js';
import { createI18n, loadLanguage } from '../../www/i18n/index.js';
import init, { Trainer } from '../../www/pkg/lernkurve.js';

await init({ module_or_path: await readFile(new URL('../../www/pkg/lernkurve_bg.wasm', import.meta.url)) });
await loadLanguage('en');
await loadLanguage('de');

/** What is said of the one mistake of a link. */
function said(lang, link) {
  const { problems } = Trainer.parseLink(`v=2&${link}`);
  assert.equal(problems.length, 1, link);
  return problemText(createI18n(lang), problems[0]);
}

test('what is refused of a link is named, with what would be right', () => {
  for (const [link, en, de] of [
    ['layers=99999:relu', '99,999 is out of range. Numbers from 1 to 4,096 are possible.', '99.999 ist hier nicht möglich. Möglich sind Zahlen von 1 bis 4.096.'],
    ['samples=2.5', '2.5 is not a whole number.', '2,5 ist keine ganze Zahl.'],
    ['learningRate=0,5', '“0,5” is not read as a number here; write 0.5, with a point.', '„0,5“ wird hier nicht als Zahl gelesen; bitte 0.5 schreiben, mit Punkt.'],
    ['optimizer=adma', /adma.*(is|Do you mean).*adamax/, /adma.*adamax/],
    ['sampling=some', '“some” is not possible here. Possible: grid, random.', '„some“ gibt es hier nicht. Möglich sind: grid, random.'],
  ]) {
    for (const [lang, expected] of [['en', en], ['de', de]]) {
      if (expected instanceof RegExp) assert.match(said(lang, link), expected);
      else assert.equal(said(lang, link), expected);
    }
  }
});
