// @ts-check
/** The link in a selected field, where a page may neither share nor copy, and the line for another page. */
import { joinLink } from '../state/link.js';
import { h, openDialog } from '../dom.js';
import { addMessages } from '../i18n/index.js';
import de from '../i18n/de/take.js';
import en from '../i18n/en/take.js';
import { isLong } from '../state/share.js';
import { embedLine } from './embed-line.js';

addMessages({ en, de });

/** @param {import('./context.js').Context} context */
export function openShareDialog({ store, i18n }) {
  const { run, ui } = store.get();
  const url = new URL(location.href);
  url.hash = run ? joinLink(run.link, ui) : '';
  const of = ui.view === 'compare' ? '.comparison' : '';
  const field = h('textarea', { readonly: true, rows: 4, 'aria-label': i18n.t(`controls.link${of}`) });
  field.value = url.href;
  const frame = h('textarea', { readonly: true, rows: 4, 'aria-label': i18n.t('take.embed'), onFocus: () => frame.select() });
  frame.value = run ? embedLine(run.link, ui, i18n.t('take.embed.title')) : '';
  const hint = (/** @type {string} */ key) => h('p', { class: 'hint' }, i18n.t(key));
  openDialog('link-dialog', i18n.t('controls.share'), i18n.t('controls.close'), hint(`controls.copyByHand${of}`), field, isLong(url.href) && h('p', { class: 'hint long' }, i18n.t('controls.longLink', { count: url.href.length })), hint('take.embed'), frame);
  field.focus();
  field.select();
}
