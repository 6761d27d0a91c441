// @ts-check
/**
 * What every control is given. Types only, no code.
 * @typedef {object} Context
 * @property {import('../state/types.js').Store} store
 * @property {import('../state/types.js').Actions} actions
 * @property {import('../i18n/index.js').I18n} i18n
 * @property {(problem: import('../state/types.js').Problem) => string} problem a mistake in words
 * @property {() => import('./limits.js').Limits} limits what the module offers; to be asked for only once a run is there
 */

/**
 * A part of the page that shows the state when told to.
 * @typedef {{node: HTMLElement, update: (state: import('../state/types.js').State) => void}} Part
 */

export {};
