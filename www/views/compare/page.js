// @ts-check
/** Runs side by side: lanes that train at once, their losses, and what they cost. */
import { h, setAttribute, setText } from '../../dom.js';
import { addMessages } from '../../i18n/index.js';
import de from '../../i18n/de/compare.js';
import en from '../../i18n/en/compare.js';
import { COMPARISONS } from '../../state/link.js';
import { withRateOf } from '../../state/rate.js';
import { lanesOf } from '../../state/compare/presets.js';
import { Race } from '../../state/compare/race.js';
import { createCharts } from './charts.js';
import { createControls } from './controls.js';
import { createLanes } from './lanes.js';
import { createTable } from './table.js';

/**
 * @typedef {import('../../controls/context.js').Context} Context
 * @typedef {import('../../state/types.js').Config} Config
 * @typedef {import('../../state/compare/race.js').Axis} Axis
 */

/** What is looked at, beside the runs themselves. @typedef {{axis: Axis, goal: number}} Look */

/**
 * @param {HTMLElement} root
 * @param {Context} context
 */
export function mountCompare(root, context) {
  addMessages({ en, de });
  const { store, actions, i18n } = context;
  /** @type {Look} */
  const look = { axis: 'epochs', goal: 0.01 };
  /** The base of the runs that are open. @type {Config | null} */
  let base = null;
  let opened = '';
  let drawing = 0;

  const race = new Race(changed);
  const title = h('h2');
  const intro = h('p', { class: 'intro' });
  const choices = COMPARISONS.map((name) => h('button', { type: 'button', class: 'ghost', onClick: () => choose(name) }));
  const choice = h('div', { class: 'choices', role: 'group' }, ...choices);
  const parts = [createControls(context, race, look, changed), createLanes(context, race, look, () => base), ...createCharts(context, race, look, () => base), createTable(context, race, () => base)];
  root.replaceChildren(title, intro, choice, ...parts.map(({ node }) => node));

  function changed() {
    if (drawing) return;
    drawing = requestAnimationFrame(() => {
      drawing = 0;
      parts.forEach(({ update }) => update());
    });
  }

  /** @param {string} name */
  function choose(name) {
    opened = '';
    actions.setUi({ comparison: name });
  }

  const movesByItself = () => !matchMedia('(prefers-reduced-motion: reduce)').matches;

  /** The runs that the address asks for, unless they are there already. */
  async function open() {
    const { run, ui } = store.get();
    if (ui.view !== 'compare') return race.pause();
    if (!run) return;
    const wanted = [run.link, ui.comparison, ui.stopEpoch].join('\n');
    choices.forEach((button, index) => setAttribute(button, 'aria-pressed', String(COMPARISONS[index] === ui.comparison)));
    if (wanted === opened) return;
    opened = wanted;
    base = withRateOf(run.config, store.get().frame?.updates ?? 0);
    await race.open(base, lanesOf(ui.comparison, base, offersOf(context)), ui.stopEpoch);
    parts.forEach((part) => part.relabel());
    const { view } = store.get().ui;
    if (wanted === opened && view === 'compare' && document.visibilityState === 'visible' && movesByItself()) race.play();
  }

  function relabel() {
    setText(title, i18n.t('compare.title'));
    setText(intro, i18n.t('compare.intro'));
    setAttribute(choice, 'aria-label', i18n.t('compare.choice'));
    choices.forEach((button, index) => setText(button, i18n.t(`compare.preset.${COMPARISONS[index]}`)));
    parts.forEach((part) => part.relabel());
  }

  store.subscribe((state, previous) => {
    if (state.ui !== previous.ui || state.run !== previous.run) void open();
  });
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && store.get().ui.hidden === 'pause' && race.pause());
  i18n.onChange(relabel);
  relabel();
  void open();
}

/** @param {Context} context @returns {import('../../state/compare/presets.js').Offers} */
const offersOf = ({ limits }) => ({
  activations: () => limits().options('activation'),
  optimizers: () => limits().options('optimizer'),
  optimizer(name) {
    const kind = /** @type {Config['optimizer']['kind']} */ (name);
    const usual = limits().defaultOptimizer();
    return kind === usual.kind ? usual : { kind, learningRate: limits().suggestedLearningRate(kind) };
  },
});
