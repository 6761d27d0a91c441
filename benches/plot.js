// @ts-check
/** The growth of an epoch's time as a picture: a panel for units, samples and layers each, as one SVG. */

/** @typedef {import('./scaling.js').Series} Series */
/** @typedef {(value: number) => number} Scale */

const PANEL = { width: 250, height: 230, left: 58, top: 40, gap: 26, bottom: 28 };
const WIDTH = 3 * (PANEL.left + PANEL.width) + 2 * PANEL.gap + 14;
const HEIGHT = PANEL.top + PANEL.height + PANEL.bottom;
const TITLES = { units: 'Units of one hidden layer', samples: 'Samples', layers: 'Hidden layers' };
const LABELS = ['first', 'second'];

/** Readable on a light and on a dark ground. */
const STYLE = `
  text { font: 12px system-ui, sans-serif; fill: #57606a; }
  .title { font-weight: 600; fill: #24292f; }
  .axis { stroke: #8c959f; fill: none; }
  .grid { stroke: #8c959f; stroke-opacity: .25; }
  .linear { stroke: #8c959f; stroke-dasharray: 3 4; }
  .first { stroke: #0969da; fill: #0969da; }
  .second { stroke: #bc4c00; fill: #bc4c00; }
  polyline { fill: none !important; stroke-width: 2; }
  text.first, text.second { stroke: none; }
  @media (prefers-color-scheme: dark) {
    text { fill: #9198a1; } .title { fill: #e6edf3; }
    .first { stroke: #58a6ff; fill: #58a6ff; } .second { stroke: #f0883e; fill: #f0883e; }
  }`;

/** @param {Series[]} series */
export function plot(series) {
  const kinds = /** @type {Series['by'][]} */ (['units', 'samples', 'layers']);
  const panels = kinds.map((by, index) => panel(by, series.filter((one) => one.by === by), index));
  const open = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img"`;
  const label = 'aria-label="Milliseconds an epoch over units, samples and layers"';
  return `${open} ${label}>\n<style>${STYLE}\n</style>\n${panels.join('\n')}\n</svg>\n`;
}

/** @param {Series['by']} by @param {Series[]} series @param {number} index */
function panel(by, series, index) {
  const all = series.flatMap((one) => one.points);
  const x = scale(by === 'layers' ? identity : Math.log10, extent(all.map((point) => point.at)), [0, PANEL.width]);
  const y = by === 'layers' ? fromZero(all) : scale(Math.log10, decades(all), [PANEL.height, 0]);
  const left = PANEL.left + index * (PANEL.width + PANEL.left + PANEL.gap);
  return [
    `<g transform="translate(${left} ${PANEL.top})">`,
    text(0, -22, TITLES[by], 'title'),
    text(0, -7, 'ms an epoch'),
    ...ticksX(by, all, x),
    ...ticksY(by, all, y),
    `<path class="axis" d="M0 0V${PANEL.height}H${PANEL.width}"/>`,
    ...(by === 'layers' ? [] : [proportional(series[0], decades(all)[0], x, y)]),
    ...series.map((one, i) => line(one, LABELS[i], x, y)),
    ...series.map((one, i) => legend(one.name, LABELS[i], i)),
    '</g>',
  ].join('\n');
}

/**
 * What grows in proportion runs parallel to this line, which ends where the last point is.
 * @param {Series} series
 * @param {number} lowest time on the axis
 * @param {Scale} x
 * @param {Scale} y
 */
function proportional({ points }, lowest, x, y) {
  const last = points[points.length - 1];
  const from = Math.max(points[0].at, (last.at * lowest) / last.epochMs);
  const place = (/** @type {number} */ at) => `${round(x(at))} ${round(y((last.epochMs * at) / last.at))}`;
  return `<path class="linear" d="M${place(from)}L${place(last.at)}"/>`;
}

/** @param {Series} series @param {string} label @param {Scale} x @param {Scale} y */
function line({ points }, label, x, y) {
  const places = points.map(({ at, epochMs }) => [round(x(at)), round(y(epochMs))]);
  const dots = places.map(([cx, cy]) => `<circle cx="${cx}" cy="${cy}" r="3"/>`).join('');
  return `<g class="${label}"><polyline points="${places.map((place) => place.join()).join(' ')}"/>${dots}</g>`;
}

/** @param {string} name @param {string} label @param {number} index */
const legend = (name, label, index) => text(12, 14 + index * 16, name, label);

/** @param {Series['by']} by @param {Series['points']} points @param {Scale} x */
function ticksX(by, points, x) {
  const values = by === 'layers' ? unique(points.map((point) => point.at)) : powersOfTen(points.map((point) => point.at));
  return values.map((value) => text(round(x(value)), PANEL.height + 18, value.toLocaleString('en'), '', 'middle'));
}

/** @param {Series['by']} by @param {Series['points']} points @param {Scale} y */
function ticksY(by, points, y) {
  const values = by === 'layers' ? linearTicks(points) : powersOfTen(decades(points));
  return values.flatMap((value) => [
    `<path class="grid" d="M0 ${round(y(value))}H${PANEL.width}"/>`,
    text(-8, round(y(value)) + 4, String(value), '', 'end'),
  ]);
}

/** @param {(value: number) => number} warp @param {number[]} domain @param {number[]} range @returns {Scale} */
function scale(warp, [low, high], [from, to]) {
  return (value) => from + ((warp(value) - warp(low)) / (warp(high) - warp(low))) * (to - from);
}

/** @param {Series['points']} points */
const fromZero = (points) => scale(identity, [0, Math.max(...linearTicks(points))], [PANEL.height, 0]);

/** Whole powers of ten around all times. @param {Series['points']} points */
function decades(points) {
  const [low, high] = extent(points.map((point) => point.epochMs)).map(Math.log10);
  return [10 ** Math.floor(low), 10 ** Math.ceil(high)];
}

/** From 0 in steps of 1, 2 or 5 times a power of ten, up to the first at or above all times. @param {Series['points']} points */
function linearTicks(points) {
  const top = Math.max(...points.map((point) => point.epochMs));
  const unit = 10 ** Math.floor(Math.log10(top / 5));
  const step = [1, 2, 5, 10].map((factor) => factor * unit).find((size) => top / size <= 6) ?? 10 * unit;
  return Array.from({ length: Math.ceil(top / step) + 1 }, (_, i) => Number((i * step).toPrecision(6)));
}

/** @param {number[]} values */
function powersOfTen(values) {
  const [low, high] = extent(values).map(Math.log10);
  const first = Math.ceil(low - 1e-9);
  return Array.from({ length: Math.floor(high + 1e-9) - first + 1 }, (_, i) => Number((10 ** (first + i)).toPrecision(6)));
}

/** @param {number} x @param {number} y @param {string} content @param {string} [label] @param {string} [anchor] */
function text(x, y, content, label = '', anchor = 'start') {
  return `<text x="${x}" y="${y}"${label && ` class="${label}"`} text-anchor="${anchor}">${content}</text>`;
}

const identity = (/** @type {number} */ value) => value;
const extent = (/** @type {number[]} */ values) => [Math.min(...values), Math.max(...values)];
const unique = (/** @type {number[]} */ values) => [...new Set(values)];
const round = (/** @type {number} */ value) => Math.round(value * 10) / 10;
