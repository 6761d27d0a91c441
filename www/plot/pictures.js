// @ts-check
/** Plots as pictures of their own: on paper, with a caption. On a canvas or as SVG, by the same drawing. */
import { isTimeOfDay } from './clock.js';
import { clipped, drawBackdrop, drawFans, drawGhosts, drawNames, drawNetwork, drawPinned, drawSwing, layoutCurve, linePath } from './curve.js';
import { drawErrorBars, errorReach, errorsOf, hasFunction, layoutError } from './error.js';
import { drawChartFrame, drawLossLine, epochRange, layoutLoss, lossRange } from './loss.js';
import { widened } from './y-range.js';

/**
 * @typedef {import('../state/types.js').State} State
 * @typedef {import('./palette.js').Palette} Palette
 * @typedef {{width: number, height: number}} Size
 * @typedef {'curve' | 'loss' | 'error'} Kind
 * @typedef {Pick<State, 'history' | 'ghosts' | 'pinned' | 'ui'> & {run: NonNullable<State['run']>, frame: NonNullable<State['frame']>}} Shown what is to be seen
 * @typedef {{title: string, lines: string[]}} Caption
 * @typedef {Caption & {network: string, fn: string}} Words
 * @typedef {{size: Size, lines: string[]}} Sheet
 */

/** The plot alone (CSS pixels). @type {Record<Kind, Size>} */
export const PLOTS = { curve: { width: 960, height: 540 }, loss: { width: 720, height: 360 }, error: { width: 720, height: 360 } };
const MARGIN = 24;
const TITLE = 30;
const TITLE_FONT = 15;
const LINE = 18;
const LINE_FONT = 12.5;
/** From the plot to the first line of the caption. */
const GAP = 26;
/** A link may be longer than any page; so many lines of a caption are enough. */
const MOST_LINES = 6;
const VALIDATION_DASHES = [4, 2];

/** @param {Kind} kind @param {Words} words @param {(text: string, font: string) => number} widthOf @param {string} family */
export const layoutPicture = (kind, words, widthOf, family) => layoutSheet(PLOTS[kind], words, widthOf, family);

/**
 * How large a picture becomes, and where the lines of its caption break.
 * @param {Size} plot
 * @param {Caption} words
 * @param {(text: string, font: string) => number} widthOf
 * @param {string} family
 * @returns {Sheet}
 */
export function layoutSheet({ width, height }, words, widthOf, family) {
  const lines = words.lines.flatMap((line) => brokenLine(line, (text) => widthOf(text, `${LINE_FONT}px ${family}`) <= width));
  const shown = lines.length > MOST_LINES ? [...lines.slice(0, MOST_LINES - 1), `${lines[MOST_LINES - 1].slice(0, -1)}…`] : lines;
  return { size: { width: width + 2 * MARGIN, height: MARGIN + TITLE + height + GAP + shown.length * LINE + MARGIN - LINE / 2 }, lines: shown };
}

/** Breaks a text at spaces, or where there is none anywhere. @param {string} text @param {(text: string) => boolean} fits */
export function brokenLine(text, fits) {
  /** @type {string[]} */
  const lines = [];
  let rest = text;
  while (rest.length > 1 && !fits(rest)) {
    const end = longest(rest, fits);
    const space = rest.lastIndexOf(' ', end);
    const cut = space > 0 ? space : end;
    lines.push(rest.slice(0, cut));
    rest = rest.slice(cut).trimStart();
  }
  return [...lines, rest];
}

/** How many characters fit; by halving, for links are long. @param {string} text @param {(text: string) => boolean} fits */
function longest(text, fits) {
  let low = 1;
  let high = text.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (fits(text.slice(0, middle))) low = middle;
    else high = middle;
  }
  return low;
}

/**
 * @param {CanvasRenderingContext2D} g
 * @param {Kind} kind
 * @param {Sheet} sheet
 * @param {Shown} shown
 * @param {Words} words
 * @param {Palette} palette
 * @param {string} lang
 */
export const drawPicture = (g, kind, sheet, shown, words, palette, lang) =>
  drawSheet(g, PLOTS[kind], sheet, words, palette, () => DRAWINGS[kind](g, PLOTS[kind], shown, words, palette, lang));

/**
 * @param {CanvasRenderingContext2D} g
 * @param {Size} plot
 * @param {Sheet} sheet
 * @param {Caption} words
 * @param {Palette} palette
 * @param {() => void} draw the plot, from its own corner
 */
export function drawSheet(g, plot, { size, lines }, words, palette, draw) {
  g.fillStyle = palette.sheet;
  g.fillRect(0, 0, size.width, size.height);
  g.save();
  g.translate(MARGIN, MARGIN + TITLE);
  draw();
  g.restore();
  g.textAlign = 'left';
  g.textBaseline = 'alphabetic';
  g.fillStyle = palette.ink;
  g.font = `${TITLE_FONT}px ${palette.font}`;
  g.fillText(words.title, MARGIN, MARGIN + TITLE_FONT);
  g.fillStyle = palette.ink2;
  g.font = `${LINE_FONT}px ${palette.font}`;
  lines.forEach((line, index) => g.fillText(line, MARGIN, MARGIN + TITLE + plot.height + GAP + index * LINE));
}

/** @typedef {(g: CanvasRenderingContext2D, size: Size, shown: Shown, words: Words, palette: Palette, lang: string) => void} Drawing */

/** @type {Drawing} */
export function drawCurve(g, size, { run, frame, ghosts, pinned, ui }, { network, fn }, palette, lang) {
  const names = { network, fn: hasFunction(run.target) ? fn : '', other: pinned?.name };
  const layout = layoutCurve(g, size, run.domain, widened(run.yRange, run.yRange, frame.predictions), names, lang, palette, isTimeOfDay({ ui, run }));
  drawBackdrop(g, layout, run, palette);
  const earlier = ghosts.filter(({ epoch }) => epoch < frame.epoch).map(({ predictions }) => linePath(run.grid, predictions, layout));
  clipped(g, layout, () => {
    if (frame.ending) drawSwing(g, run.grid, frame.ending, layout, palette);
    if (frame.fans) drawFans(g, run, frame.fans, layout, palette);
    drawGhosts(g, earlier, layout, palette);
    if (pinned) drawPinned(g, pinned.grid, pinned.predictions, layout, palette);
    drawNetwork(g, run.grid, frame.predictions, layout, palette);
  });
  if (!layout.named) return;
  drawNames(g, layout, [
    ...(pinned ? [{ text: pinned.name, colour: palette.ink2, height: last(pinned.predictions) }] : []),
    { text: network, colour: palette.net, height: last(frame.predictions) },
    { text: fn, colour: palette.fn, height: last(run.target) },
  ]);
}

/** @param {ArrayLike<number>} values */
const last = (values) => values[values.length - 1];

/** Up to the moment shown. @type {Drawing} */
function drawLoss(g, size, { history, frame, ui }, _, palette, lang) {
  const kinds = { x: ui.lossAxisX, y: ui.lossAxisY };
  const upTo = (/** @type {Float32Array} */ epochs, /** @type {Float32Array} */ losses) => losses.subarray(0, epochs.findLastIndex((epoch) => epoch <= frame.epoch) + 1);
  const loss = upTo(history.epochs, history.loss);
  const validation = upTo(history.validationEpochs, history.validationLoss);
  const layout = layoutLoss(g, size, epochRange(frame.epoch, kinds.x), lossRange([loss, validation], kinds.y), kinds, lang, palette);
  drawChartFrame(g, layout, palette);
  drawLossLine(g, history.epochs.subarray(0, loss.length), loss, layout, palette.net);
  drawLossLine(g, history.validationEpochs.subarray(0, validation.length), validation, layout, palette.val, VALIDATION_DASHES);
}

/** @type {Drawing} */
function drawError(g, size, { run, frame, ui }, _, palette, lang) {
  const errors = errorsOf(run, frame);
  const layout = layoutError(g, size, run.domain, errorReach(errors.errors, 0), lang, palette, isTimeOfDay({ ui, run }));
  drawChartFrame(g, layout, palette);
  drawErrorBars(g, errors, layout, palette);
}

/** @type {Record<Kind, Drawing>} */
export const DRAWINGS = { curve: drawCurve, loss: drawLoss, error: drawError };
