// @ts-check
/** What a system is told of the page as an app: its icons are there, of the sizes they are said to have. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { PNG } from 'pngjs';

const www = new URL('../../www/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('manifest.webmanifest', www), 'utf8'));
/** @param {string} path */
const png = (path) => PNG.sync.read(readFileSync(new URL(path, www)));
/** @param {PNG} image @param {number} x @param {number} y */
const opaque = ({ data, width }, x, y) => data[4 * (y * width + x) + 3] === 255;

test('each icon has the size that the manifest says', () => {
  const pictures = manifest.icons.filter(({ type }) => type === 'image/png');
  assert.deepEqual(pictures.map(({ sizes }) => sizes), ['192x192', '512x512', '512x512']);
  for (const { src, sizes } of pictures) {
    const { width, height } = png(src);
    assert.equal(`${width}x${height}`, sizes, src);
  }
});

test('an icon that is cut to a shape reaches to its edges, with nothing but paper in the part that may go', () => {
  const { src } = manifest.icons.find(({ purpose }) => purpose === 'maskable');
  for (const image of [png(src), png('icons/touch.png')]) {
    const last = image.width - 1;
    for (const [x, y] of [[0, 0], [last, 0], [0, last], [last, last]]) assert.ok(opaque(image, x, y));
  }
  const image = png(src);
  const centre = image.width / 2;
  const paper = image.data.subarray(0, 3);
  for (let y = 0; y < image.width; y += 1) {
    for (let x = 0; x < image.width; x += 1) {
      if (Math.hypot(x + 0.5 - centre, y + 0.5 - centre) <= 0.4 * image.width) continue;
      const at = 4 * (y * image.width + x);
      // The edge of the drawing's own paper may be rounded to the next shade.
      const alike = paper.every((value, channel) => Math.abs(image.data[at + channel] - value) <= 2);
      assert.ok(alike, `outside the safe circle at ${x}, ${y}`);
    }
  }
});

test('addresses are relative, so that the page may lie in any folder', () => {
  for (const key of ['id', 'start_url', 'scope']) assert.equal(manifest[key], './');
  for (const { src } of manifest.icons) assert.doesNotMatch(src, /^\/|:/);
});
