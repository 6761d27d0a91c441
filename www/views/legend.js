// @ts-check
/** What the lines and marks of the main plot are, in a row of its own above it. */
import { h, setAttribute, setText } from '../dom.js';

/**
 * @typedef {import('../state/types.js').State} State
 * @typedef {import('../i18n/index.js').I18n} I18n
 */

const ENTRIES = /** @type {const} */ (['fn', 'points', 'val', 'net', 'ghosts', 'pinned']);

/**
 * @param {I18n} i18n
 * @param {() => void} unpin
 * @param {() => void} lookInside and not any more
 */
export function createLegend(i18n, unpin, lookInside) {
  const items = ENTRIES.map((name) => h('li', { class: `l-${name}` }));
  const release = h('button', { type: 'button', class: 'link', onClick: unpin });
  const place = h('li', { class: 'l-none', hidden: true }, release);
  const look = h('button', { type: 'button', class: 'link', onClick: lookInside });
  const node = h('ul', { class: 'legend' }, ...items, place, h('li', { class: 'l-none l-inside' }, look));

  /** @param {State} state @returns {Record<typeof ENTRIES[number], string>} empty where there is nothing of it */
  function texts({ run, ghosts, trial, pinned }) {
    if (!run) return { fn: '', points: '', val: '', net: '', ghosts: '', pinned: '' };
    const { trainX, validationX, config } = run;
    const key = config.points ? 'views.legend.ownPoints' : 'views.legend.points';
    return {
      fn: config.function !== null ? i18n.t('views.legend.function') : '',
      points: i18n.t(key, { count: trainX.length }),
      val: validationX.length > 0 ? i18n.t('views.legend.validation', { count: validationX.length }) : '',
      net: i18n.t('views.legend.network'),
      ghosts: ghosts.length > 0 ? i18n.t(trial ? 'views.legend.neighbours' : 'views.legend.ghosts') : '',
      pinned: pinned?.name ?? '',
    };
  }

  return {
    node,
    /** @param {State} state */
    update(state) {
      const shown = texts(state);
      place.hidden = state.pinned === null;
      setText(release, i18n.t('views.unpin'));
      setText(look, i18n.t('views.legend.inside'));
      setAttribute(look, 'aria-pressed', String(state.ui.inside));
      ENTRIES.forEach((name, index) => {
        setText(items[index], shown[name]);
        // An entry that comes later keeps its place, so that the others stay where they are.
        items[index].classList.toggle('absent', shown[name] === '');
        items[index].hidden = shown[name] === '' && name !== 'ghosts';
      });
    },
  };
}
