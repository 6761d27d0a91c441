// @ts-check
/** What was measured, as Markdown tables, which read well on a terminal too. */
import { shareOfPeak } from './work.js';

/**
 * @typedef {import('./module.js').Report} Report
 * @typedef {import('./module.js').Case & {complete: import('./work.js').Config}} Case
 * @typedef {object} Measured
 * @property {{cores: number, processor: string, node: string, chromium: string, date: string, loadBefore: number, loadAfter: number}} machine
 * @property {Case[]} cases
 * @property {{native: Report, node: Report, chromium: Report | {missing: string}}} module
 * @property {import('./peers/index.js').Peer[]} peers
 * @property {Awaited<ReturnType<typeof import('./module.js').measureBoundary>>} boundary
 * @property {Awaited<ReturnType<typeof import('./start.js').measureStart>> | {missing: string}} start
 * @property {import('./lighthouse.js').Lighthouse | {missing: string}} lighthouse
 * @property {import('./preview.js').Preview[] | {missing: string}} preview
 * @property {import('./scaling.js').Series[]} scaling
 */

const HOSTS = /** @type {const} */ ({ native: 'native', node: 'wasm, Node', chromium: 'wasm, Chromium' });

/** @param {Measured} measured */
export function report(measured) {
  const parts = [machine, kernels, aims, peers, boundary, start, lighthouse, preview, scaling];
  return `${parts.map((part) => part(measured)).join('\n\n')}\n`;
}

/** @param {Measured} measured */
function machine({ machine, module }) {
  const peak = (/** @type {Report} */ { nsPerPair }) => `${nsPerPair.toFixed(3)} ns`;
  const { chromium } = module;
  const browser = 'missing' in chromium ? `not measured (${chromium.missing})` : peak(chromium);
  return [
    `${machine.date}, ${machine.cores} cores (${machine.processor}), Node ${machine.node}, Chromium ${machine.chromium};`,
    `load ${machine.loadBefore.toFixed(1)} before, ${machine.loadAfter.toFixed(1)} after.`,
    `A multiplication and an addition of four lanes at the peak of this run: native ${peak(module.native)}, Node`,
    `${peak(module.node)}, Chromium ${browser}.`,
  ].join('\n');
}

/** @param {Measured} measured */
function kernels({ cases, module }) {
  const rows = cases.flatMap((one) => {
    return Object.entries(HOSTS).map(([key, host], i) => {
      const name = i === 0 ? one.name : '';
      const report = module[/** @type {keyof typeof HOSTS} */ (key)];
      if ('missing' in report) return [name, host, report.missing, '', '', '', '', ''];
      const { epochMs, wholeMs } = find(report.results, one.name);
      return [
        name,
        host,
        time(epochMs.min),
        time(epochMs.median),
        `${time(epochMs.q1)} – ${time(epochMs.q3)}`,
        Math.round(1000 / epochMs.median).toLocaleString('en'),
        wholeMs ? time(wholeMs.median) : `${time(epochMs.median * 10_000)} *`,
        `${Math.round(100 * shareOfPeak(one.complete, epochMs.min, report.nsPerPair))} %`,
      ];
    });
  });
  const head = ['work', 'where', 'epoch, min', 'median', 'quartiles', 'epochs/s', '10,000 epochs', 'of the peak'];
  return `${table(head, rows, 2)}\n\n\\* from the median of an epoch, not trained whole.`;
}

/** @param {Measured} measured */
function aims({ cases, module }) {
  const rows = cases.flatMap(({ name, aimMs }) => {
    if (aimMs === undefined) return [];
    const { min } = find(module.node.results, name).epochMs;
    return [[name, time(aimMs), time(min), `${(min / aimMs).toFixed(2)} ×`, min <= aimMs ? 'met' : 'not met']];
  });
  return table(['wasm in Node', 'aim, an epoch', 'min', 'of the aim', ''], rows, 1);
}

/** Minima, since what disturbs a run only ever makes it longer. @param {Measured} measured */
function peers({ cases, module, peers }) {
  const rows = cases.map(({ name }) => {
    const ours = find(module.node.results, name).epochMs.min;
    const theirs = peers.flatMap((peer) => {
      if (peer.missing) return [peer.missing, ''];
      const { min } = find(peer.results, name).epochMs;
      return [time(min), `${ratio(min / ours)} ×`];
    });
    return [name, time(ours), ...theirs];
  });
  const head = ['an epoch, min', 'Lernkurve, wasm', ...peers.flatMap((peer) => [peer.name, 'ratio'])];
  return table(head, rows, 1);
}

/** @param {Measured} measured */
function boundary({ boundary: { epoch, train, step, curve } }) {
  const rows = [
    ['an epoch within a long call', time(epoch.min), ''],
    ['`train(1)`', time(train.min), `${time(Math.max(train.min - epoch.min, 0))} for the call`],
    ['`step(0)`: the curve at 100 x and its array', time(curve.min), `${Math.round((100 * curve.min) / epoch.min)} % of an epoch`],
    ['`step(1)`: both', time(step.min), ''],
  ];
  return table(['default configuration, wasm in Node', 'min', ''], rows, 1);
}

/** @param {Measured} measured */
function start({ start }) {
  if ('missing' in start) return `The first curve of the page was not measured (${start.missing}).`;
  const row = (/** @type {string} */ name, /** @type {import('./start.js').Start} */ { paint, curve }) => [name, ...[paint, curve].flatMap(({ median, min }) => [time(median), time(min)])];
  const rows = [row('the experiment', start.experiment), row('a link', start.link)];
  return table([`from navigation, empty cache, ${start.link.curve.runs} visits`, 'first paint, median', 'min', 'first curve, median', 'min'], rows, 1);
}

/** @param {Measured} measured */
function lighthouse({ lighthouse }) {
  if ('missing' in lighthouse) return `Lighthouse was not run (${lighthouse.missing}).`;
  const { runs, version, score, firstPaint, largestPaint, blocking, shift } = lighthouse;
  const rows = [[`medians of ${runs} runs`, String(Math.round(100 * score)), time(firstPaint), time(largestPaint), time(blocking), shift.toFixed(3)]];
  return table([`Lighthouse ${version}, mobile`, 'performance', 'first paint', 'largest paint', 'blocking time', 'layout shift'], rows, 1);
}

/** @param {Measured} measured */
function preview({ preview }) {
  if ('missing' in preview) return `The preview was not measured (${preview.missing}).`;
  const rows = preview.map(({ workers, everyMs, wholesPerSecond, frames, longestMs }) => [
    `${workers === 1 ? 'one worker' : 'two workers'}, a value every ${everyMs} ms`,
    wholesPerSecond.toFixed(1),
    time(frames.median),
    time(frames.q3),
    time(longestMs),
  ]);
  return table(['preview, default set-up, Chromium', 'whole trainings a second', 'frame, median', 'upper quartile', 'longest'], rows, 1);
}

/** @param {Measured} measured */
function scaling({ scaling }) {
  const tables = scaling.map(({ by, name, points }) => {
    const head = [`${name}: ${by}`, ...points.map(({ at }) => at.toLocaleString('en'))];
    const rows = [
      ['an epoch', ...points.map(({ epochMs }) => time(epochMs))],
      ['for each weight and sample, ns', ...points.map(({ nsPerWeightAndSample }) => nsPerWeightAndSample.toPrecision(2))],
    ];
    return table(head, rows, 1);
  });
  return tables.join('\n\n');
}

/** @template {{name: string}} T @param {T[]} results @param {string} name */
function find(results, name) {
  const found = results.find((result) => result.name === name);
  if (!found) throw new Error(`${name} was not measured`);
  return found;
}

/** @param {number} ms */
function time(ms) {
  if (ms < 1) return `${(ms * 1e3).toPrecision(3)} µs`;
  return ms < 1_000 ? `${ms.toPrecision(3)} ms` : `${(ms / 1e3).toPrecision(3)} s`;
}

/** @param {number} value */
const ratio = (value) => (value < 10 ? value.toFixed(1) : Math.round(value).toLocaleString('en'));

/** @param {string[]} head @param {string[][]} rows @param {number} texts columns that are aligned to the left */
export function table(head, rows, texts) {
  const widths = head.map((_, column) => Math.max(3, ...[head, ...rows].map((row) => [...row[column]].length)));
  const line = (/** @type {string[]} */ cells) => `| ${cells.map((cell, i) => pad(cell, widths[i], i < texts)).join(' | ')} |`;
  const rule = `|${widths.map((width, i) => (i < texts ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`;
  return [line(head), rule, ...rows.map(line)].join('\n');
}

/** @param {string} cell @param {number} width @param {boolean} left */
const pad = (cell, width, left) => (left ? cell.padEnd(width) : cell.padStart(width));
