// @ts-check
/** Tables as RFC 4180 has them: a header, full precision, a point for decimals, CRLF. */
import { float32 } from './float32.js';

/**
 * @typedef {import('../types.js').Run} Run
 * @typedef {import('../types.js').Frame} Frame
 * @typedef {import('../types.js').History} History
 */

/** What holds a comma or a quotation mark is quoted. @param {string} text */
const quoted = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** @param {string[]} head @param {string[][]} rows */
export const table = (head, rows) => [head, ...rows].map((row) => row.map(quoted).join(',')).join('\r\n') + '\r\n';

/** The network at 100 x. @param {Run} run @param {Frame} frame */
export function predictionsCsv({ grid, target }, { predictions }) {
  const rows = Array.from(grid, (x, i) => [x, target[i], predictions[i], predictions[i] - target[i]].map((value) => float32(Math.fround(value))));
  return table(['x', 'function', 'prediction', 'error'], rows);
}

/** @param {History} history */
export function lossesCsv({ epochs, loss, validationLoss }) {
  const validated = validationLoss.length > 0;
  const rows = Array.from(epochs, (epoch, i) => [String(epoch), float32(loss[i]), ...(validated ? [float32(validationLoss[i])] : [])]);
  return table(['epoch', 'loss', ...(validated ? ['validation_loss'] : [])], rows);
}
