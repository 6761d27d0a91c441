// @ts-check
/** What the words mean, how to move through a run, and the keys, with a switch for those who do not want them. */
import { h, openDialog } from '../dom.js';
import { addMessages } from '../i18n/index.js';
import de from '../i18n/de/help.js';
import en from '../i18n/en/help.js';
import { MOST_BYTES } from '../worker/timeline.js';
import { SHORTCUTS } from './shortcuts.js';

addMessages({ en, de });

const WORDS = ['epoch', 'loss', 'rate', 'batch', 'optimizer', 'seed'];

/** @param {import('./context.js').Context} context */
export function openHelpDialog({ store, actions, i18n }) {
  const rows = SHORTCUTS.flatMap(({ shown, action }) => [
    h('dt', {}, ...shown.split(' ').flatMap((key) => [h('kbd', {}, key === 'space' ? i18n.t('controls.key.space') : key), ' '])),
    h('dd', {}, i18n.t(`controls.shortcut.${action}`)),
  ]);
  const box = h('input', { type: 'checkbox', onChange: () => actions.setUi({ shortcuts: box.checked }) });
  box.checked = store.get().ui.shortcuts;
  openDialog(
    'help',
    i18n.t('controls.help'),
    i18n.t('controls.close'),
    h('dl', { class: 'keys words' }, ...WORDS.flatMap((word) => [h('dt', {}, i18n.t(`help.word.${word}`)), h('dd', {}, i18n.t(`help.word.${word}.is`))])),
    h('h3', {}, i18n.t('help.moments')),
    h('p', { class: 'hint' }, i18n.t('help.moments.ways')),
    h('p', { class: 'hint' }, i18n.t('help.moments.memory', { megabytes: MOST_BYTES / 2 ** 20 })),
    h(
      'section',
      { class: 'keyboard' },
      h('h3', {}, i18n.t('controls.shortcuts')),
      h('dl', { class: 'keys' }, ...rows),
      h('label', { class: 'flag' }, box, i18n.t('controls.field.shortcuts')),
      h('p', { class: 'hint' }, i18n.t('controls.numberKeys')),
    ),
  );
}
