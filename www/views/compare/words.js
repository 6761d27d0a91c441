// @ts-check
/** What a run of the comparison is called, and in what it differs. */
import { differences } from '../../state/compare/names.js';

/**
 * @typedef {import('../../i18n/index.js').I18n} I18n
 * @typedef {import('../../state/types.js').Config} Config
 * @typedef {import('../../state/types.js').PartialConfig} PartialConfig
 */

/** A value of a field as it is read. @param {I18n} i18n @param {string} field @param {unknown} value */
function shown(i18n, field, value) {
  if (field === 'units') return /** @type {number[]} */ (value).map((units) => i18n.integer(units)).join(' + ');
  if (field === 'activation') return /** @type {string[]} */ (value).map((name) => i18n.t(`controls.activation.${name}`)).join(', ');
  if (field === 'optimizer') return i18n.t(`controls.optimizer.${value}`);
  return typeof value === 'number' ? (Number.isInteger(value) ? i18n.integer(value) : i18n.number(value, 4)) : String(value);
}

/** "ReLU 300", or what the run has in place of the base's. @param {I18n} i18n @param {Config} base @param {PartialConfig} partial */
export function laneName(i18n, base, partial) {
  const { layers } = partial;
  if (partial.seed !== undefined) return i18n.t('compare.name.seed', { seed: String(partial.seed) });
  if (partial.optimizer && base.optimizer.kind !== partial.optimizer.kind) return shown(i18n, 'optimizer', partial.optimizer.kind);
  if (partial.optimizer && !layers) {
    const alone = partial.optimizer.learningRate ?? base.optimizer.learningRate;
    return differences(base, partial).length > 0 || !('kind' in partial.optimizer) ? i18n.t('compare.name.rate', { rate: i18n.number(alone, 4) }) : i18n.t('compare.name.base', { optimizer: shown(i18n, 'optimizer', partial.optimizer.kind), rate: i18n.number(alone, 4) });
  }
  const full = /** @type {Config['layers']} */ (layers ?? base.layers);
  const names = [...new Set(full.map(({ activation }) => activation))];
  return `${shown(i18n, 'activation', names)} ${shown(i18n, 'units', full.map(({ units }) => units))}`;
}

/** "only: neurons 300 → 600", or that it is the base itself. @param {I18n} i18n @param {Config} base @param {PartialConfig} partial */
export function laneDifference(i18n, base, partial) {
  const found = differences(base, partial);
  if (found.length === 0) return i18n.t('compare.same');
  const parts = found.map(({ field, from, to }) => `${i18n.t(`compare.field.${field}`)} ${shown(i18n, field, from)} → ${shown(i18n, field, to)}`);
  return i18n.t('compare.only', { what: parts.join(', ') });
}
