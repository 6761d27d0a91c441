// @ts-check
/** The run in small pictures: its curve at the moments that tell most, filled in as training passes them. Pressing one goes there. */
import { openPart } from '../controls/missing.js';
import { h, movesByItself, setAttribute, setText } from '../dom.js';
import { drawMoment, scatteredPoints } from '../plot/moment.js';
import { tellingMoments } from '../state/telling.js';
import { landmarksTo } from '../worker/landmarks.js';
import { createCanvasView } from './canvas-view.js';
import { createCompareLink } from './compare-link.js';
import { showPlot } from './show-plot.js';

/**
 * @typedef {import('../state/types.js').State} State
 * @typedef {import('../state/types.js').Ghost} Ghost
 * @typedef {import('../controls/context.js').Context} Context
 */

const DENSITIES = /** @type {const} */ (['sparse', 'usual', 'dense']);

/**
 * @param {HTMLElement} root
 * @param {Context} context
 */
export function mountStrip(root, context) {
  const { store, actions, i18n } = context;
  const list = h('ol', { class: 'moments' });
  const density = h('select', { onChange: () => actions.setUi({ strip: /** @type {typeof DENSITIES[number]} */ (density.value) }) });
  const options = DENSITIES.map((value) => h('option', { value }));
  const word = h('span');
  const hint = h('p', { class: 'strip-hint' });
  const take = h('button', { type: 'button', class: 'link', onClick: () => void openPart(i18n, i18n.t('views.take'), () => import('../controls/take-dialog.js'), ({ openTakeDialog }) => void openTakeDialog(context)) });
  const compare = createCompareLink(context);
  density.append(...options);
  root.replaceChildren(list, h('div', { class: 'strip-foot' }, hint, take, compare.node, h('label', { class: 'density' }, word, ' ', density)));
  root.hidden = false;
  /** @type {ReturnType<typeof createPicture>[]} */
  let pictures = [];
  let built = '';
  const follower = followPresent(list);

  /** The end is what the main plot shows, so that the last picture is the one before. @param {State} state */
  function epochsOf({ moments, ui }) {
    const planned = landmarksTo(ui.stopEpoch - 1, ui.strip);
    if (ui.strip === 'dense') return planned;
    const passed = moments.filter(({ epoch }) => epoch < ui.stopEpoch);
    const head = passed.at(-1)?.epoch ?? 0;
    const told = passed.length > 0 ? tellingMoments(passed, planned).map(({ epoch }) => epoch) : [0];
    return [...told, ...planned.filter((epoch) => epoch > head)];
  }

  /** @param {number[]} epochs */
  function build(epochs) {
    const before = pictures;
    pictures = epochs.map((epoch) => before.find((picture) => picture.epoch === epoch) ?? createPicture(context, epoch));
    before.filter((picture) => !pictures.includes(picture)).forEach(({ destroy }) => destroy());
    list.replaceChildren(...pictures.map(({ node }) => node));
  }

  /** @param {State} state */
  function update(state) {
    const epochs = epochsOf(state);
    if (epochs.join() !== built) {
      built = epochs.join();
      build(epochs);
    }
    density.value = state.ui.strip;
    const curves = new Map(state.moments.map((moment) => [moment.epoch, moment.predictions]));
    pictures.forEach((picture) => picture.update(state, curves.get(picture.epoch) ?? null));
    const passed = pictures.findLastIndex(({ epoch }) => epoch <= (state.frame?.epoch ?? 0));
    follower.show(pictures[passed]?.node ?? null);
  }

  function relabel() {
    setAttribute(root, 'aria-label', i18n.t('views.strip'));
    setText(hint, i18n.t('views.strip.hint'));
    setText(word, i18n.t('views.strip.density'));
    setText(take, i18n.t('views.take'));
    compare.update();
    options.forEach((option, index) => setText(option, i18n.t(`views.strip.${DENSITIES[index]}`)));
    pictures.forEach(({ destroy }) => destroy());
    pictures = [];
    built = '';
    update(store.get());
  }

  const stop = store.subscribe((state, previous) => {
    const moved = state.frame?.epoch !== previous.frame?.epoch;
    if (state.run?.id !== previous.run?.id) follower.resume();
    if (moved || state.moments !== previous.moments || state.run !== previous.run || state.ui !== previous.ui) update(state);
  });
  const stopLanguage = i18n.onChange(relabel);
  relabel();

  return () => {
    stop();
    stopLanguage();
    compare.stop();
    follower.stop();
    pictures.forEach(({ destroy }) => destroy());
  };
}

/**
 * Where the pictures do not fit, the row moves on with the run, until somebody moves it by hand.
 * @param {HTMLElement} list
 */
function followPresent(list) {
  let led = false;
  /** @type {HTMLElement | null} */
  let shown = null;
  /** Since the row last moved by itself. */
  let touched = false;
  list.addEventListener('pointerdown', () => (touched = true), { passive: true });
  list.addEventListener('wheel', ({ deltaX, deltaY }) => (touched ||= Math.abs(deltaX) > Math.abs(deltaY)), { passive: true });
  list.addEventListener('focusin', ({ target }) => (touched ||= target instanceof Element && target.matches(':focus-visible')));
  list.addEventListener('scroll', () => (led ||= touched), { passive: true });
  // On a page that has no strip, and in a wide window, there was nothing to move.
  const observer = new ResizeObserver(() => {
    const picture = shown;
    shown = null;
    follower.show(picture);
  });
  observer.observe(list);

  const follower = {
    resume() {
      led = touched = false;
      shown = null;
    },
    /** @param {HTMLElement | null} picture that the run has come to */
    show(picture) {
      if (picture === shown) return;
      shown = picture;
      if (led || !picture || list.scrollWidth <= list.clientWidth) return;
      touched = false;
      // In the middle: what came before and what is next are seen as well.
      list.scrollTo({ left: picture.offsetLeft - (list.clientWidth - picture.offsetWidth) / 2, behavior: movesByItself() ? 'smooth' : 'auto' });
    },
    stop: () => observer.disconnect(),
  };
  return follower;
}

/**
 * @param {Context} context
 * @param {number} epoch
 */
function createPicture({ store, actions, i18n }, epoch) {
  const canvas = h('canvas', { 'aria-hidden': 'true' });
  const words = epoch === 0 ? i18n.t('views.strip.first', { epoch }) : i18n.compact(epoch);
  const button = h('button', { type: 'button', onClick: go }, canvas, h('span', {}, words));

  /** On a phone the plot may lie above what is to be seen. */
  function go() {
    showPlot();
    void actions.seek(epoch);
  }

  /** @type {Float32Array | null} */
  let shown = null;
  /** @type {State['run']} */
  let run = null;
  const view = createCanvasView(canvas, {
    draw(g, size, palette) {
      const now = store.get().run;
      if (now) drawMoment(g, size, now, shown, palette, scatteredPoints(now));
    },
  });

  return {
    node: h('li', {}, button),
    epoch,
    /** @param {State} state @param {Float32Array | null} curve */
    update(state, curve) {
      const here = state.frame?.epoch === epoch;
      setAttribute(button, 'aria-current', here ? 'true' : null);
      setAttribute(button, 'aria-label', i18n.t(curve ? 'views.strip.moment' : 'views.strip.ahead', { epoch: i18n.compact(epoch) }));
      button.classList.toggle('ahead-yet', curve === null);
      if (curve === shown && state.run === run) return;
      shown = curve;
      run = state.run;
      view.invalidate();
    },
    destroy: () => view.destroy(),
  };
}
