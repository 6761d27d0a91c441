// @ts-check
/** The key below a chart with little room for names, or with many: an entry lights its line up. */
import { h, setAttribute } from '../../dom.js';
import { isMany, laneLook } from '../../plot/race.js';
import { MEASURED_ELSEWHERE } from '../../state/compare/elsewhere.js';
import { elsewhereMark, showsElsewhere } from './lines.js';
import { laneName } from './words.js';

/** @typedef {import('../../state/compare/race.js').Lane} Lane */

/**
 * @param {import('../../controls/context.js').Context} context
 * @param {import('../../state/compare/race.js').Race} race
 * @param {import('./page.js').Look} look
 * @param {{base: () => import('../../state/types.js').Config | null, light: (lane: Lane | null) => void, press: (lane: Lane | null) => void}} page
 * @param {'losses' | 'times'} chart
 */
export function createKey(context, race, look, page, chart) {
  const { i18n } = context;
  const node = h('ul', { class: `lane-key ${chart}` });
  /** @type {{lane: Lane, button: HTMLButtonElement, node: HTMLElement}[]} */
  let entries = [];
  const elsewhere = MEASURED_ELSEWHERE.map(({ name }, index) => h('li', { class: 'elsewhere' }, h('b', {}, elsewhereMark(index)), ` ${name} *`));

  /** @param {Lane} lane */
  function entry(lane) {
    const button = h('button', { type: 'button', onClick: () => page.press(lane) });
    button.addEventListener('pointerenter', ({ pointerType }) => pointerType === 'mouse' && page.light(lane));
    button.addEventListener('pointerleave', ({ pointerType }) => pointerType === 'mouse' && page.light(null));
    return { lane, button, node: h('li', {}, button) };
  }

  return {
    node,
    update() {
      entries.forEach(({ lane, button }) => setAttribute(button, 'aria-pressed', String(look.pressed === lane)));
    },
    relabel() {
      const config = page.base();
      if (!config) return;
      setAttribute(node, 'aria-label', i18n.t('compare.key'));
      if (entries.length !== race.lanes.length || entries.some(({ lane }, index) => lane !== race.lanes[index])) entries = race.lanes.map(entry);
      entries.forEach(({ lane, button }) => {
        const { colour, round } = laneLook(lane.place);
        Object.assign(button.dataset, { lane: String(colour + 1), round: String(round) });
        button.replaceChildren(h('span', { class: 'swatch' }), h('b', {}, lane.place + 1), ' ', laneName(i18n, config, lane));
      });
      node.classList.toggle('many', isMany(race.lanes));
      const items = [...entries.map((entry) => entry.node), ...(chart === 'times' && showsElsewhere(context, config) ? elsewhere : [])];
      // What stays is not moved, lest it lose the focus.
      if (items.length !== node.children.length || items.some((item, index) => item !== node.children[index])) node.replaceChildren(...items);
    },
  };
}
