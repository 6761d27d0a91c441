// @ts-check
/** A chart of the comparison as a file: a picture by the page's own drawing, or its numbers. */
import { captionOf, pngOf, save, svgOf } from '../../controls/pictures.js';
import { laneLossesCsv, laneTimesCsv } from '../../state/compare/csv.js';
import { distinctNames } from './words.js';

/** @typedef {import('./lines.js').Scene} Scene */

/** The plot alone (CSS pixels). */
const PLOT = { width: 960, height: 480 };
const TYPES = { png: 'image/png', svg: 'image/svg+xml', csv: 'text/csv' };

/**
 * @param {Scene} scene
 * @param {'losses' | 'times'} name
 * @param {import('./lines.js').Drawing} draw
 * @param {keyof typeof TYPES} format
 */
export async function takeChart(scene, name, draw, format) {
  const made = format === 'csv' ? csvOf(scene, name) : await (format === 'png' ? pngOf : svgOf)(pictureOf(scene, name, draw));
  save(new Blob([made], { type: TYPES[format] }), `lernkurve-${name}.${format}`);
}

/** @param {Scene} scene @param {'losses' | 'times'} name @param {import('./lines.js').Drawing} draw @returns {import('../../controls/pictures.js').Picture} */
function pictureOf(scene, name, draw) {
  const { context: { i18n, store }, look } = scene;
  const { run, ui } = store.get();
  const hint = i18n.t(name === 'losses' ? `compare.losses.hint.${look.axis}` : 'compare.times.hint');
  return {
    plot: PLOT,
    words: { title: i18n.t(`compare.${name}.label`), lines: [hint, ...(run ? captionOf(run, ui) : [])] },
    draw: (g, size, palette) => void draw(g, size, palette, scene),
  };
}

/** @param {Scene} scene @param {'losses' | 'times'} name */
function csvOf({ context: { i18n }, race, config }, name) {
  const names = distinctNames(i18n, config, race.lanes);
  const lanes = race.lanes.map((lane, index) => ({ ...lane, name: names[index] }));
  return name === 'losses' ? laneLossesCsv(lanes) : laneTimesCsv(lanes, race.stopEpoch);
}
