// @ts-check
/** From the function to own points and back: what belongs to the one must not linger in the other. */

/**
 * @typedef {import('./types.js').Run} Run
 * @typedef {import('./types.js').PartialConfig} PartialConfig
 * @typedef {[number, number][]} Points
 */

export class OwnData {
  /** What was learned before the points, where there was something. @type {Pick<PartialConfig, 'function' | 'domain'>} */
  #earlier = {};

  /**
   * @param {Run | null} run the present one
   * @param {Points | undefined} points undefined: the function again
   * @param {boolean} byHand whether they are being set in the plot, whose x-axis must then stay where it is
   * @returns {PartialConfig}
   */
  change(run, points, byHand) {
    if (!points) return { points: undefined, function: undefined, domain: undefined, ...this.#earlier };
    const config = run?.config;
    if (config && !config.points) this.#earlier = { function: config.function, domain: config.domain };
    const stays = byHand && run && points.every(([x]) => x >= run.domain[0] && x <= run.domain[1]);
    return { points, function: null, domain: stays ? run.domain : undefined };
  }
}
