// @ts-check
/** Functions and set-ups worth a look, each as the link that opens it. Their names are in i18n, as `gallery.<name>`. */

/** A network that learns most curves soon: what the page itself suggests at the end of the experiment. */
const ABLE = 'kernelInitializer=he_uniform&biasInitializer=spread&optimizer=adam&learningRate=0.01';

/** @param {string} text */
const f = (text) => `function=${encodeURIComponent(text)}`;

/** Two clouds of points with nothing between them. */
const CLUSTERS = [
  [0.02, 0.31], [0.05, 0.36], [0.08, 0.34], [0.11, 0.42], [0.14, 0.45], [0.17, 0.52], [0.2, 0.5], [0.23, 0.58],
  [0.72, 0.7], [0.75, 0.62], [0.78, 0.66], [0.81, 0.55], [0.85, 0.52], [0.88, 0.43], [0.92, 0.4], [0.96, 0.28],
];

/** @typedef {{name: string, link: string}} Preset */

/** @type {Preset[]} */
export const FUNCTIONS = [
  { name: 'experiment', link: 'v=2' },
  { name: 'sine', link: `v=2&${f('sin(2pi x)')}&${ABLE}` },
  { name: 'step', link: `v=2&${f('step(x - 0.5)')}&${ABLE}` },
  { name: 'absolute', link: `v=2&${f('|x|')}&domain=-1,1&${ABLE}` },
  { name: 'bump', link: `v=2&${f('exp(-40(x - 0.5)^2)')}&${ABLE}` },
  { name: 'sawtooth', link: `v=2&${f('mod(3x, 1)')}&${ABLE}` },
  { name: 'chirp', link: `v=2&${f('sin(30x^2)')}&samples=201&${ABLE}` },
  { name: 'runge', link: `v=2&${f('1/(1 + 25x^2)')}&domain=-1,1&${ABLE}` },
  { name: 'weierstrass', link: `v=2&${f('0.5cos(2pi x) + 0.25cos(6pi x) + 0.125cos(18pi x) + 0.06cos(54pi x)')}&samples=401&${ABLE}` },
  { name: 'noisyLine', link: `v=2&${f('0.2 + 0.6x')}&noise=0.08&sampling=random&${ABLE}` },
  { name: 'gap', link: `v=2&points=${CLUSTERS.map(([x, y]) => `${x},${y}`).join(';')}&domain=0,1&${ABLE}` },
];

/** @type {Preset[]} */
export const SETUPS = [
  { name: 'relu600', link: 'v=2&layers=600:relu' },
  { name: 'linear', link: 'v=2&layers=300:linear' },
  { name: 'sigmoid', link: 'v=2&layers=300:sigmoid&ui.stop=30000' },
  { name: 'suggested', link: `v=2&${ABLE}` },
  { name: 'three', link: 'v=2&layers=3:relu&kernelInitializer=he_uniform&biasInitializer=spread&optimizer=adam&learningRate=0.01' },
  { name: 'deepTanh', link: 'v=2&layers=16:tanh,16:tanh&kernelInitializer=glorot_uniform&optimizer=adam&learningRate=0.01' },
  { name: 'waves', link: 'v=2&layers=32:sin,32:sin&kernelInitializer=he_uniform&optimizer=adam&learningRate=0.005' },
  { name: 'overfit', link: `v=2&samples=18&sampling=random&noise=0.12&validation=0.3&layers=300:relu&${ABLE}` },
  { name: 'tooFast', link: 'v=2&optimizer=sgd&learningRate=3' },
];
