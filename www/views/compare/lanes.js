// @ts-check
/** A small plot for each run, with its name, how far it is, and the flag for who reached the goal first. */
import { h, setAttribute, setText } from '../../dom.js';
import { drawMoment } from '../../plot/moment.js';
import { laneStyle } from '../../plot/race.js';
import { steadyNumber } from '../../plot/tick-format.js';
import { epochOfLoss, progressAt } from '../../state/compare/race.js';
import { createCanvasView } from '../canvas-view.js';
import { duration } from '../duration.js';
import { laneDifference, laneName } from './words.js';

/**
 * @typedef {import('../../controls/context.js').Context} Context
 * @typedef {import('../../state/compare/race.js').Lane} Lane
 * @typedef {import('../../state/compare/race.js').Race} Race
 * @typedef {import('../../state/types.js').Config} Config
 * @typedef {import('./page.js').Look} Look
 */

/**
 * @param {Context} context
 * @param {Race} race
 * @param {Look} look
 * @param {() => Config | null} base
 */
export function createLanes(context, race, look, base) {
  const node = h('ol', { class: 'lanes' });
  /** @type {{lane: Lane, part: ReturnType<typeof createLane>}[]} */
  let shown = [];

  function build() {
    shown.forEach(({ part }) => part.destroy());
    shown = race.lanes.map((lane, index) => ({ lane, part: createLane(context, race, lane, index, base) }));
    node.replaceChildren(...shown.map(({ part }) => part.node));
  }

  function update() {
    if (shown.length !== race.lanes.length || shown.some(({ lane }, index) => lane !== race.lanes[index])) build();
    const first = winner(race.lanes, look);
    shown.forEach(({ lane, part }) => part.update(lane === first ? flag(context, lane, look) : ''));
  }

  return {
    node,
    update,
    relabel() {
      setAttribute(node, 'aria-label', context.i18n.t('compare.lanes'));
      build();
      update();
    },
  };
}

/** Who reached the goal first, as the axis measures it. @param {Lane[]} lanes @param {Look} look */
function winner(lanes, { goal, axis }) {
  const reached = lanes.flatMap((lane) => {
    const epoch = epochOfLoss(lane, goal);
    return epoch === null ? [] : [{ lane, at: progressAt(lane, epoch, axis) }];
  });
  return reached.sort((a, b) => a.at - b.at)[0]?.lane;
}

/** @param {Context} context @param {Lane} lane @param {Look} look */
function flag({ i18n }, lane, { goal, axis }) {
  const epoch = epochOfLoss(lane, goal) ?? 0;
  const at = progressAt(lane, epoch, axis);
  const { value, unit } = duration(at, i18n.lang);
  return i18n.t(`compare.flag.${axis}`, { at: axis === 'time' ? `${value} ${unit}` : i18n.integer(Math.round(at)), loss: i18n.number(goal, 3) });
}

/**
 * @param {Context} context
 * @param {Race} race
 * @param {Lane} lane
 * @param {number} index
 * @param {() => Config | null} base
 */
function createLane({ actions, i18n }, race, lane, index, base) {
  const config = /** @type {Config} */ (base());
  const name = laneName(i18n, config, lane.difference);
  const canvas = h('canvas', { role: 'img', 'aria-label': i18n.t('compare.plot', { name }) });
  const title = h('b', {}, name);
  const numbers = h('span', { class: 'lane-numbers' });
  const flagged = h('span', { class: 'flag' });
  const open = h('button', { type: 'button', class: 'link', onClick: take, 'aria-label': `${i18n.t('compare.open')}: ${name}` }, i18n.t('compare.open'));
  const pin = h('button', { type: 'button', class: 'link', onClick: pinned, 'aria-label': `${i18n.t('compare.pin')}: ${name}` }, i18n.t('compare.pin'));
  const remove = h('button', { type: 'button', class: 'link', onClick: () => race.remove(lane), 'aria-label': `${i18n.t('compare.remove')}: ${name}` }, i18n.t('compare.remove'));
  const difference = h('span', { class: 'hint' }, laneDifference(i18n, config, lane.difference));
  const view = createCanvasView(canvas, {
    draw(g, size, palette) {
      const { colour } = laneStyle(index, palette);
      title.style.color = colour;
      if (lane.run) drawMoment(g, size, lane.run, lane.frame?.predictions ?? null, { ...palette, net: colour });
    },
  });

  async function take() {
    const kept = await race.saved(lane);
    if (kept) await actions.openSaved(kept.saved);
  }

  function pinned() {
    if (lane.run && lane.frame) actions.pin({ name, grid: lane.run.grid, predictions: lane.frame.predictions.slice() });
  }

  return {
    node: h('li', {}, canvas, title, difference, numbers, flagged, h('span', { class: 'lane-actions' }, open, pin, remove)),
    /** @param {string} text of the flag */
    update(text) {
      const { frame, failure } = lane;
      setText(flagged, text ? `⚑ ${text}` : '');
      if (failure) setText(numbers, i18n.t('compare.failed'));
      else if (frame?.diverged) setText(numbers, i18n.t('compare.diverged', { epoch: frame.epoch }));
      else setText(numbers, i18n.t('compare.numbers', { epoch: frame?.epoch ?? 0, loss: steadyNumber(i18n.lang, frame?.loss ?? NaN) }));
      view.invalidate();
    },
    destroy: () => view.destroy(),
  };
}
