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
export function activations(layers) {
  const all = layers.map(({ activation }) => activation);
  return new Set(all).size === 1 ? all.slice(0, 1) : all;
}

/** @param {object} from @param {object} to @param {(field: string, from: unknown, to: unknown) => void} add */
const eachField = (from, to, add) => Object.entries(to).forEach(([field, value]) => add(field, Reflect.get(from, field), value));

/** @param {unknown} a @param {unknown} b */
const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

/**
 * @param {Config} base
 * @param {PartialConfig} partial
 * @returns {Difference[]}
 */
export function differences(base, partial) {
  const { layers, optimizer, regularizer, ...rest } = partial;
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
    const { kind, ...values } = optimizer;
    add('optimizer', base.optimizer.kind, kind);
    if (base.optimizer.kind === kind) eachField(base.optimizer, values, add);
  }
  if (regularizer) eachField(base.regularizer, regularizer, add);
  eachField(base, rest, add);
  return found;
}
