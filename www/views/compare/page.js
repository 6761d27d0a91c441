// @ts-check
/** Runs side by side: lanes that train at once, their losses, and what they cost. */
import { h, movesByItself, setAttribute, setText } from '../../dom.js';
import { addMessages } from '../../i18n/index.js';
import de from '../../i18n/de/compare.js';
import en from '../../i18n/en/compare.js';
import { COMPARISONS } from '../../state/link.js';
import { baseOf, changesBetween, keptFor, mended, wantedLanes } from '../../state/compare/lanes.js';
import { canonical, countOf, MOST_LANES, readComparison, withoutLane, writeComparison } from '../../state/compare/link.js';
import { defaultUi } from '../../state/store.js';
import { Race } from '../../state/compare/race.js';
import { createCharts } from './charts.js';
import { createControls } from './controls.js';
import { createLanes } from './lanes.js';
import { createTable } from './table.js';
import { laneName } from './words.js';

/**
 * @typedef {import('../../controls/context.js').Context} Context
 * @typedef {import('../../state/types.js').Config} Config
 * @typedef {import('../../state/compare/race.js').Lane} Lane
 * @typedef {import('../../state/compare/link.js').Axis} Axis
 */

/** What is looked at, beside the runs themselves; a lane may be lit up, and stay so. @typedef {{axis: Axis, goal: number, lit: Lane | null, pressed: Lane | null}} Look */

/**
 * @param {HTMLElement} root
 * @param {Context} context
 */
export function mountCompare(root, context) {
  addMessages({ en, de });
  const { store, actions, i18n } = context;
  /** @type {Look} */
  const look = { axis: store.get().ui.axis, goal: store.get().ui.goal, lit: null, pressed: null };
  /** @type {Lane | null} */
  let pointed = null;
  /** The base of the runs that are open. @type {Config | null} */
  let base = null;
  let opened = '';
  /** The comparison whose lanes these are. */
  let shown = '';
  let drawing = 0;

  const race = new Race(changed);
  const title = h('h2');
  const intro = h('p', { class: 'intro' });
  const choices = COMPARISONS.map((name) => h('button', { type: 'button', class: 'ghost', onClick: () => choose(name) }));
  const choice = h('div', { class: 'choices', role: 'group' }, ...choices);
  const add = h('button', { type: 'button', class: 'link', onClick: addRun });
  const whyNot = h('span', { class: 'hint' });
  /** The run that was taken out last, with the comparison before and after, and the base it was told from. @type {{lane: Lane, index: number, before: string, after: string, link: string} | null} */
  let taken = null;
  const back = h('button', { type: 'button', class: 'link', onClick: () => void putBack() });
  const lanes = createLanes(context, race, look, { base: () => base, light, open: openLane, remove });
  const charts = createCharts(context, race, look, { base: () => base, light, press });
  const controls = createControls(context, race);
  const table = createTable(context, race, () => base);
  const parts = [controls, lanes, ...charts, table];
  const [losses, times] = charts;
  const addition = h('p', { class: 'add-run' }, add, ' ', whyNot, ' ', back);
  root.replaceChildren(
    title,
    intro,
    choice,
    controls.node,
    h('div', { class: 'race' }, h('div', {}, lanes.node, addition), losses.node),
    times.node,
    table.node,
  );

  function changed() {
    if (drawing) return;
    drawing = requestAnimationFrame(() => {
      drawing = 0;
      parts.forEach(({ update }) => update());
    });
  }

  /** As the link has it. @param {import('../../state/types.js').Ui} ui */
  function measure({ axis, goal, racePace }) {
    race.pace = racePace;
    if (race.axis !== axis) race.axis = axis;
    Object.assign(look, { axis, goal });
    // What a chart says hangs on what progress is measured by.
    parts.forEach((part) => part.relabel());
    changed();
  }

  /** @param {string} name */
  function choose(name) {
    opened = '';
    race.close();
    actions.setUi({ comparison: name });
  }

  /** What the pointer or the focus is at. @param {Lane | null} lane */
  function light(lane) {
    pointed = lane;
    relight();
  }

  /** What stays lit while nothing else is pointed at. @param {Lane | null} lane */
  function press(lane) {
    look.pressed = look.pressed === lane ? null : lane;
    relight();
  }

  function relight() {
    look.lit = pointed ?? look.pressed;
    lanes.light(look.lit);
    charts.forEach((chart) => chart.update());
  }

  /** What stands in the way of the run's being added: a key of its sentence, or nothing. */
  function hindrance() {
    const { run, ui } = store.get();
    if (race.lanes.some((lane) => lane.run && run && canonical(lane.run.link) === canonical(run.link))) return 'there';
    return countOf(readComparison(ui.comparison).comparison) < MOST_LANES ? '' : 'full';
  }

  function updateAdd() {
    const why = hindrance();
    add.disabled = why !== '';
    setText(whyNot, why && i18n.t(`compare.add.${why}`));
    const { run, ui } = store.get();
    // Beside another run it would be another one, too.
    if (taken && (ui.comparison !== taken.after || run?.link !== taken.link)) taken = null;
    back.hidden = taken === null;
    if (taken) setText(back, i18n.t('compare.putBack', { name: nameOf(taken.lane) }));
  }

  /** @param {Lane} lane */
  const nameOf = (lane) => (base ? laneName(i18n, base, lane) : '');

  /** Whether what is shown is what the address asks for: else a press is not meant for what comes. */
  const settled = () => !store.get().opening && store.get().ui.comparison === shown;

  /** @param {MouseEvent} press */
  function addRun({ detail }) {
    const { comparison } = readComparison(store.get().ui.comparison);
    if (detail > 1 || !settled() || hindrance() !== '' || comparison.lanes.includes('')) return;
    actions.setComparison(writeComparison({ ...comparison, lanes: [...comparison.lanes, ''] }), 'laneAdded');
  }

  /** The second press of a double one would take out the next, which has moved there. @param {Lane} lane @param {MouseEvent} press */
  async function remove(lane, { detail }) {
    const index = race.lanes.indexOf(lane);
    if (detail > 1 || index < 0 || !settled()) return;
    const before = store.get().ui.comparison;
    taken = { lane, index, before, after: withoutLane(before, index), link: store.get().run?.link ?? '' };
    actions.setComparison(taken.after, 'laneRemoved', { name: nameOf(lane) });
    await open();
    lanes.focus(index);
  }

  async function putBack() {
    if (!taken || !settled()) return;
    const { lane, index, before } = taken;
    actions.setComparison(before, 'lanePutBack', { name: nameOf(lane) });
    await open();
    lanes.focus(index);
  }

  /** As the run; the comparison stays what it is. @param {Lane} lane */
  async function openLane(lane) {
    const { run, ui } = store.get();
    const kept = await race.saved(lane);
    if (!kept || !run || !lane.run) return;
    actions.setUi({ comparison: keptFor(run, ui.comparison, race.lanes, lane.run, offersOf(context)) });
    await actions.openSaved(kept.saved);
  }

  /** The runs that the address asks for, unless they are there already. */
  async function open() {
    const { run, ui, opening } = store.get();
    if (ui.view !== 'compare') return race.pause();
    if (!run || opening) return;
    const wanted = [run.link, ui.comparison, ui.stopEpoch].join('\n');
    choices.forEach((button, index) => setAttribute(button, 'aria-pressed', String(COMPARISONS[index] === ui.comparison)));
    if (wanted === opened) return;
    opened = wanted;
    shown = ui.comparison;
    updateAdd();
    const before = race.lanes;
    base = baseOf(run.config);
    pointed = look.pressed = look.lit = null;
    await race.open(wantedLanes(run, ui.comparison, offersOf(context)), ui.stopEpoch);
    if (wanted !== opened) return;
    for (const lane of race.lanes) if (lane.own && lane.run) lane.difference = changesBetween(run.config, lane.run.config);
    parts.forEach((part) => part.relabel());
    updateAdd();
    mend(run, ui.comparison);
    const anew = !race.lanes.some((lane) => before.includes(lane));
    if (anew && store.get().ui.view === 'compare' && document.visibilityState === 'visible' && movesByItself()) void race.play();
    else if (store.get().ui.view === 'compare' && !race.playing) void race.measure();
  }

  /**
   * A link's lanes may be impossible, which only the module can tell.
   * @param {import('../../state/types.js').Run} run
   * @param {string} comparison that the lanes were opened from
   */
  function mend(run, comparison) {
    // What has changed since is opened next, and mended then.
    if (store.get().ui.comparison !== comparison) return;
    const { text, problems } = mended(run, comparison, race.lanes);
    if (problems.length === 0) return;
    race.lanes.forEach((lane) => (lane.problems = []));
    actions.nameLinkProblems(problems);
    actions.setUi({ comparison: text || defaultUi.comparison });
  }

  function relabel() {
    setText(title, i18n.t('compare.title'));
    setText(intro, i18n.t('compare.intro'));
    setAttribute(choice, 'aria-label', i18n.t('compare.choice'));
    choices.forEach((button, index) => setText(button, i18n.t(`compare.preset.${COMPARISONS[index]}`)));
    setText(add, i18n.t('compare.add'));
    updateAdd();
    parts.forEach((part) => part.relabel());
  }

  store.subscribe((state, previous) => {
    const { axis, goal, racePace } = state.ui;
    if (axis !== previous.ui.axis || goal !== previous.ui.goal || racePace !== previous.ui.racePace) measure(state.ui);
    if (state.ui !== previous.ui || state.run !== previous.run || state.opening !== previous.opening) void open();
  });
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && store.get().ui.hidden === 'pause' && race.pause());
  i18n.onChange(relabel);
  measure(store.get().ui);
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
