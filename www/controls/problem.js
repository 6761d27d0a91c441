// @ts-check
/**
 * A mistake in words: by its code, with what the sentence names; in the developers' English where there is no
 * sentence. `errors.<code>.<variant>` says more where more is known.
 */
import { written } from './expression.js';

/**
 * @param {import('../i18n/index.js').I18n} i18n
 * @param {import('../state/types.js').Problem} problem
 */
export function problemText(i18n, { code, path, message, params = {} }) {
  const key = [...variantsOf(code, params).map((variant) => `errors.${code}.${variant}`), `errors.${code}`].find((name) => i18n.has(name));
  const shown = path === 'function' ? withFormulas(i18n.lang, params) : params;
  return key ? i18n.t(key, { count: params.min, ...shown, ...listed(params), path, right: right(i18n, params) }) : message;
}

/** With the field's name before it. @param {import('../i18n/index.js').I18n} i18n @param {string} label @param {import('../state/types.js').Problem} problem */
export const namedProblem = (i18n, label, problem) => `${label}: ${problemText(i18n, problem)}`;

/** Beyond it nobody types a number. */
const ENDLESS = 1e30;

/** Which numbers a field has room for. @param {import('../i18n/index.js').I18n} i18n @param {Record<string, unknown>} room */
function right(i18n, { min, max, integer, exclusiveMin, exclusiveMax }) {
  if (!(Math.abs(Number(min)) < ENDLESS && Number(max) < ENDLESS)) return i18n.t('errors.right.any', { one: 0.5, other: -2 });
  const kind = integer ? 'whole' : exclusiveMin ? 'above' : exclusiveMax ? 'below' : 'between';
  return i18n.t(`errors.right.${kind}`, { min, max });
}

/** What is advised for a function, written as the language writes formulas; it can be typed like that.
 * @param {import('../i18n/index.js').Lang} lang @param {Record<string, unknown>} params */
function withFormulas(lang, params) {
  const advised = ['first', 'second', 'suggestion'].filter((name) => typeof params[name] === 'string');
  return { ...params, ...Object.fromEntries(advised.map((name) => [name, written(lang, String(params[name]))])) };
}

/** Choices one after the other, and a number of a link as it would be read. @param {Record<string, unknown>} params */
function listed({ options, value }) {
  return { ...(Array.isArray(options) && { options: options.join(', ') }), ...(hasComma(value) && { suggestion: String(value).replace(',', '.') }) };
}

/** A decimal comma, which links do not have. @param {unknown} value */
const hasComma = (value) => typeof value === 'string' && /^[-+]?\d+,\d+$/.test(value);

/** The most telling first. A bound that was given and refused is itself excluded. @param {string} code @param {Record<string, unknown>} params */
function variantsOf(code, params) {
  if (code === 'wrong_type' && hasComma(params.value)) return ['comma'];
  const bounds = ['min', 'max'].filter((bound) => params[bound] !== undefined && params[bound] === params.value);
  const known = ['suggestion', 'options', 'x', 'max'].filter((name) => params[name] !== undefined);
  if (typeof params.ends === 'string') return [params.ends];
  return [...bounds.map((bound) => `beyond_${bound}`), ...known.map((name) => `with_${name}`)];
}
