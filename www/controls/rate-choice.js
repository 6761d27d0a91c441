// @ts-check
/** A learning rate that was changed on the way holds from there on; it can hold from the start instead. */
import { h, setText } from '../dom.js';

/**
 * @param {import('./context.js').Context} context
 * @returns {import('./context.js').Part}
 */
export function createRateChoice({ store, actions, i18n }) {
  const words = document.createTextNode('');
  const instead = h('button', { type: 'button', class: 'link', onClick: fromStart });
  const node = h('p', { class: 'k-rate', hidden: true }, words, ' ', instead);

  function fromStart() {
    const { run } = store.get();
    const change = run && lastChange(run.config, Infinity);
    if (change) void actions.change({ optimizer: { ...run.config.optimizer, learningRate: change[1] } });
  }

  return {
    node,
    update({ run, frame, trial }) {
      const change = run && frame && !trial ? lastChange(run.config, frame.updates) : undefined;
      node.hidden = !change;
      if (!run || !change) return;
      const [update, value] = change;
      words.data = i18n.t('controls.rate.since', { rate: value, epoch: Math.floor(update / run.updatesPerEpoch) });
      setText(instead, i18n.t('controls.rate.fromStart'));
    },
  };
}

/** @param {import('../state/types.js').Config} config @param {number} updates */
const lastChange = ({ learningRateChanges }, updates) => learningRateChanges.filter(([update]) => update <= updates).at(-1);
