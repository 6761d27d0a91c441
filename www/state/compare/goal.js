// @ts-check
/** Who has come below the goal, when, and whether it is there still. */

/**
 * @typedef {import('./race.js').Lane} Lane
 * @typedef {'loss' | 'rmse'} Measure
 * @typedef {{epochs: ArrayLike<number>, values: ArrayLike<number>}} Course
 */

/** Single epochs dip below a goal by chance: so many in a row do not. */
const IN_A_ROW = 20;

/**
 * Losses of data in different units say nothing of each other: such runs are compared by how far off their curves are.
 * @param {Pick<Lane, 'run'>[]} lanes
 * @returns {Measure}
 */
export const measureOf = (lanes) => (new Set(lanes.flatMap(({ run }) => (run ? [run.config.scaling] : []))).size > 1 ? 'rmse' : 'loss');

/**
 * What a lane has come to so far: the mean loss of each epoch, or the root mean squared error of each curve that was seen.
 * @param {Pick<Lane, 'history' | 'fits'>} lane
 * @param {Measure} measure
 * @returns {Course}
 */
export function courseOfFit({ history, fits }, measure) {
  if (measure === 'rmse') return { epochs: fits.map(({ epoch }) => epoch), values: fits.map(({ rmse }) => rmse) };
  return { epochs: history?.epochs ?? [], values: history?.loss ?? [] };
}

/**
 * The epoch from which on a run was below the goal for twenty epochs in a row.
 * @param {Course} course
 * @param {number} goal
 * @returns {number | null}
 */
export function epochOfGoal({ epochs, values }, goal) {
  let since = -1;
  for (let i = 0; i < values.length; i += 1) {
    if (!(values[i] <= goal)) since = -1;
    else if (since < 0) since = i;
    if (since >= 0 && epochs[i] - epochs[since] >= IN_A_ROW - 1) return epochs[since];
  }
  return null;
}

/** Whether the curve as it is now is below the goal. @param {Pick<Lane, 'frame'>} lane @param {number} goal @param {Measure} measure */
export const isBelow = ({ frame }, goal, measure) => frame !== null && !frame.diverged && frame[measure] <= goal;
