// @ts-check
/** Why 300 lines are one line: what the first of them add up to, then more of them, then all. */

/** @typedef {{slope: number, offset: number}} Line */

/**
 * The output's bias alone, then with it the first `every` neurons, twice as many, and so on to all of them.
 * @param {ArrayLike<number>} parameters of one hidden layer of linear neurons, in Keras' order
 * @param {number} units
 * @param {number} every
 * @returns {Line[]}
 */
export function lineSums(parameters, units, every) {
  let slope = 0;
  let offset = parameters[3 * units];
  const sums = [{ slope, offset }];
  for (let unit = 0; unit < units; unit += 1) {
    const outward = parameters[2 * units + unit];
    slope += outward * parameters[unit];
    offset += outward * parameters[units + unit];
    if ((unit + 1) % every === 0 || unit + 1 === units) sums.push({ slope, offset });
  }
  return sums;
}
