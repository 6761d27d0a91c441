// @ts-check
/** Looking inside: where the network bends its curve, by which neurons, and what the curve is without them. */
import { h, loadStyles, movesByItself, setText } from '../../dom.js';
import { addMessages } from '../../i18n/index.js';
import { readingFormat } from '../../plot/tick-format.js';
import { createCanvasView } from '../../views/canvas-view.js';
import { followInside } from '../../state/follow-inside.js';
import { followPosition } from '../../views/position.js';
import { describeSlider } from '../../views/slider-role.js';
import { clumpsOf, isCurved, isStraight, placesOf, remarkOf, traysOf } from './clumps.js';
import { drawRug, drawWithout, layoutRug, nearestTick } from './draw.js';
import de from './words.de.js';
import en from './words.en.js';

/**
 * @typedef {import('../../controls/context.js').Context} Context
 * @typedef {import('../../plot/curve.js').Layout} Layout
 * @typedef {import('../../plot/palette.js').Palette} Palette
 * @typedef {import('../../state/types.js').Run} Run
 * @typedef {import('../../worker/protocol.js').Inside} Inside
 * @typedef {import('../../worker/protocol.js').Units} Units
 * @typedef {import('./clumps.js').Clump} Clump
 * @typedef {import('./draw.js').Rug} Rug
 *
 * The plot that it lies in.
 * @typedef {object} Plot
 * @property {HTMLElement} root
 * @property {() => Layout | null} layout
 * @property {() => void} invalidate
 * @property {(draw: (g: CanvasRenderingContext2D, layout: Layout, palette: Palette) => void) => () => void} addLayer
 */

addMessages({ en, de });

/** Ticks leave their last places behind, so many. */
const MOST_TRAILS = 8;
/** So many neurons are named, and how many more there are. */
const MOST_NAMED = 3;

/** @param {Units} one @param {Units | undefined} other */
const isSame = (one, other) => one.layer === other?.layer && one.units.join() === other.units.join();

/** Its styles are there. */
export const loadInside = () => loadStyles(new URL('./style.css', import.meta.url));

/**
 * @param {Plot} plot
 * @param {Context} context
 * @returns {() => void} closes it
 */
export function mountInside(plot, context) {
  const { store, actions, i18n } = context;
  const canvas = h('canvas', { tabindex: 0 });
  const [silent, says, elsewhere] = ['rug-silent', 'rug-says', 'rug-elsewhere'].map((name) => h('span', { class: name }));
  const root = h('div', { class: 'rug' }, h('div', { class: 'rug-ticks' }, canvas), h('p', { class: 'rug-words' }, silent, says, elsewhere));
  plot.root.append(root);

  /** @type {Inside | null} */
  let answer = null;
  /** The run that it is of: by the time it is shown again, another one may have begun. @type {Run | null} */
  let answered = null;
  /** @type {Clump[]} */
  let clumps = [];
  /** @type {Rug | null} */
  let rug = null;
  /** Where what is pointed at stands; its index changes while the network learns. @type {number | null} */
  let chosen = null;
  /** Whose loss and curve `answer.without` are. @type {Clump | null} */
  let told = null;
  /** To be said once it is known. */
  let speaks = false;
  /** @type {number[][]} */
  let trails = [];

  const view = createCanvasView(canvas, { draw });
  const position = followPosition(canvas, {
    count: () => clumps.length,
    at: (px, py) => nearestTick(rug?.ticks ?? [], px, py),
    moved(index, by) {
      chosen = index;
      speaks = index !== null && by !== 'mouse';
      if (!told || !isSame(told, clumps[index ?? -1])) told = null;
      source.look();
      show();
    },
  });
  const removeLayer = plot.addLayer(drawInPlot);
  const source = followInside(context, () => ({ off: off() }), take);

  /** @returns {Units | undefined} */
  function off() {
    const clump = chosen === null ? undefined : clumps[chosen];
    return clump && { layer: clump.layer, units: clump.units };
  }

  /** @param {Inside} next @param {import('../../worker/protocol.js').Asked} asked */
  function take(next, asked) {
    const { run, playing } = store.get();
    if (!run) return;
    const first = answer === null;
    const pointed = chosen === null ? null : clumps[chosen];
    if (playing && movesByItself() && answer?.run === next.run) trails = [...trails, (rug?.ticks ?? []).map(({ px }) => px)].slice(-MOST_TRAILS);
    else trails = [];
    answer = next;
    answered = run;
    clumps = clumpsOf(placesOf(next.neurons, run.config.layers), run.domain);
    rug = null;
    // The answer is of what was pointed at when it was asked for.
    told = next.without && pointed && isSame(pointed, asked.off) ? pointed : null;
    if (pointed) choose(nearestClump(pointed));
    if (told && speaks) speak();
    if (first) announce();
    show();
  }

  /** @param {number | null} index */
  function choose(index) {
    chosen = index;
    position.follow(index);
  }

  /** Of the same layer, the one that stands where another stood. @param {Clump} gone @returns {number | null} */
  function nearestClump({ x, layer }) {
    const distance = (/** @type {Clump} */ clump) => (clump.layer === layer ? Math.abs(clump.x - x) : Infinity);
    const best = clumps.reduce((found, clump, i) => (distance(clump) < distance(clumps[found]) ? i : found), 0);
    return clumps.length > 0 && distance(clumps[best]) < Infinity ? best : null;
  }

  /** @param {CanvasRenderingContext2D} g @param {import('../../plot/surface.js').Size} size @param {Palette} palette */
  function draw(g, size, palette) {
    const layout = plot.layout();
    if (!layout) return;
    rug = layoutRug(clumps, layout.x, size.height);
    if (answered && isStraight(answered.config.layers)) return;
    drawRug(g, rug, { chosen: chosen ?? -1, trails, x: layout.x, height: size.height, width: size.width }, palette);
  }

  /** The axis that all of it stands under, as it was drawn last. @type {Layout | null} */
  let drawn = null;

  /** @param {CanvasRenderingContext2D} g @param {Layout} layout @param {Palette} palette */
  function drawInPlot(g, layout, palette) {
    if (layout !== drawn) view.invalidate();
    drawn = layout;
    const { run } = store.get();
    if (chosen === null || !told || !answer?.without || run?.id !== answer.run) return;
    drawWithout(g, layout, run.grid, { x: told.x, ...answer.without }, palette);
  }

  /** @returns {{code: string, params: Record<string, unknown>} | null} */
  function ablation() {
    if (!told || !answer?.without) return null;
    const { before, loss } = answer.without;
    const [a, b] = [before, loss].map((value) => i18n.number(value, 3));
    const code = before === loss ? 'same' : a === b ? 'hardly' : 'without';
    return { code: `inside.${code}`, params: { count: told.units.length, before: a, after: b } };
  }

  /** @param {Run} run */
  function remark(run) {
    const found = answer && remarkOf(answer.neurons, run.config.layers, run.domain, store.get().frame?.diverged ?? false);
    return found && i18n.t(`inside.remark.${found.code}`, found.params);
  }

  /** @param {Clump} clump */
  function named({ units }) {
    const names = units.slice(0, MOST_NAMED).map((unit) => i18n.integer(unit + 1)).join(', ');
    return units.length > MOST_NAMED ? `${names} …` : names;
  }

  function words() {
    if (!answered) return '';
    const found = ablation();
    if (chosen === null || !found) return remark(answered) ?? '';
    const by = answered.config.layers.length > 1 && told ? i18n.t('inside.by', { layer: told.layer + 1, units: named(told) }) : '';
    return by + i18n.t(`controls.notice.${found.code}`, found.params);
  }

  /** @returns {[string, string]} */
  function trayWords() {
    if (!answered || !answer || isStraight(answered.config.layers) || store.get().frame?.diverged) return ['', ''];
    const { layers } = answered.config;
    const trays = traysOf(answer.neurons, layers);
    /** Of each layer, unless there are none. @param {'silent' | 'elsewhere'} name */
    const counts = (name) => ({ counts: (trays.some((tray) => tray[name] > 0) ? trays : [{ [name]: 0 }]).map((tray) => i18n.integer(tray[name])).join(' · ') });
    return [i18n.t('inside.silent', counts('silent')), i18n.t(isCurved(layers) ? 'inside.elsewhere.curved' : 'inside.elsewhere', counts('elsewhere'))];
  }

  function speak() {
    const found = ablation();
    speaks = false;
    if (found) actions.say(found.code, found.params);
  }

  /** What there is, once. */
  function announce() {
    const said = answered && remark(answered);
    const [first, second] = trayWords();
    if (said) actions.say('inside.remark', { remark: said });
    else actions.say('inside.opened', { silent: first, elsewhere: second, hint: i18n.t('inside.hint') });
  }

  /** What a screen reader says of the rug. */
  function describe() {
    const run = answered ?? store.get().run;
    if (!run) return;
    const clump = chosen === null ? null : clumps[chosen];
    const [low, high] = run.domain;
    const key = run.config.layers.length > 1 ? 'inside.at.layer' : isCurved(run.config.layers) ? 'inside.at.curved' : 'inside.at';
    describeSlider(canvas, {
      label: i18n.t('inside.label'),
      min: low,
      max: high,
      now: clump?.x ?? (low + high) / 2,
      text: clump ? i18n.t(key, { count: clump.units.length, x: readingFormat(i18n.lang, clump.x, high - low), layer: clump.layer + 1, units: named(clump) }) : i18n.t('inside.hint'),
    });
  }

  function show() {
    const text = words();
    const [first, last] = trayWords();
    setText(silent, first);
    setText(says, text);
    setText(elsewhere, last);
    root.classList.toggle('says', text !== '');
    // Another run's neurons say nothing of this one.
    root.classList.toggle('waits', answer !== null && answer.run !== store.get().run?.id);
    describe();
    view.invalidate();
    plot.invalidate();
  }

  const stop = store.subscribe((state, previous) => {
    if (state.run?.id === previous.run?.id && state.frame?.diverged === previous.frame?.diverged) return;
    if (state.run?.id !== previous.run?.id) trails = [];
    show();
  });
  const stopLanguage = i18n.onChange(show);
  show();

  return () => {
    stop();
    stopLanguage();
    source.stop();
    removeLayer();
    position.destroy();
    view.destroy();
    root.remove();
    plot.invalidate();
  };
}
