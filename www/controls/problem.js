// @ts-check
/**
 * A mistake in words: by its code, with what the sentence names; in the developers' English where there is no
 * sentence. `errors.<code>.<variant>` says more where more is known.
 */

/**
 * @param {import('../i18n/index.js').I18n} i18n
 * @param {import('../state/types.js').Problem} problem
 */
export function problemText(i18n, { code, path, message, params = {} }) {
  const key = [...variantsOf(params).map((variant) => `errors.${code}.${variant}`), `errors.${code}`].find((name) => i18n.has(name));
  return key ? i18n.t(key, { ...params, path, count: params.min }) : message;
}

/** The most telling first. A bound that was given and refused is itself excluded. @param {Record<string, unknown>} params */
function variantsOf(params) {
  const bounds = ['min', 'max'].filter((bound) => params[bound] !== undefined && params[bound] === params.value);
  const known = ['suggestion', 'options', 'x', 'max'].filter((name) => params[name] !== undefined);
  return [...bounds.map((bound) => `beyond_${bound}`), ...known.map((name) => `with_${name}`)];
}
