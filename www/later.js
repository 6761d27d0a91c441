// @ts-check
/** Wiring of what is loaded once the first curve is there. Each part has a line of its own. */

/** @param {import('./controls/context.js').Context} context */
export function mountLater(context) {
  void context;
}
