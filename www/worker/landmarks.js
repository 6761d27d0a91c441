// @ts-check
/** The epochs whose curve is kept for the strip, at about equal steps of log(epoch): 1, 2, 3, 5, 10, 20, … */

const STEPS = [1, 2, 3, 5];

/** The first landmark after an epoch. @param {number} epoch */
export function nextLandmark(epoch) {
  for (let power = 1; ; power *= 10) {
    const found = STEPS.find((step) => step * power > epoch);
    if (found) return found * power;
  }
}

/**
 * Epoch 0 and the landmarks up to an epoch; `dense` has all of them, `usual` two for a factor of ten, `sparse` one.
 * @param {number} last
 * @param {'dense' | 'usual' | 'sparse'} [density]
 */
export function landmarksTo(last, density = 'dense') {
  const steps = { dense: STEPS, usual: [1, 3], sparse: [1] }[density];
  const found = [0];
  for (let power = 1; power <= last; power *= 10) found.push(...steps.map((step) => step * power).filter((epoch) => epoch <= last));
  return found;
}
