// @ts-check
/** In what a run differs from the base, as data: which field, and its value here and there. */

/**
 * @typedef {import('../types.js').Config} Config
 * @typedef {import('../types.js').PartialConfig} PartialConfig
 * @typedef {{field: string, from: unknown, to: unknown}} Difference
 */

/** @param {Config['layers']} layers */
const units = (layers) => layers.map((layer) => layer.units);

/** @param {Config['layers']} layers */
const activations = (layers) => [...new Set(layers.map(({ activation }) => activation))];

/** @param {unknown} a @param {unknown} b */
const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

/**
 * @param {Config} base
 * @param {PartialConfig} partial
 * @returns {Difference[]}
 */
export function differences(base, partial) {
  const { layers, optimizer, ...rest } = partial;
  /** @type {Difference[]} */
  const found = [];
  /** @param {string} field @param {unknown} from @param {unknown} to */
  const add = (field, from, to) => same(from, to) || found.push({ field, from, to });
  if (layers) {
    const full = /** @type {Config['layers']} */ (layers);
    add('units', units(base.layers), units(full));
    add('activation', activations(base.layers), activations(full));
  }
  if (optimizer) {
    add('optimizer', base.optimizer.kind, optimizer.kind);
    if (base.optimizer.kind === optimizer.kind) add('learningRate', base.optimizer.learningRate, optimizer.learningRate);
  }
  for (const [field, to] of Object.entries(rest)) add(field, Reflect.get(base, field), to);
  return found;
}
