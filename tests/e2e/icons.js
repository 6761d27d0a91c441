// @ts-check
/** Draws the pixels that systems want of www/icon.svg: `node tests/e2e/icons.js`. Its pictures are part of www/. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { launch } from './support/browser.js';

const WWW = new URL('../../www/', import.meta.url);

/**
 * `bare` keeps the rounded corners over nothing; a system that cuts its own shape gets paper up to the edges, and a
 * mask cuts up to a tenth off each side (`share` is what the drawing takes of the width).
 */
const ICONS = [
  { name: '192', size: 192, bare: true, share: 1 },
  { name: '512', size: 512, bare: true, share: 1 },
  { name: 'touch', size: 180, bare: false, share: 1 },
  { name: 'maskable', size: 512, bare: false, share: 0.76 },
];

const svg = await readFile(new URL('icon.svg', WWW), 'utf8');
const paper = /<rect [^>]*fill="(#[0-9a-f]{6})"/.exec(svg)?.[1] ?? '#ffffff';
await mkdir(new URL('icons/', WWW), { recursive: true });
const browser = await launch();
const page = await browser.newPage();
for (const { name, size, bare, share } of ICONS) {
  const address = await page.evaluate(async ({ svg, size, paper, share }) => {
    const image = new Image();
    image.src = `data:image/svg+xml,${encodeURIComponent(svg.replace('<svg ', `<svg width="${size}" height="${size}" `))}`;
    await image.decode();
    const canvas = Object.assign(document.createElement('canvas'), { width: size, height: size });
    const g = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
    if (paper) {
      g.fillStyle = paper;
      g.fillRect(0, 0, size, size);
    }
    g.drawImage(image, (size * (1 - share)) / 2, (size * (1 - share)) / 2, size * share, size * share);
    return canvas.toDataURL('image/png');
  }, { svg, size, paper: bare ? '' : paper, share });
  await writeFile(new URL(`icons/${name}.png`, WWW), Buffer.from(address.split(',')[1], 'base64'));
}
await browser.close();
console.log(`www/icons holds ${ICONS.map(({ name }) => `${name}.png`).join(', ')}`);
