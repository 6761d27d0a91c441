// @ts-check
/** A comparison's losses and times as tables. */
import { table } from '../take/csv.js';
import { float32 } from '../take/float32.js';

/**
 * @typedef {import('./race.js').Lane} Lane
 * @typedef {Pick<Lane, 'history' | 'frame' | 'msPerEpoch'> & {name: string}} Named
 */

/** A row for each epoch that any run keeps a loss of, and a column for each run. @param {Named[]} lanes */
export function laneLossesCsv(lanes) {
  const losses = lanes.map(({ history }) => new Map(Array.from(history?.epochs ?? [], (epoch, i) => [epoch, history?.loss[i] ?? NaN])));
  const epochs = [...new Set(losses.flatMap((own) => [...own.keys()]))].sort((a, b) => a - b);
  return table(['epoch', ...lanes.map(({ name }) => name)], epochs.map((epoch) => [String(epoch), ...losses.map((own) => float32(own.get(epoch) ?? NaN))]));
}

/**
 * What the epochs that each run has trained cost, and what all of them up to the end will.
 * @param {Named[]} lanes
 * @param {number} end
 */
export function laneTimesCsv(lanes, end) {
  const rows = lanes.flatMap(({ name, frame, msPerEpoch }) => {
    if (!(msPerEpoch > 0)) return [];
    /** @param {number} epoch @param {string} kind */
    const row = (epoch, kind) => [name, String(epoch), String(Number(((epoch * msPerEpoch) / 1000).toPrecision(6))), kind];
    const epoch = frame?.epoch ?? 0;
    return [...(epoch > 0 ? [row(epoch, 'trained')] : []), ...(epoch < end ? [row(end, 'extrapolated')] : [])];
  });
  return table(['run', 'epoch', 'seconds', 'kind'], rows);
}
