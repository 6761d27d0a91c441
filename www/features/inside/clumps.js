// @ts-check
/** What stands under the axis: where the network bends the curve, as ticks of kinks that lie close together. */

/**
 * @typedef {import('../../pkg/lernkurve.js').Neurons} Neurons
 * @typedef {import('../../pkg/lernkurve.js').Layer} Layer
 * @typedef {{x: number, bend: number, width: number, layer: number, unit: number}} Place where a unit bends the curve
 * @typedef {object} Clump
 * @property {number} x the middle of its places, each weighed by how much it bends
 * @property {number} bend of all of them together: positive where the curve bends up
 * @property {number} width of a transition, in units of x; 0 of kinks
 * @property {number} layer from 0
 * @property {number[]} units each once, ascending
 */

/** Places nearer than this share of the axis are one tick. */
export const NEAR = 0.012;
/** So many rows fit under the axis. */
export const MOST_ROWS = 4;

/** A unit's state as the module gives it. */
const SILENT = 0;
const ACTIVE = 1;
const BENDS = 2;
const UNKNOWN = 3;

const PIECEWISE_LINEAR = ['linear', 'relu', 'leaky_relu', 'hard_sigmoid'];

/** Whether a network is a sum of steps, bells or waves, and no kinks. @param {readonly Layer[]} layers */
export const isCurved = (layers) => layers.length === 1 && !PIECEWISE_LINEAR.includes(layers[0].activation);

/** Whether nothing it is made of bends at all. @param {readonly Layer[]} layers */
export const isStraight = (layers) => layers.every(({ activation }) => activation === 'linear');

/**
 * @param {Neurons} neurons
 * @param {readonly Layer[]} layers
 * @returns {Place[]}
 */
export function placesOf({ position, width, bend, layer, unit, state, bends }, layers) {
  if (isCurved(layers)) {
    const all = Array.from(position, (x, i) => ({ x, bend: bend[i], width: width[i], layer: layer[i], unit: unit[i] }));
    return all.filter(({ x }, i) => state[i] === BENDS && Number.isFinite(x));
  }
  const all = Array.from(bends.position, (x, i) => ({ x, bend: bends.bend[i], width: 0, layer: bends.layer[i], unit: bends.unit[i] }));
  return all.filter((place) => place.bend !== 0);
}

/**
 * From left to right; of each layer by itself. No clump is wider than what is near.
 * @param {Place[]} places
 * @param {readonly [number, number]} domain
 * @returns {Clump[]}
 */
export function clumpsOf(places, [low, high]) {
  const inside = places.filter(({ x }) => x >= low && x <= high).sort((a, b) => a.layer - b.layer || a.x - b.x);
  /** @type {Place[][]} */
  const groups = [];
  for (const place of inside) {
    const first = groups.at(-1)?.[0];
    if (first && first.layer === place.layer && place.x - first.x < NEAR * (high - low)) groups.at(-1)?.push(place);
    else groups.push([place]);
  }
  return groups.map(clumpOf).sort((a, b) => a.x - b.x || a.layer - b.layer);
}

/** @param {Place[]} places @returns {Clump} */
function clumpOf(places) {
  const sum = (/** @type {(place: Place) => number} */ of) => places.reduce((total, place) => total + of(place), 0);
  const weight = sum(({ bend }) => Math.abs(bend));
  return {
    x: weight > 0 ? sum(({ x, bend }) => x * Math.abs(bend)) / weight : places[0].x,
    bend: sum(({ bend }) => bend),
    width: sum(({ width }) => width) / places.length,
    layer: places[0].layer,
    units: [...new Set(places.map(({ unit }) => unit))].sort((a, b) => a - b),
  };
}

/**
 * The row of each layer that bends the curve; those beyond the last row share none.
 * @param {Clump[]} clumps
 * @returns {{layers: number[], more: number}}
 */
export function rowsOf(clumps) {
  const layers = [...new Set(clumps.map(({ layer }) => layer))].sort((a, b) => a - b);
  return { layers: layers.slice(0, MOST_ROWS), more: Math.max(0, layers.length - MOST_ROWS) };
}

/** @typedef {{units: number, silent: number, elsewhere: number}} Tray of one layer: those that add nothing, and those that add something and have no place in the picture */

/** @param {Neurons} neurons @param {readonly Layer[]} layers @returns {Tray[]} */
export function traysOf({ layer, state, position }, layers) {
  const curved = isCurved(layers);
  const trays = layers.map(({ units }) => ({ units, silent: 0, elsewhere: 0 }));
  state.forEach((each, i) => {
    if (each === SILENT) trays[layer[i]].silent += 1;
    const reachesIn = curved && each === BENDS && Number.isNaN(position[i]);
    if (each === ACTIVE || reachesIn) trays[layer[i]].elsewhere += 1;
  });
  return trays;
}

/**
 * What is to be said of the whole, if anything, as a code with numbers.
 * @param {Neurons} neurons
 * @param {readonly Layer[]} layers
 * @param {readonly [number, number]} domain
 * @param {boolean} diverged
 * @returns {{code: string, params?: Record<string, number>} | null}
 */
export function remarkOf(neurons, layers, domain, diverged) {
  if (diverged) return { code: 'diverged' };
  if (neurons.state.includes(UNKNOWN)) return { code: 'large' };
  const trays = traysOf(neurons, layers);
  const silent = trays.findLastIndex((tray) => tray.silent === tray.units);
  if (silent >= 0) return layers.length === 1 ? { code: 'allSilent', params: { count: trays[0].units } } : { code: 'layerSilent', params: { layer: silent + 1 } };
  if (isStraight(layers)) return { code: 'lines', params: { count: layers[layers.length - 1].units } };
  if (isCurved(layers) && allWide(neurons, domain)) return { code: 'wide' };
  return null;
}

/** @param {Neurons} neurons @param {readonly [number, number]} domain */
function allWide({ state, width }, [low, high]) {
  return state.every((each, i) => each === SILENT || width[i] > high - low);
}
