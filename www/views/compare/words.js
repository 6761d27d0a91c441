// @ts-check
/** What a run of the comparison is called, and in what it differs. */
import { activations, differences } from '../../state/compare/names.js';

/**
 * @typedef {import('../../i18n/index.js').I18n} I18n
 * @typedef {import('../../state/types.js').Config} Config
 * @typedef {import('../../state/types.js').PartialConfig} PartialConfig
 * @typedef {Pick<import('../../state/compare/race.js').Lane, 'difference' | 'own' | 'run' | 'failure'>} Named
 */

/** A name says so many of a lane's differences; all of them stand below it. */
const NAMED = 3;

/** How values of fields are read; others are numbers, and what is on or off. @type {Record<string, (i18n: I18n, value: any) => string>} */
const READ = {
  units: (i18n, /** @type {number[]} */ value) => value.map((units) => i18n.integer(units)).join(' + '),
  activation: (i18n, /** @type {string[]} */ value) => value.map((name) => i18n.t(`controls.activation.${name}`)).join(', '),
  optimizer: (i18n, value) => i18n.t(`controls.optimizer.${value}`),
  loss: (i18n, value) => i18n.t(`controls.loss.${value}`),
  kernelInitializer: initializer,
  biasInitializer: initializer,
  seed: (_, value) => String(value),
  learningRateChanges: (i18n, /** @type {[number, number][]} */ value) =>
    value.length === 0 ? i18n.t('compare.none') : value.map(([update, rate]) => i18n.t('compare.rateFrom', { rate: i18n.number(rate, 4), update })).join(', '),
};

/** @param {I18n} i18n @param {Config['kernelInitializer']} value */
function initializer(i18n, { kind, ...numbers }) {
  const name = i18n.t(`controls.initializer.${kind}`);
  const given = Object.values(numbers).map((number) => i18n.number(number, 3));
  return given.length === 0 ? name : `${name} (${given.join('; ')})`;
}

/** A value of a field as it is read. @param {I18n} i18n @param {string} field @param {unknown} value */
function shown(i18n, field, value) {
  if (field in READ) return READ[field](i18n, value);
  if (typeof value === 'boolean') return i18n.t(value ? 'compare.on' : 'compare.off');
  return typeof value === 'number' ? (Number.isInteger(value) ? i18n.integer(value) : i18n.number(value, 4)) : String(value);
}

/** "ReLU 300", or what the run has in place of the base's. @param {I18n} i18n @param {Config} base @param {Named} lane */
export const laneName = (i18n, base, { difference, own, run, failure }) => {
  // What a lane of a link is, only its worker can tell.
  if (own && !run && !failure) return '…';
  return own ? ownName(i18n, base, difference) : presetName(i18n, base, difference);
};

/**
 * Names for where no colour tells two lanes apart: those that would have the same one begin with their numbers.
 * @param {I18n} i18n
 * @param {Config} base
 * @param {(Named & {place: number})[]} lanes
 */
export function distinctNames(i18n, base, lanes) {
  const names = lanes.map((lane) => laneName(i18n, base, lane));
  return names.map((name, index) => (names.indexOf(name) === names.lastIndexOf(name) ? name : `${lanes[index].place + 1}: ${name}`));
}

/** @param {I18n} i18n @param {Config} base @param {PartialConfig} partial */
function presetName(i18n, base, partial) {
  if (partial.seed !== undefined) return i18n.t('compare.name.seed', { seed: String(partial.seed) });
  const { layers, optimizer } = partial;
  if (!optimizer) return networkName(i18n, /** @type {Config['layers']} */ (layers ?? base.layers));
  const { kind, learningRate } = optimizer;
  const rate = i18n.number(learningRate ?? base.optimizer.learningRate, 4);
  // Each optimizer has a learning rate that suits it, so that these differ, too.
  if (kind !== base.optimizer.kind) return i18n.t('compare.name.optimizer', { optimizer: shown(i18n, 'optimizer', kind), rate });
  return differences(base, partial).length > 0 ? i18n.t('compare.name.rate', { rate }) : i18n.t('compare.name.base', { optimizer: shown(i18n, 'optimizer', kind), rate });
}

/** @param {I18n} i18n @param {Config['layers']} layers */
const networkName = (i18n, layers) => `${shown(i18n, 'activation', activations(layers))} ${shown(i18n, 'units', layers.map(({ units }) => units))}`;

/** Another optimizer tells its learning rate, too, where that is another one. @param {Config} base @param {PartialConfig} difference */
function changesOf(base, difference) {
  const found = differences(base, difference);
  const [from, to] = [base.optimizer.learningRate, difference.optimizer?.learningRate];
  const at = to !== undefined && from !== to ? found.findIndex(({ field }) => field === 'optimizer') : -1;
  return at < 0 ? found : [...found.slice(0, at + 1), { field: 'learningRate', from, to }, ...found.slice(at + 1)];
}

/** @param {I18n} i18n @param {Config} base @param {PartialConfig} partial */
function ownName(i18n, base, { layers, ...rest }) {
  const others = changesOf(base, rest).map(({ field, to }) => (field === 'optimizer' ? shown(i18n, field, to) : `${i18n.t(`compare.field.${field}`)} ${shown(i18n, field, to)}`));
  const network = layers || others.length === 0 ? [networkName(i18n, /** @type {Config['layers']} */ (layers ?? base.layers))] : [];
  const all = [...network, ...others];
  return all.length > NAMED ? `${all.slice(0, NAMED).join(', ')}, …` : all.join(', ');
}

/** "only: neurons 300 → 600", or all that differs, or that it is the base itself. @param {I18n} i18n @param {Config} base @param {Named} lane */
export function laneDifference(i18n, base, lane) {
  if (!lane.run) return '';
  const found = changesOf(base, lane.difference);
  if (found.length === 0) return i18n.t('compare.same');
  const parts = found.map(({ field, from, to }) => `${i18n.t(`compare.field.${field}`)} ${shown(i18n, field, from)} → ${shown(i18n, field, to)}`);
  return i18n.t('compare.only', { what: parts.join(', '), count: parts.length });
}
