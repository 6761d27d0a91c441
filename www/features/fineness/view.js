// @ts-check
/** The error chart's second face: how fine the function is, and how much of that is still missing. */
import { h, setText } from '../../dom.js';
import { addMessages } from '../../i18n/index.js';
import { followInside } from '../../state/follow-inside.js';
import { createCanvasView } from '../../views/canvas-view.js';
import { followPosition } from '../../views/position.js';
import { createReadout } from '../../views/readout.js';
import { describeSlider } from '../../views/slider-role.js';
import { bandAt, bandsOf, boxOf, drawBands, missingShare } from './draw.js';
import de from './words.de.js';
import en from './words.en.js';

/**
 * @typedef {import('../../controls/context.js').Context} Context
 * @typedef {import('../../plot/palette.js').Palette} Palette
 * @typedef {import('./draw.js').Band} Band
 */

addMessages({ en, de });

/**
 * In place of the chart that is there, until it is closed.
 * @param {HTMLElement} figure
 * @param {Context} context
 * @returns {() => void} closes it
 */
export function mountFineness(figure, context) {
  const { store, i18n } = context;
  const usual = /** @type {HTMLElement} */ (figure.querySelector('.plot-stage'));
  const canvas = h('canvas', { tabindex: 0 });
  const none = h('p', { class: 'hint', hidden: true });
  const stage = h('div', { class: 'plot-stage' }, canvas, none);
  const readout = createReadout(stage, 'above');
  usual.hidden = true;
  figure.append(stage);

  /** @type {Band[]} */
  let bands = [];
  let run = NaN;
  let touch = false;
  let box = boxOf({ width: 1, height: 1 });

  const view = createCanvasView(canvas, { draw });
  const position = followPosition(canvas, {
    count: () => bands.length,
    at: (px) => bandAt(box, bands.length, px),
    moved(_, by) {
      touch = by === 'touch';
      show();
    },
  });
  const source = followInside(context, () => ({ spectrum: true }), ({ run: of, spectrum }) => {
    run = of;
    bands = spectrum ? bandsOf(spectrum) : [];
    show();
  });

  /** @param {CanvasRenderingContext2D} g @param {import('../../plot/surface.js').Size} size @param {Palette} palette */
  function draw(g, size, palette) {
    box = boxOf(size);
    if (bands.length > 0) drawBands(g, box, bands, { chosen: position.index ?? -1, coarse: i18n.t('fineness.coarse'), fine: i18n.t('fineness.fine') }, palette);
    const band = bands[position.index ?? -1];
    if (!band) return readout.hide();
    readout.show(rows(band), box.left, box.top, touch);
  }

  /** @param {Band} band @returns {import('../../views/readout.js').Row[]} */
  function rows(band) {
    return [
      { name: i18n.t('fineness.waves'), value: `${band.from}–${band.to}` },
      { name: i18n.t('views.read.function'), value: i18n.number(band.whole, 3), kind: 'fn' },
      { name: i18n.t('fineness.missing'), value: `${i18n.number(band.missing, 3)} (${i18n.t('fineness.share', { share: i18n.integer(100 * missingShare(band)) })})`, kind: 'net' },
    ];
  }

  function show() {
    const band = bands[position.index ?? -1];
    none.hidden = bands.length > 0 || run !== store.get().run?.id;
    setText(none, i18n.t('fineness.none'));
    describeSlider(canvas, {
      label: i18n.t('fineness.label'),
      min: 0,
      max: bands.at(-1)?.to ?? 0,
      now: band?.from ?? 0,
      text: band ? rows(band).map(({ name, value }) => `${name} ${value}`).join(', ') : i18n.t('views.plot.hint'),
    });
    view.invalidate();
  }

  const stopLanguage = i18n.onChange(show);
  show();

  return () => {
    stopLanguage();
    source.stop();
    position.destroy();
    view.destroy();
    stage.remove();
    usual.hidden = false;
  };
}
