// @ts-check
/** What the story says in numbers, by chapter. The module computed them (`node tests/story/write.js`), and a test does again. */

/** @type {Record<string, Record<string, number>>} */
export const STORY_FACTS = {
  function: { samples: 101 },
  relu300: { units: 300, kinks: 23, left: 0.31, right: 0.74, valley: 0.31 },
  relu600: { units: 600, few: 300, more: 300 },
  linear: { units: 300 },
  sigmoid: { units: 300, half: 0.5, worse30: 86, worse300: 61, times: 2.9, relu: 3000, last: 30000 },
  times: { tensorflow: 604, tfjs: 145, jax: 37, convnet: 24, hand: 1.4 },
  deep: { layers: 3, units: 20, flat: 300, weights: 901, each: 28, end: 10000 },
};
