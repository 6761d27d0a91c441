import assert from 'node:assert/strict';
import { test } from 'node:test';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { brokenLine, drawPicture, layoutPicture } from '../../www/plot/pictures.js';
import { SvgContext, paint } from '../../www/plot/svg-context.js';

const widthOf = (text, font) => text.length * Number(/([\d.]+)px/.exec(font)[1]) * 0.5;
const surface = () => new SvgContext({ width: 200, height: 100 }, widthOf);
const parsed = (svg) => {
  assert.equal(XMLValidator.validate(svg), true);
  return new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '' }).parse(svg).svg;
};

test('lines, circles and rectangles become paths', () => {
  const g = surface();
  g.beginPath();
  g.lineTo(1, 2);
  g.lineTo(3.456, 4);
  g.strokeStyle = 'rgba(36, 81, 138, 0.18)';
  g.lineWidth = 9;
  g.setLineDash([6, 4]);
  g.stroke();
  const path = g.newPath();
  path.moveTo(13, 20);
  path.arc(10, 20, 3, 0, 2 * Math.PI);
  g.fillStyle = 'rgb(200, 64, 26)';
  g.globalAlpha = 0.5;
  g.fill(path);
  g.fillRect(1, 2, 3, 4);
  const { path: [line, circle], rect } = parsed(String(g));
  assert.equal(line.d, 'M1 2L3.46 4');
  assert.deepEqual([line.stroke, line['stroke-opacity'], line['stroke-width'], line['stroke-dasharray'], line.fill], ['rgb(36, 81, 138)', '0.18', '9', '6 4', 'none']);
  assert.match(circle.d, /^M13 20M13 20a3 3 0 1 1 -6 0a3 3 0 1 1 6 0z$/);
  assert.deepEqual([circle.fill, circle['fill-opacity']], ['rgb(200, 64, 26)', '0.5']);
  assert.deepEqual([rect.x, rect.y, rect.width, rect.height], ['1', '2', '3', '4']);
});

test('what is infinite is passed over, as on a canvas', () => {
  const g = surface();
  g.beginPath();
  g.moveTo(0, 0);
  g.lineTo(1, Infinity);
  g.lineTo(NaN, 2);
  g.lineTo(3, 4);
  g.stroke();
  assert.equal(parsed(String(g)).path.d, 'M0 0L3 4');
});

test('half a circle is refused, not drawn as a whole one', () => {
  assert.throws(() => surface().arc(0, 0, 1, 0, Math.PI), /whole circles/);
});

test('text is text, whatever is in it', () => {
  const g = surface();
  g.font = '12px "Fira Sans", sans-serif';
  g.textAlign = 'right';
  g.textBaseline = 'middle';
  g.fillText('<b onload="x"> & ↑', 50, 40);
  const { text } = parsed(String(g));
  assert.equal(text['#text'], '<b onload="x"> & ↑');
  assert.deepEqual([text.x, text.y, text['text-anchor'], text['font-size'], text['font-family']], ['50', '44.2', 'end', '12', '"Fira Sans", sans-serif']);
});

test('what was saved comes back, and regions end', () => {
  const g = surface();
  g.lineWidth = 3;
  g.save();
  g.translate(5, 6);
  g.rect(0, 0, 10, 10);
  g.clip();
  g.lineWidth = 1;
  g.setLineDash([1]);
  g.restore();
  g.beginPath();
  g.moveTo(0, 0);
  g.lineTo(1, 1);
  g.stroke();
  const svg = parsed(String(g));
  assert.equal(svg.g.transform, 'translate(5 6)');
  assert.equal(svg.path['stroke-width'], '3');
  assert.equal(svg.path['stroke-dasharray'], undefined);
});

test('a colour and its opacity stand apart', () => {
  assert.deepEqual(paint('rgba(1, 2, 3, 0.5)'), { colour: 'rgb(1, 2, 3)', opacity: 0.5 });
  assert.deepEqual(paint('rgb(1, 2, 3)'), { colour: 'rgb(1, 2, 3)', opacity: 1 });
});

test('lines break at spaces, and where there are none anywhere', () => {
  const fits = (text) => text.length <= 8;
  assert.deepEqual(brokenLine('one two three', fits), ['one two', 'three']);
  assert.deepEqual(brokenLine('abcdefghijklmnopqrst', fits), ['abcdefgh', 'ijklmnop', 'qrst']);
  assert.deepEqual(brokenLine('short', fits), ['short']);
});

test('every plot is drawn with what plots use of a canvas', () => {
  const xs = Float32Array.from({ length: 100 }, (_, i) => i / 99);
  const ys = xs.map((x) => Math.sin(9 * x));
  const run = { grid: xs, target: ys, domain: [0, 1], yRange: [-1.3, 1.3], trainX: xs.slice(0, 50), trainY: ys.slice(0, 50), validationX: xs.slice(50), validationY: ys.slice(50) };
  const history = { epochs: Float32Array.of(1, 2, 3, 4), loss: Float32Array.of(1, 0.5, 0.3, 0.2), validationEpochs: Float32Array.of(1, 2, 3, 4), validationLoss: Float32Array.of(1, 0.6, 0.4, 0.3) };
  const shown = { run, frame: { epoch: 3, predictions: ys.map((y) => 0.8 * y), ending: { low: ys.map((y) => 0.7 * y), high: ys.map((y) => 0.9 * y) }, fans: [ys.map((y) => 4 * y), ys.map((y) => -900 * y)] }, history, ghosts: [{ epoch: 1, predictions: ys.map((y) => 0.2 * y) }], pinned: null, ui: { lossAxisX: 'log', lossAxisY: 'log' } };
  const palette = { sheet: 'rgb(255, 255, 255)', ink: 'rgb(29, 28, 26)', ink2: 'rgb(91, 88, 82)', ink3: 'rgb(113, 109, 101)', rule: 'rgb(226, 222, 213)', rule2: 'rgb(239, 236, 229)', net: 'rgb(200, 64, 26)', fn: 'rgb(36, 81, 138)', band: 'rgba(36, 81, 138, 0.18)', val: 'rgb(13, 122, 114)', error: 'rgb(91, 88, 82)', font: 'sans-serif', text: 1 };
  const words = { title: 'Epoch 3', network: 'Network', fn: 'Function', lines: ['A network of 300 neurons learns.', 'https://example.org/#v=2'] };
  const drawn = Object.fromEntries(['curve', 'loss', 'error'].map((kind) => {
    const sheet = layoutPicture(kind, words, widthOf, palette.font);
    const g = new SvgContext(sheet.size, widthOf);
    drawPicture(g, kind, sheet, shown, words, palette, 'en');
    return [kind, String(g)];
  }));
  for (const svg of Object.values(drawn)) {
    parsed(svg);
    assert.doesNotMatch(svg, /NaN|undefined|Infinity/);
    assert.match(svg, />A network of 300 neurons learns\.</);
  }
  assert.match(drawn.curve, />Network<.*\n?.*>Function</);
  assert.match(drawn.curve, /rgb\(13, 122, 114\)/, 'points for validation');
  assert.equal(drawn.curve.match(/fill-opacity="0\.(08|14)"|opacity="0\.(08|14)"/g)?.length, 3, 'a band and two fans');
  assert.equal(drawn.loss.match(/stroke-dasharray="4 2"/g).length, 1, 'the validation loss is dashed');
  assert.ok(drawn.error.match(/<rect /g).length > 90, 'bars');
});
