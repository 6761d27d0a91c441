// @ts-check
/** The chapters of the story, each with the run that plays beside it. Their words are in i18n, as `story.<name>…`. */

/**
 * @typedef {object} Chapter
 * @property {string} name
 * @property {string} link of its run
 * @property {string[]} paragraphs names of its paragraphs, in their order
 * @property {Record<string, number>} epochs words that let the time line glide to an epoch, by the name they have in the text
 * @property {Record<string, {link: string}>} [runs] words that open another run
 * @property {boolean} [measured] whether the time of its last epoch is the one that another chapter names
 * @property {boolean} [own] whether it names the time that its run took on this device
 * @property {boolean} [bestLine] whether the least-squares line is drawn behind the network
 * @property {string} [sums] after this paragraph the sums of ever more of its neurons are drawn
 */

/** A first function of the reader's own, with a network that learns it soon. */
const YOURS = 'v=2&function=sin(2pi%20x)+x&kernelInitializer=he_uniform&biasInitializer=spread&optimizer=adam&learningRate=0.01';

/** @type {Chapter[]} */
export const CHAPTERS = [
  { name: 'function', link: 'v=2', paragraphs: ['post', 'points', 'start'], epochs: { e0: 0, e1: 1, e10: 10 } },
  { name: 'relu300', link: 'v=2', paragraphs: ['kink', 'wait', 'end'], epochs: { e100: 100, e1000: 1000, e3000: 3000, e10000: 10_000 }, measured: true },
  { name: 'relu600', link: 'v=2&layers=600:relu', paragraphs: ['more', 'why'], epochs: { e100: 100, e10000: 10_000 } },
  { name: 'linear', link: 'v=2&layers=300:linear&ui.stop=3000', paragraphs: ['line', 'sum', 'best'], epochs: { e1: 1, e1000: 1000, e3000: 3000 }, bestLine: true, sums: 'sum' },
  { name: 'sigmoid', link: 'v=2&layers=300:sigmoid&ui.stop=30000', paragraphs: ['late', 'leaps', 'cost'], epochs: { e30: 30, e300: 300, e10000: 10_000, e30000: 30_000 } },
  { name: 'times', link: 'v=2&ui.pace=full', paragraphs: ['minute', 'today', 'line'], epochs: {}, own: true, runs: { compare: { link: 'v=2&ui.view=compare' } } },
  {
    name: 'deep',
    link: 'v=2&layers=20:relu,20:relu,20:relu',
    paragraphs: ['same', 'better', 'why'],
    epochs: { e300: 300, e1000: 1000, e3000: 3000 },
    runs: { two: { link: 'v=2&layers=28:relu,28:relu&ui.view=story&ui.chapter=deep' }, depths: { link: 'v=2&ui.view=compare&ui.compare=depths' } },
  },
  { name: 'yours', link: YOURS, paragraphs: ['turn', 'try'], epochs: {}, runs: { play: { link: YOURS }, gallery: { link: 'v=2&ui.view=gallery' } } },
];

/** @param {string} name the first one where there is none of that name */
export const chapterOf = (name) => CHAPTERS.find((chapter) => chapter.name === name) ?? CHAPTERS[0];

/** What the link of a chapter says of its run, as the module writes it. @param {Chapter} chapter */
export const runOf = ({ link }) => link.replace(/&ui\..*/, '');

/** The whole fragment that opens a chapter. @param {Chapter} chapter */
export const linkOf = ({ name, link }) => `${link}&ui.view=story&ui.chapter=${name}`;

/**
 * The line that lies closest to points, by the sum of squares.
 * @param {ArrayLike<number>} xs
 * @param {ArrayLike<number>} ys
 * @returns {{slope: number, offset: number}}
 */
export function bestLine(xs, ys) {
  const n = xs.length;
  const mean = (/** @type {ArrayLike<number>} */ values) => Array.from(values).reduce((sum, value) => sum + value, 0) / n;
  const [mx, my] = [mean(xs), mean(ys)];
  let across = 0;
  let along = 0;
  for (let i = 0; i < n; i += 1) {
    across += (xs[i] - mx) * (ys[i] - my);
    along += (xs[i] - mx) ** 2;
  }
  const slope = across / along;
  return { slope, offset: my - slope * mx };
}
