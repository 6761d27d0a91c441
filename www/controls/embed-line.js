// @ts-check
/** The line that shows this run in a frame of another page. */
import { joinLink } from '../state/link.js';

/** @param {string} link of the run @param {import('../state/types.js').Ui} ui @param {string} title */
export function embedLine(link, ui, title) {
  const url = new URL(location.href);
  url.search = '?embed';
  url.hash = joinLink(link, { ...ui, view: 'play', chapter: '' });
  return `<iframe src="${url.href.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}" title="${title}" width="640" height="420" loading="lazy"></iframe>`;
}
