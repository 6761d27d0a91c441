// @ts-check
/** Wiring of what is loaded once the first curve is there. Each part has a line of its own. */
import { installOffline } from './controls/offline.js';
import { mountStrip } from './views/strip.js';

/** @param {string} id */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** @param {import('./controls/context.js').Context} context */
export function mountLater(context) {
  mountStrip(byId('strip'), context);
  void installOffline(context);
}
