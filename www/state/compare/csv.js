// @ts-check
/** A comparison's losses and times as tables. */
import { table } from '../take/csv.js';
import { float32 } from '../take/float32.js';
import { timeAt } from './extrapolate.js';

/**
 * @typedef {import('./race.js').Lane} Lane
 * @typedef {Pick<Lane, 'history' | 'marks'> & {name: string}} Named
 */

/** A row for each epoch that any run keeps a loss of, and a column for each run. @param {Named[]} lanes */
export function laneLossesCsv(lanes) {
  const losses = lanes.map(({ history }) => new Map(Array.from(history?.epochs ?? [], (epoch, i) => [epoch, history?.loss[i] ?? NaN])));
  const epochs = [...new Set(losses.flatMap((own) => [...own.keys()]))].sort((a, b) => a - b);
  return table(['epoch', ...lanes.map(({ name }) => name)], epochs.map((epoch) => [String(epoch), ...losses.map((own) => float32(own.get(epoch) ?? NaN))]));
}

/**
 * A row for each measurement, and one for what a run that has not come to its end will have cost.
 * @param {Named[]} lanes
 * @param {number} end
 */
export function laneTimesCsv(lanes, end) {
  const rows = lanes.flatMap(({ name, marks }) => {
    /** @param {number} epoch @param {number} ms @param {string} kind */
    const row = (epoch, ms, kind) => [name, String(epoch), String(Number((ms / 1000).toPrecision(6))), kind];
    const open = marks.length > 1 && marks[marks.length - 1].epoch < end;
    return [...marks.map(({ epoch, ms }) => row(epoch, ms, 'measured')), ...(open ? [row(end, timeAt(marks, end), 'extrapolated')] : [])];
  });
  return table(['run', 'epoch', 'seconds', 'kind'], rows);
}
