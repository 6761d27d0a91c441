// @ts-check
/** The gallery: functions and set-ups, each a link with a picture of what its network makes of it. */
import { h, setText } from '../../dom.js';
import { addMessages } from '../../i18n/index.js';
import de from '../../i18n/de/gallery.js';
import en from '../../i18n/en/gallery.js';
import { drawMoment, scatteredPoints } from '../../plot/moment.js';
import { widened } from '../../plot/y-range.js';
import { FUNCTIONS, SETUPS } from '../../state/presets.js';
import { EPOCHS, trainSamples } from '../../state/samples.js';
import { createCanvasView } from '../canvas-view.js';

/**
 * @typedef {import('../../controls/context.js').Context} Context
 * @typedef {import('../../state/presets.js').Preset} Preset
 * @typedef {import('../../state/samples.js').Sample} Sample
 */

/**
 * @param {HTMLElement} root
 * @param {Context} context
 */
export function mountGallery(root, context) {
  addMessages({ en, de });
  const { i18n } = context;
  const title = h('h2');
  const intro = h('p', { class: 'intro' });
  const groups = [createGroup('functions', FUNCTIONS, context), createGroup('setups', SETUPS, context)];
  root.replaceChildren(title, intro, ...groups.map(({ node }) => node));

  function relabel() {
    setText(title, i18n.t('gallery.title'));
    setText(intro, i18n.t('gallery.intro', { epochs: i18n.integer(EPOCHS) }));
    groups.forEach((group) => group.relabel());
  }

  i18n.onChange(relabel);
  relabel();
  const entries = groups.flatMap((group) => group.entries);
  const leaving = new AbortController();
  void trainSamples(entries.map(({ link }) => link), (index, sample) => entries[index].show(sample), leaving.signal);
}

/**
 * @param {string} name
 * @param {Preset[]} presets
 * @param {Context} context
 */
function createGroup(name, presets, context) {
  const heading = h('h3');
  const entries = presets.map((preset) => createEntry(preset, context));
  return {
    node: h('section', {}, heading, h('ul', { class: 'presets' }, ...entries.map(({ node }) => node))),
    entries,
    relabel() {
      setText(heading, context.i18n.t(`gallery.${name}`));
      entries.forEach((entry) => entry.relabel());
    },
  };
}

/**
 * @param {Preset} preset
 * @param {Context} context
 */
function createEntry({ name, link }, { actions, i18n }) {
  const canvas = h('canvas', { 'aria-hidden': 'true' });
  const title = h('b');
  const words = h('span');
  const anchor = h('a', { href: `#${link}`, onClick: open }, canvas, title, ' ', words);
  /** @type {Sample | null} */
  let sample = null;
  const view = createCanvasView(canvas, {
    draw(g, size, palette) {
      if (!sample) return;
      const { run, predictions, diverged } = sample;
      // No card says anything of the heights, so the whole curve is in the picture.
      const yRange = diverged ? run.yRange : widened(run.yRange, run.yRange, predictions);
      drawMoment(g, size, { ...run, yRange }, diverged ? null : predictions, palette, scatteredPoints(run));
    },
  });

  /** Opened here, it plays; in a new tab the address does the same. @param {MouseEvent} event */
  function open(event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    void actions.openLink(link, true);
  }

  return {
    node: h('li', {}, anchor),
    link,
    /** @param {Sample} next */
    show(next) {
      sample = next;
      view.invalidate();
    },
    relabel() {
      setText(title, i18n.t(`gallery.${name}`));
      setText(words, i18n.t(`gallery.${name}.words`));
    },
  };
}
