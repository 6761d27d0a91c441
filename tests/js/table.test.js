import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parsePastedTable } from '../../www/state/table.js';

const FILES = new URL('../fixtures/cases/tables/', import.meta.url);
const THREE = [[0, 0.5], [1, 0.25], [2, 0.75]];
const COUNTED = [[1, 0.5], [2, 0.25], [3, 0.75]];

/** Each text with the points that must come of it. */
function reads(cases, expected, lang = 'en') {
  for (const text of cases) {
    const read = parsePastedTable(text, lang);
    assert.deepEqual(read.points, expected, `${JSON.stringify(text)} gave ${JSON.stringify(read)}`);
  }
}

const problemOf = (text, lang = 'en') => parsePastedTable(text, lang).problem;

test('each of the reported tables comes out as its points', () => {
  const expected = JSON.parse(readFileSync(new URL('expected.json', FILES), 'utf8'));
  assert.ok(Object.keys(expected).length >= 14);
  for (const [file, { language, points }] of Object.entries(expected)) {
    assert.deepEqual(parsePastedTable(readFileSync(new URL(file, FILES), 'utf8'), language).points, points, file);
  }
});

test('tabs, semicolons, commas, bars, blanks, arrows and colons separate; decimals have a point or a comma', () => {
  const separators = ['\t', ';', '; ', ' | ', '|', '   ', ' ', ' -> ', ' → ', ': '];
  for (const lang of ['en', 'de']) {
    reads(separators.map((sign) => ['0', '1', '2'].map((x, i) => `${x}${sign}${THREE[i][1]}`).join('\n')), THREE, lang);
    reads(separators.map((sign) => ['0', '1', '2'].map((x, i) => `${x}${sign}${String(THREE[i][1]).replace('.', ',')}`).join('\r\n')), THREE, lang);
  }
  reads(['0,0.5\n1,.25\n2,0.75', '0, 0,5\n1, 0,25\n2, 0,75', '0,0.5,\n1,0.25,\n2,0.75,', '0\t\t0.5\n1\t\t0.25\n2\t\t0.75', '\n  0\t0,5 \n\n1\t0,25\n2\t7.5e-1\n'.replace('7.5e-1', '0,75')], THREE);
});

test('headings of one line or several, titles, rules and comments are no rows', () => {
  reads([
    'Zeit (s);Weg (m)\n0;0,5\n1;0,25\n2;0,75',
    'Tabelle 1: Messung\n\nZeit;Weg\n(s);(m)\n0;0,5\n1;0,25\n2;0,75',
    '# x y\n0.0 5.000000000000000000e-01\n1.0e+00 2.5e-01\n2e+00 7.5e-01',
    '# mine\n0,0.5\n# halfway\n1,0.25\n2,0.75',
    'sep=;\nx;y\n0;0,5\n1;0,25\n2;0,75',
    '+---+------+\n| x | y    |\n+---+------+\n| 0 | 0.5  |\n| 1 | 0.25 |\n| 2 | 0.75 |\n+---+------+',
    'x | y\n--- | ---\n0 | 0.5\n1 | 0.25\n2 | 0.75',
    '| **x** | y |\n|:-:|--:|\n| `0` | 0.5 |\n| 1 | **0.25** |\n| 2 | 0.75 |',
    '\\begin{tabular}{ll}\n\\hline\nx & y \\\\\n\\hline\n0 & 0.5 \\\\\n1 & $0.25$ \\\\\n2 & 0.75 \\\\\n\\hline\n\\end{tabular}',
    '```\n0 0.5\n1 0.25\n2 0.75\n```',
    '- 0: 0.5\n- 1: 0.25\n- 2: 0.75',
    '• 0, 0.5\n• 1, 0.25\n• 2, 0.75',
  ], THREE);
  const { x, y } = parsePastedTable('Zeit;Weg\n(s);(m)\n0;0,5\n1;0,25', 'de');
  assert.deepEqual([x.name, y.name], ['Zeit (s)', 'Weg (m)']);
  assert.equal(parsePastedTable('# year anomaly\n1990 0.4\n1991 0.5', 'en').y.name, 'anomaly');
});

test('quotation marks hold separators, quotation marks and line breaks', () => {
  reads([
    'name;x;y\n"a;b";0;0,5\n"c";1;0,25\n"d ""e""";2;0,75',
    'name,x,y\n"a\nb",0,0.5\nc,1,0.25\nd,2,0.75',
    'x,y\n"0","0,5"\n"1","0,25"\n"2","0,75"',
    "'0','0.5'\n'1','0.25'\n'2','0.75'",
    '“0”\t“0.5”\n“1”\t“0.25”\n“2”\t“0.75”',
    "'0\t'0.5\n'1\t'0.25\n'2\t'0.75",
    'size,x,y\n5" disk,0,0.5\n3" disk,1,0.25\n8" disk,2,0.75',
  ], THREE);
});

test('brackets, and lists as programs write them', () => {
  reads([
    '(0, 0.5), (1, 0.25), (2, 0.75)',
    'P(0|0,5)\nQ(1|0,25)\nR(2|0,75)',
    'A(0 | 0,5), B(1 | 0,25), C₁(2 | 0,75)',
    '(0; 0,5) (1; 0,25) (2; 0,75)',
    '[0, 0.5]\n[1, 0.25],\n[2, 0.75]',
    '[(0, 0.5), (1, 0.25), (2, 0.75)]',
    '{{0, 0.5}, {1, 0.25}, {2, 0.75}}',
    '[{"x": 0, "y": 0.5}, {"x": 1, "y": 0.25}, {"x": 2, "y": 0.75}]',
    '[{x: 0, y: 0.5}, {x: 1, y: .25}, {x: 2, y: 0.75},]',
    '{"x": [0, 1, 2], "y": [0.5, 0.25, 0.75]}',
    '{"x": ["0", "1", "2"], "y": ["0.5", "0.25", "0.75"]}',
    '{"x":{"0":0,"1":1,"2":2},"y":{"0":0.5,"1":0.25,"2":0.75}}',
    '{"columns":["x","y"],"index":[0,1,2],"data":[[0,0.5],[1,0.25],[2,0.75]]}',
    '{"datasets":[{"label":"a","data":[{"x":0,"y":0.5},{"x":1,"y":0.25},{"x":2,"y":0.75}]}]}',
    '{"name": "mine", "points": [[0, 0.5], [1, 0.25], [2, 0.75]], "n": 3}',
    '{0: 0.5, 1: 0.25, 2: 0.75}',
    "[['x', 'y'], ['0', '0.5'], ['1', '0.25'], ['2', '0.75']]",
    'x = [0, 1, 2]\ny = [0.5, 0.25, 0.75]',
    'list(zip([0, 1, 2], [0.5, 0.25, 0.75]))',
    'import numpy as np\nx = np.array([0, 1, 2])  # seconds\ny = np.array([0.5, 0.25, 0.75], dtype=np.float32)',
    '>>> x = np.linspace(0, 2, 3)\n>>> y = [0.5, 0.25, 0.75]',
    'array([[0.  , 0.5 ],\n       [1.  , 0.25],\n       [2.  , 0.75]])',
    '[[0.   0.5 ]\n [1.   0.25]\n [2.   0.75]]',
    'tensor([[0.0000, 0.5000],\n        [1.0000, 0.2500],\n        [2.0000, 0.7500]])',
    'pd.DataFrame({"x": [0, 1, 2], "y": [0.5, 0.25, 0.75]})',
    'x <- 0:2\ny <- c(0.5, 0.25, 0.75)',
    'df <- data.frame(x = c(0, 1, 2), y = c(0.5, 0.25, 0.75))',
    'A = [0 0.5; 1 0.25; 2 0.75];',
    'x = [0 1 2];\ny = [0.5, 0.25, 0.75];',
    '0: 0.5, 1: 0.25, 2: 0.75',
    '0 = 0,5; 1 = 0,25; 2 = 0,75',
    '0;0.5 # first\n1;0.25\n2;0.75 // last',
    'x=0, y=0.5\nx=1, y=0.25\nx=2, y=0.75',
    'x: 0, 1, 2\ny: 0.5, 0.25, 0.75',
    'https://example.org/?lang=en#v=2&points=0,0.5;1,0.25;2,0.75&seed=7',
  ], THREE);
});

test('a program’s numbers have decimal points, whatever the page’s language', () => {
  const { points, twofold } = parsePastedTable('[[1, 1.234], [2, 12.345]]', 'de');
  assert.deepEqual(points, [[1, 1.234], [2, 12.345]]);
  assert.equal(twofold, null);
});

test('tables of web pages, as text and as source', () => {
  reads([
    'x\ty\n0[1]\t0.5[a]\n1\t0.25[2]\n2*\t0.75†',
    '<table><caption>A</caption><tr><th>x</th><th>y</th></tr><tr><td>0</td><td>0.5</td></tr><tr><td>1<td>0.25</tr><tr><td>2</td><td>0.75&nbsp;<sup class="reference">[3]</sup></td></tr></table>',
  ], THREE);
});

test('what consoles print: running numbers are neither x nor y', () => {
  reads([
    '  x    y\n1 0 0.50\n2 1 0.25\n3 2 0.75',
    '     x     y\n0  0.0  0.50\n1  1.0  0.25\n2  2.0  0.75',
    ',x,y\n0,0,0.5\n1,1,0.25\n2,2,0.75',
    'id,a,b\n1,0,0.5\n2,1,0.25\n3,2,0.75',
    'Nr.;a;b\n1;0;0,5\n2;1;0,25\n3;2;0,75',
  ], THREE);
  reads(['[1] 0.5 0.25\n[3] 0.75'], COUNTED);
});

test('one column, or one row, is y', () => {
  reads(['0.5\n0.25\n0.75', 'Temperatur\n0,5\n0,25\n0,75', '0.5, 0.25, 0.75', '[0.5, 0.25, 0.75]', 'Float32Array(3) [0.5, 0.25, 0.75]', 'c(0.5, 0.25, 0.75)'], COUNTED);
  assert.equal(parsePastedTable('0.5\n0.25', 'en').x.kind, 'rows');
  reads(['x\t0\t1\t2\ny\t0.5\t0.25\t0.75', '0 1 2\n0.5 0.25 0.75'], THREE);
  assert.equal(parsePastedTable('0 1 2\n0.5 0.25 0.75', 'en').sideways, true);
  const wide = parsePastedTable('Country\t1990\t2000\t2010\t2020\nA\t79\t82\t81\t83\nB\t58\t60\t62\t65', 'en');
  assert.deepEqual([wide.points[3], wide.x.name, wide.y.name], [[2020, 83], 'Country', 'A']);
});

test('the first two columns of numbers are taken, by their headings, and others can be chosen', () => {
  reads(['name\tx\ty\nA\t0\t0.5\nB\t1\t0.25\nC\t2\t0.75', 'y,x\n0.5,0\n0.25,1\n0.75,2', 'New York 0 0.5\nBerlin 1 0.25\nSan Jose 2 0.75', 'price,y,x\n5,0.5,0\n6,0.25,1\n7,0.75,2'], THREE);
  const text = 'epoch,prediction,target\n0,0.1,0.2\n1,0.3,0.4';
  const read = parsePastedTable(text, 'en');
  assert.deepEqual(read.columns.map(({ name }) => name), ['epoch', 'prediction', 'target']);
  assert.deepEqual([read.x.name, read.y.name, read.y.place], ['epoch', 'prediction', 2]);
  assert.deepEqual(parsePastedTable(text, 'en', { x: 2, y: 0 }).points, [[0.2, 0], [0.4, 1]]);
});

test('thousands and decimals: the whole table decides, else the language, and the other reading is there', () => {
  const cases = [
    ['1\t1,234\n2\t12,345', 'en', [[1, 1234], [2, 12345]], 1.234],
    ['1\t1,234\n2\t12,345', 'de', [[1, 1.234], [2, 12.345]], 1234],
    ['1\t1.234\n2\t12.345', 'de', [[1, 1234], [2, 12345]], 1.234],
    ['1\t1.234\n2\t12.345', 'en', [[1, 1.234], [2, 12.345]], 1234],
  ];
  for (const [text, lang, points, other] of cases) {
    const read = parsePastedTable(text, lang);
    assert.deepEqual(read.points, points, `${lang} ${text}`);
    assert.equal(read.twofold.other, other);
    const decimal = read.twofold.decimal === 'point' ? 'comma' : 'point';
    const switched = parsePastedTable(text, lang, { decimal });
    assert.equal(switched.points[0][1], other);
    assert.equal(switched.twofold.other, points[0][1], 'and back again');
  }
  // One cell that can be read in one way only decides for all columns.
  for (const lang of ['en', 'de']) {
    assert.deepEqual(parsePastedTable('0.125;1.234\n0.25;2.345', lang).points, [[0.125, 1.234], [0.25, 2.345]]);
    assert.deepEqual(parsePastedTable('1\t1,234\n2\t1,234,567', lang).points, [[1, 1234], [2, 1234567]]);
    assert.deepEqual(parsePastedTable('1\t1.234\n2\t12.345,5', lang).points, [[1, 1234], [2, 12345.5]]);
    assert.deepEqual(parsePastedTable('0,5;1.5\n0,25;2.5', lang).points, [[0.5, 1.5], [0.25, 2.5]], 'columns that leave no doubt may differ');
    assert.equal(parsePastedTable('1990;14,2\n1991;13', lang).twofold, null);
  }
});

test('numbers between commas with decimal commas', () => {
  reads(['x,y\n0,0,5\n1,0,25\n2,0,75', 'Jahr,Temperatur\n0,0,5\n1,0,25\n2,0,75'], THREE);
  assert.deepEqual(parsePastedTable('x,y\n1,5,2,5\n2,5,3,5', 'en').points, [[1.5, 2.5], [2.5, 3.5]]);
  // Two readings: one decimal number, or x and y.
  assert.deepEqual(parsePastedTable('0,5\n1,7\n2,9', 'en').points, [[0, 5], [1, 7], [2, 9]]);
  const german = parsePastedTable('0,5\n1,7\n2,9', 'de');
  assert.deepEqual(german.points, [[1, 0.5], [2, 1.7], [3, 2.9]]);
  assert.deepEqual(german.twofold, { decimal: 'comma', text: '0,5', value: 0.5, other: null });
  assert.deepEqual(parsePastedTable('0,5\n1,7\n2,9', 'de', { decimal: 'point' }).points, [[0, 5], [1, 7], [2, 9]]);
});

test('units, currencies, percentages and notes are taken off, and another unit is no silent mistake', () => {
  const cases = [
    ['1\t$1,200.50\n2\t$950\n3\t$ 3,000', [1200.5, 950, 3000]],
    ['1\t1.200,50 €\n2\t950,00 €\n3\t3.000,00 EUR', [1200.5, 950]],
    ['1\t5 %\n2\t7,5%\n3\t10 %', [5, 7.5, 10]],
    ['1\t20°C\n2\t21.5 °C\n3\t−3 °C', [20, 21.5, -3]],
    ['1\t120 km/h\n2\t90 km/h', [120, 90]],
    ['1\t7.5 l/100 km\n2\t6.8 l/100km', [7.5, 6.8].slice(0, 1)],
    ["1\t1'234.5\n2\t12'345.0", [1234.5, 12345]],
    ['1\t1 234,5\n2\t12 345,0', [1234.5, 12345]],
    ['1\t1\u202f234,5\n2\t12\u00a0345,0', [1234.5, 12345]],
    ['1\t12,34,567\n2\t1,00,000', [1234567, 100000]],
    ['1\t(5.5)\n2\t3.0\n3\t(1,200.0)', [-5.5, 3, -1200]],
    ['1\t0.5 ± 0.1\n2\t~0.7', [0.5, 0.7]],
    ['1\t950\n2\t1.2k\n3\t3M', [950, 1200, 3e6]],
    ['1\t300 K\n2\t310 K', [300, 310]],
    ['1\t1.2 Mio. €\n2\t3.4 Mio. €', [1.2, 3.4]],
  ];
  for (const [text, ys] of cases) {
    const { points } = parsePastedTable(text, 'en');
    assert.deepEqual(points?.slice(0, ys.length).map(([, y]) => y), ys, text);
  }
  const { points, left } = parsePastedTable('1\t5 km\n2\t6 km\n3\t300 m', 'en');
  assert.equal(points.length, 2);
  assert.deepEqual(left, [{ why: 'unit', count: 1, lines: [3], text: '300 m' }]);
});

test('powers of ten, minus signs of every kind, leading plus', () => {
  const ys = ['2.5E+02', '3.0e2', '4·10²', '1.0D+02', '5 × 10^-1', '2*10**3', '−5', '–6', '+7', '.5', '8.'];
  const { points } = parsePastedTable(ys.map((y, i) => `${i}\t${y}`).join('\n'), 'en');
  assert.deepEqual(points.map(([, y]) => y), [250, 300, 400, 100, 0.5, 2000, -5, -6, 7, 0.5, 8]);
});

test('what is left out is counted, with its reason and first lines', () => {
  const { points, left } = parsePastedTable('x;y\n0;1\n1;\n2;NA\n3;abc\n4;5\nSumme;6\n;7\n6;inf\n7;1e99\n8;9', 'de');
  assert.deepEqual(points, [[0, 1], [4, 5], [8, 9]]);
  assert.deepEqual(left.map(({ why, count, lines }) => [why, count, lines]), [['missing', 3, [3, 4, 8]], ['text', 2, [5, 7]], ['infinite', 1, [9]], ['large', 1, [10]]]);
  const missing = ['n/a', 'N/A', 'NA', 'NaN', 'null', 'None', '-', '–', '—', '', '.', '..', '…', '?', 'k. A.', 'keine Angabe', '#N/A', '#NV', '#DIV/0!', '#WERT!', '(blank)', 'unknown'];
  const read = parsePastedTable(['x\ty', ...missing.map((cell, i) => `${i}\t${cell}`), '50\t1', '51\t2'].join('\n'), 'en');
  assert.deepEqual(read.points, [[50, 1], [51, 2]]);
  assert.deepEqual(read.left.map(({ why, count }) => [why, count]), [['missing', missing.length]]);
});

test('dates and times become numbers of years, days or hours, and say so', () => {
  const cases = [
    ['date,value\n2020-01-01,1\n2021-01-01,2\n2022-07-02,3', [2020, 2021, 2022.49863], 'years'],
    ['01.01.2020;1,5\n02.01.2020;2,5\n05.01.2020;3,5', [0, 1, 4], 'days'],
    ['1/15/2020,1\n2/15/2020,2\n3/15/2020,3', [0, 31, 60], 'days'],
    ['Jan 2020\t1\nFeb 2020\t2\nMärz 2021\t3', [2020, 2020.0847, 2021.16164], 'years'],
    ['Q1 2020\t1\nQ3 2021\t3', [2020, 2021.49589], 'years'],
    ['5. Januar 2020\t1\n7. Januar 2020\t3', [0, 2], 'days'],
    ['"Jan 5, 2020","1,234.5"\n"Jan 6, 2020","1,240.0"', [0, 1], 'days'],
    ['2020-01-01 00:00,1\n2020-01-01T06:00:00,2\n2020-01-01 12:30,3', [0, 6, 12.5], 'hours'],
    ['2020-01-01;00:00;1\n2020-01-01;06:00;2', [0, 6], 'hours'],
    ['08:00\t1\n08:30\t2\n12:15\t3', [8, 8.5, 12.25], 'clock'],
    ['8:00 am\t1\n1:30 pm\t3', [8, 13.5], 'clock'],
    ['value,date\n1,2020-01-01\n2,2020-01-03', [0, 2], 'days'],
  ];
  for (const [text, xs, kind] of cases) {
    const read = parsePastedTable(text, 'en');
    assert.deepEqual(read.points?.map(([x]) => x), xs, text);
    assert.equal(read.x.kind, kind, text);
  }
});

test('day and month: all dates of the column decide, then their order, then the language', () => {
  const first = (text, lang, choice) => parsePastedTable(text, lang, choice);
  for (const lang of ['en', 'de']) assert.equal(first('13/02/2020,1\n14/03/2020,2', lang).dates, null);
  assert.deepEqual(first('11/02/2020,1\n12/02/2020,2\n01/03/2020,3', 'en').points.map(([x]) => x), [0, 1, 19], 'they ascend only with the day first');
  const english = first('01/02/2020,1\n05/04/2020,2', 'en');
  assert.deepEqual(english.points.map(([x]) => x), [0, 123]);
  assert.equal(english.dates.order, 'mdy');
  assert.deepEqual(first('01/02/2020,1\n05/04/2020,2', 'en', { order: 'dmy' }).points.map(([x]) => x), [0, 64]);
  assert.equal(first('01/02/2020;1\n05/04/2020;2', 'de').dates.order, 'dmy');
});

test('the page’s own exports can be pasted', async () => {
  const { lossesCsv, predictionsCsv } = await import('../../www/state/take/csv.js');
  const run = { grid: Float32Array.of(0, 0.5, 1), target: Float32Array.of(0.25, 0.5, 1) };
  assert.deepEqual(parsePastedTable(predictionsCsv(run, { predictions: Float32Array.of(1, 2, 3) }), 'de').points, [[0, 0.25], [0.5, 0.5], [1, 1]]);
  const own = { ...run, target: Float32Array.of(NaN, NaN, NaN) };
  assert.deepEqual(parsePastedTable(predictionsCsv(own, { predictions: Float32Array.of(1, 2, 3) }), 'de').points, [[0, 1], [0.5, 2], [1, 3]]);
  const { weightsJson } = await import('../../www/state/take/weights.js');
  const config = { points: THREE, layers: [{ units: 2, activation: 'relu' }], domain: [0, 2], seed: 1 };
  const weights = weightsJson(config, { parameters: Float32Array.of(1, 2, 3, 4, 5, 6, 7), checksum: '00', epoch: 3 });
  assert.deepEqual(parsePastedTable(weights, 'de').points, THREE, 'the points that were learned');
  const losses = lossesCsv({ epochs: Float32Array.of(1, 2), loss: Float32Array.of(0.5, 0.25), validationLoss: new Float32Array() });
  assert.deepEqual(parsePastedTable(losses, 'en').points, [[1, 0.5], [2, 0.25]]);
});

test('more points than can be learned are thinned evenly, repeated and unsorted x are kept, sameness is said', () => {
  const text = Array.from({ length: 25000 }, (_, i) => `${i}\t${i % 7}`).join('\n');
  const { points, thinned } = parsePastedTable(text, 'en');
  assert.equal(thinned, 25000);
  assert.equal(points.length, 10000);
  assert.deepEqual([points[0][0], points.at(-1)[0]], [0, 24999]);
  reads(['2\t1\n1\t1\n2\t3'], [[2, 1], [1, 1], [2, 3]]);
  assert.equal(parsePastedTable('1\t5\n2\t5', 'en').constant, 'y');
  assert.equal(parsePastedTable('1\t5\n1\t6', 'en').constant, 'x');
});

test('what is no table is refused in words that name the place', () => {
  for (const text of ['', ' \n\t\n', '\ufeff', '"""']) assert.equal(problemOf(text).code, 'table_empty', JSON.stringify(text));
  assert.deepEqual(problemOf('Hello there, no numbers.').params, { text: 'Hello there, no numbers.' });
  assert.equal(problemOf('0;1').code, 'table_too_few');
  assert.deepEqual(problemOf('x;y\n0;1\n0,5;two').params, { count: 1, line: 3, text: 'two' });
  for (const text of ['١\t٢\n٣\t٤', 'x\ty\n１\t２', '०\t१']) assert.equal(problemOf(text).code, 'table_digits', text);
  assert.deepEqual(problemOf('x\ty\n1\t2\n٣\t٤').params, { line: 3, text: '٣' });
});

test('whatever is pasted, nothing is thrown, and all points are finite', () => {
  const parts = ['0', '1', '2', '7', '2.5', '\n1\t', '\n2;', '\n0.5 ', '3,5', '9', '.', ',', ';', '\t', ' ', '\n', '\n', '-', '−', '"', "'", '(', ')', '[', ']', '{', '}', '|', ':', '=', 'e', 'x', 'NA', '€', '%', 'km', '/', '2020-01-01', '10:30', '#', '<td>', 'c(', '\\', '&', '*', '°'];
  let seed = 7;
  const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
  let read = 0;
  for (let i = 0; i < 4000; i += 1) {
    const text = Array.from({ length: 1 + Math.floor(random() * 30) }, () => parts[Math.floor(random() * parts.length)]).join('');
    const result = parsePastedTable(text, i % 2 ? 'de' : 'en', i % 5 ? {} : { decimal: 'comma', x: i % 3 });
    if (!('points' in result)) continue;
    read += 1;
    assert.ok(result.points.length >= 2 && result.points.flat().every((value) => Number.isFinite(Math.fround(value))), JSON.stringify(text));
  }
  assert.ok(read > 20, `${read} of them were tables`);
});

test('a long line does not hold the page up', () => {
  const lines = ['1,'.repeat(20000), '('.repeat(50000), `1${'*'.repeat(50000)}x`, `5 ${'km '.repeat(30000)}`, '"'.repeat(50000), `${' '.repeat(200000)}x`, '[[0,1],'.repeat(5000), '{"a":'.repeat(20000), '|-'.repeat(50000)];
  const start = performance.now();
  for (const text of lines) parsePastedTable(text, 'en');
  assert.ok(performance.now() - start < 20000);
});

test('tables as statistics offices, laboratories and spreadsheets write them', () => {
  reads(['Monat;Temperatur\nJan;1,2\nFeb;2,3\nMrz;5,0', 'Stadt;Temp\nBerlin;1,2\nBonn;2,3\nUlm;5,0', 'Monat\tTemperatur\nJan\t1,2\nFeb\t2,3\nMrz\t5,0'], [[1, 1.2], [2, 2.3], [3, 5]], 'de');
  reads(['Jahr;Umsatz\n2019;1.250.000,50 €\n2020;1.300.000,00 €\n2021;1.410.000,25 €'], [[2019, 1250000.5], [2020, 1300000], [2021, 1410000.25]], 'de');
  reads(['Datum;Kurs\n01.02.2024;100,5\n02.02.2024;101,5\n03.02.2024;99', '1. Februar 2024;100,5\n2. Februar 2024;101,5\n3. Februar 2024;99'], [[0, 100.5], [1, 101.5], [2, 99]], 'de');
  reads(['Year,Population\n1950,"2,536,431,018"\n1960,"3,034,949,748"'], [[1950, 2536431018], [1960, 3034949748]]);
  reads(['1 (0.1)\t5 (0.2)\n2 (0.1)\t6 (0.3)', '1 ± 0.1\t5 ± 0.2\n2 ± 0.1\t6 ± 0.3', '1*\t5\n2\t6†', '1.\t5\n2.\t6', '1 s;5 m\n2 s;6 m'], [[1, 5], [2, 6]]);
  reads(['{"x":[0,1,2],"y":[0.5,0.25,0.75]}', '[{"x":0,"y":0.5},{"x":1,"y":0.25},{"x":2,"y":0.75}]', 'x = [0, 1, 2]\ny = [0.5, 0.25, 0.75]', 'c(0,1,2)\nc(0.5,0.25,0.75)', '(0, 0.5), (1, 0.25), (2, 0.75)'], THREE);
  reads(['10:30\t5\n11:00\t6\n11:30\t7'], [[10.5, 5], [11, 6], [11.5, 7]]);
  reads(['$1,000.50\t3\n$2,000.75\t4'], [[1000.5, 3], [2000.75, 4]]);
  reads(["1'000\t5\n2'000\t6", '1e3 5\n2e3 6', '1.000,0;5\n2.000,0;6'], [[1000, 5], [2000, 6]]);
});
