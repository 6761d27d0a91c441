// @ts-check
/** The link in a selected field, where a page may neither share nor copy. */
import { joinLink } from '../state/link.js';
import { h, openDialog } from '../dom.js';

/** @param {import('./context.js').Context} context */
export function openShareDialog({ store, i18n }) {
  const { run, ui } = store.get();
  const url = new URL(location.href);
  url.hash = run ? joinLink(run.link, ui) : '';
  const of = ui.view === 'compare' ? '.comparison' : '';
  const field = h('textarea', { readonly: true, rows: 4, 'aria-label': i18n.t(`controls.link${of}`) });
  field.value = url.href;
  openDialog('link-dialog', i18n.t('controls.share'), i18n.t('controls.close'), h('p', { class: 'hint' }, i18n.t(`controls.copyByHand${of}`)), field);
  field.focus();
  field.select();
}
