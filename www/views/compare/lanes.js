// @ts-check
/** A small plot for each run, with its name, how far it is, and the flag for who reached the goal first. */
import { h, setAttribute, setText } from '../../dom.js';
import { drawMoment, scatteredPoints } from '../../plot/moment.js';
import { isMany, laneLook, laneStyle } from '../../plot/race.js';
import { steadyNumber } from '../../plot/tick-format.js';
import { courseOfFit, epochOfGoal, isBelow, measureOf } from '../../state/compare/goal.js';
import { progressAt } from '../../state/compare/progress.js';
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
 * @param {{base: () => Config | null, light: (lane: Lane | null) => void, open: (lane: Lane) => void, remove: (lane: Lane, press: MouseEvent) => void}} page
 */
export function createLanes(context, race, look, page) {
  const node = h('ol', { class: 'lanes' });
  const empty = h('p', { class: 'hint', hidden: true });
  /** @type {{lane: Lane, part: ReturnType<typeof createLane>}[]} */
  let shown = [];

  /** Lanes that stay keep their elements, and so the focus. */
  function build() {
    const before = shown;
    shown = race.lanes.map((lane) => before.find((one) => one.lane === lane) ?? { lane, part: createLane(context, lane, page) });
    before.filter((one) => !shown.includes(one)).forEach(({ part }) => part.destroy());
    node.replaceChildren(...shown.map(({ part }) => part.node));
    relabelLanes();
  }

  function relabelLanes() {
    node.classList.toggle('many', isMany(shown.map(({ lane }) => lane)));
    node.dataset.columns = String(columnsFor(shown.length));
    shown.forEach(({ part }) => part.relabel());
  }

  function update() {
    if (shown.length !== race.lanes.length || shown.some(({ lane }, index) => lane !== race.lanes[index])) build();
    empty.hidden = race.lanes.length > 0;
    const first = winner(race.lanes, look);
    const measure = measureOf(race.lanes);
    shown.forEach(({ lane, part }) => part.update(lane === first?.lane ? flag(context, first, look, measure) : '', measure));
  }

  return {
    node: h('div', {}, node, empty),
    update,
    relabel() {
      setAttribute(node, 'aria-label', context.i18n.t('compare.lanes'));
      setText(empty, context.i18n.t('compare.empty'));
      relabelLanes();
      update();
    },
    /** @param {Lane | null} lit */
    light: (lit) => shown.forEach(({ lane, part }) => part.node.classList.toggle('lit', lane === lit)),
    /** Where a lane has gone, its place is taken by the next. @param {number} index */
    focus: (index) => (shown[Math.min(index, shown.length - 1)]?.part ?? { focus() {} }).focus(),
  };
}

/** So many in a row that the last row is not a single one, and the lanes keep their height. @param {number} count */
export function columnsFor(count) {
  if (count <= 3) return count;
  if (count === 4) return 2;
  if (count <= 6 || count === 9) return 3;
  return count === 13 ? 5 : 4;
}

/**
 * Who reached the goal first, as the axis measures it, for twenty epochs in a row.
 * @param {Lane[]} lanes
 * @param {Look} look
 * @returns {{lane: Lane, at: number} | undefined}
 */
function winner(lanes, { goal, axis }) {
  const measure = measureOf(lanes);
  const reached = lanes.flatMap((lane) => {
    const epoch = epochOfGoal(courseOfFit(lane, measure), goal);
    const at = epoch === null ? NaN : progressAt(lane, epoch, axis);
    return Number.isNaN(at) ? [] : [{ lane, at }];
  });
  return reached.sort((a, b) => a.at - b.at)[0];
}

/** @param {Context} context @param {{lane: Lane, at: number}} winner @param {Look} look @param {import('../../state/compare/goal.js').Measure} measure */
function flag({ i18n }, { lane, at }, { goal, axis }, measure) {
  const { value, unit } = duration(at, i18n.lang);
  const words = i18n.t(`compare.flag.${axis}`, { at: axis === 'time' ? `${value} ${unit}` : i18n.integer(Math.round(at)), loss: i18n.number(goal, 3) });
  return isBelow(lane, goal, measure) ? words : i18n.t('compare.flag.above', { flag: words });
}

/**
 * @param {Context} context
 * @param {Lane} lane
 * @param {Parameters<typeof createLanes>[3]} page
 */
function createLane({ actions, i18n }, lane, page) {
  let name = '';
  const canvas = h('canvas', { role: 'img' });
  const number = h('span', { class: 'lane-number', 'aria-hidden': 'true' });
  const title = h('b');
  const difference = h('span', { class: 'hint' });
  const numbers = h('span', { class: 'lane-numbers' });
  const flagged = h('span', { class: 'flag' });
  /** @type {Record<string, (press: MouseEvent) => void>} */
  const acts = { open: () => page.open(lane), pin, remove: (press) => page.remove(lane, press) };
  const buttons = Object.entries(acts).map(([key, onClick]) => ({ key, node: h('button', { type: 'button', class: 'link', onClick }) }));
  const actionsNode = h('span', { class: 'lane-actions' }, ...buttons.map((button) => button.node));
  const node = h('li', {}, canvas, h('div', { class: 'lane-title' }, number, title), numbers, h('div', { class: 'lane-foot' }, difference, actionsNode), flagged);
  const view = createCanvasView(canvas, {
    draw(g, size, palette) {
      const { colour } = laneStyle(lane.place, palette);
      if (lane.run) drawMoment(g, size, lane.run, lane.frame?.predictions ?? null, { ...palette, net: colour }, scatteredPoints(lane.run));
    },
  });
  // A key that is held down would take out one run after the other, since the focus goes to the next.
  buttons[2].node.addEventListener('keydown', (event) => event.repeat && event.key === 'Enter' && event.preventDefault());
  node.addEventListener('pointerenter', ({ pointerType }) => pointerType === 'mouse' && page.light(lane));
  // A tap leaves the focus behind, and the other lines would stay pale.
  node.addEventListener('focusin', ({ target }) => target instanceof Element && target.matches(':focus-visible') && page.light(lane));
  for (const event of ['pointerleave', 'focusout']) node.addEventListener(event, () => page.light(null));

  function pin() {
    if (lane.run && lane.frame) actions.pin({ name, grid: lane.run.grid, predictions: lane.frame.predictions.slice() });
  }

  return {
    node,
    /** @param {string} text of the flag @param {import('../../state/compare/goal.js').Measure} measure what the runs are compared by */
    update(text, measure) {
      const { frame, failure } = lane;
      setText(flagged, text ? `⚑ ${text}` : '');
      if (failure) setText(numbers, i18n.t('compare.failed'));
      else if (frame?.diverged) setText(numbers, i18n.t('compare.diverged', { epoch: frame.epoch }));
      else setText(numbers, i18n.t(measure === 'rmse' ? 'compare.numbers.rmse' : 'compare.numbers', { epoch: frame?.epoch ?? 0, [measure]: steadyNumber(i18n.lang, frame?.[measure] ?? NaN) }));
      view.invalidate();
    },
    relabel() {
      const config = page.base();
      if (!config) return;
      name = laneName(i18n, config, lane);
      node.dataset.lane = String(laneLook(lane.place).colour + 1);
      setText(number, String(lane.place + 1));
      setText(title, name);
      setText(difference, laneDifference(i18n, config, lane));
      setAttribute(canvas, 'aria-label', i18n.t('compare.plot', { name }));
      buttons.forEach((button) => {
        setText(button.node, i18n.t(`compare.${button.key}`));
        setAttribute(button.node, 'aria-label', `${i18n.t(`compare.${button.key}`)}: ${name}`);
      });
    },
    focus: () => buttons[2].node.focus(),
    destroy: () => view.destroy(),
  };
}
