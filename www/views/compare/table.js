// @ts-check
/** What an epoch, an update and a weight cost in each run, and what was measured elsewhere. */
import { h, setText } from '../../dom.js';
import { MEASURED_ELSEWHERE } from '../../state/compare/elsewhere.js';
import { presetOf } from '../../state/compare/link.js';
import { distinctNames } from './words.js';

/**
 * @typedef {import('../../controls/context.js').Context} Context
 * @typedef {import('../../state/types.js').Config} Config
 */

const COLUMNS = ['run', 'epoch', 'update', 'weight', 'relative'];
/** Numbers change so often at most (milliseconds): nobody reads faster. */
const SPACING_MS = 400;

/** What was measured elsewhere was measured with the experiment's points. @param {Config} config */
export const isExperiment = ({ samples, batchSize, points, validation }) => samples === 101 && batchSize === 15 && !points && validation === 0;

/**
 * @param {Context} context
 * @param {import('../../state/compare/race.js').Race} race
 * @param {() => Config | null} base
 */
export function createTable({ i18n, store }, race, base) {
  const heads = COLUMNS.map(() => h('th', { scope: 'col' }));
  const caption = h('caption');
  const body = h('tbody');
  const how = h('p', { class: 'hint' });
  const note = h('p', { class: 'hint' });
  const table = h('table', {}, caption, h('thead', {}, h('tr', {}, ...heads)), body);
  const node = h('section', { class: 'costs' }, h('div', { class: 'wide', tabindex: 0, role: 'region' }, table), how, note);
  let shownAt = -Infinity;
  let timer = 0;

  /** @param {string} name @param {number[]} numbers */
  const row = (name, numbers) => h('tr', {}, h('th', { scope: 'row' }, name), ...numbers.map((value, index) => h('td', {}, Number.isFinite(value) ? `${i18n.number(value, 3)}${index === 3 ? '\u00a0×' : ''}` : '–')));

  function render() {
    shownAt = performance.now();
    timer = 0;
    const config = base();
    if (!config) return;
    // Microseconds.
    const costs = race.lanes.map(({ msPerEpoch, run }) => ({ epoch: msPerEpoch > 0 ? 1000 * msPerEpoch : NaN, updates: run?.updatesPerEpoch ?? NaN, weights: run?.weights ?? NaN }));
    const measured = costs.map(({ epoch }) => epoch).filter(Number.isFinite);
    const fastest = measured.length > 0 ? Math.min(...measured) : NaN;
    const names = distinctNames(i18n, config, race.lanes);
    const rows = names.map((name, index) => {
      const { epoch, updates, weights } = costs[index];
      return row(name, [epoch, epoch / updates, epoch / updates / weights, epoch / fastest]);
    });
    const elsewhere = isExperiment(config) && presetOf(store.get().ui.comparison) === 'post' ? MEASURED_ELSEWHERE : [];
    // The experiment has seven updates an epoch and 901 weights.
    const others = elsewhere.map(({ name, seconds }) => row(`${name}\u00a0*`, [100 * seconds, (100 * seconds) / 7, (100 * seconds) / 7 / 901, (100 * seconds) / fastest]));
    body.replaceChildren(...rows, ...others);
    note.hidden = elsewhere.length === 0;
  }

  return {
    node,
    update() {
      if (!timer) timer = window.setTimeout(render, Math.max(0, shownAt + SPACING_MS - performance.now()));
    },
    relabel() {
      setText(caption, i18n.t('compare.costs'));
      heads.forEach((head, index) => setText(head, i18n.t(`compare.costs.${COLUMNS[index]}`)));
      setText(how, i18n.t('compare.costs.how'));
      setText(note, i18n.t('compare.elsewhere'));
      table.parentElement?.setAttribute('aria-label', i18n.t('compare.costs'));
      render();
    },
  };
}
