// @ts-check
/** What went wrong, in words, with the one thing that can be done about it. (Divergence is told by the caption.) */
import { h } from '../dom.js';
import { isEarly } from '../state/first-frame.js';

/**
 * @typedef {import('../state/types.js').State} State
 * @typedef {import('../controls/context.js').Context} Context
 */

/** Whether a worker ever had it. @param {State['run']} run */
const hasBegun = (run) => run !== null && !isEarly(run);

/**
 * @param {HTMLElement} root
 * @param {Context} context
 */
export function mountNotices(root, context) {
  const { store, i18n } = context;

  function render() {
    const state = store.get();
    const notices = [unsupported(state, context), forbidden(state, context), failed(state, context), link(state, context)];
    root.replaceChildren(...notices.filter((notice) => notice !== null));
    root.setAttribute('aria-label', i18n.t('views.notices'));
    root.hidden = root.childElementCount === 0;
  }

  const stop = store.subscribe((state, previous) => {
    const { status, failure, linkProblems } = previous;
    if (state.status !== status || state.failure !== failure || state.linkProblems !== linkProblems) render();
  });
  // What had not come without a connection comes with it.
  const retry = () => {
    const { status, run } = store.get();
    if (status === 'failed' && !hasBegun(run)) context.actions.restartWorker();
  };
  addEventListener('online', retry);
  const stopLanguage = i18n.onChange(render);
  render();

  return () => {
    stop();
    stopLanguage();
    removeEventListener('online', retry);
  };
}

/**
 * @param {'bad' | 'bad unsupported' | 'warn'} kind
 * @param {Node[]} words
 * @param {string} [action]
 * @param {() => void} [act]
 */
function notice(kind, words, action, act) {
  const button = action && act && h('button', { type: 'button', class: 'ghost', onClick: act }, action);
  return h('div', { class: `notice ${kind}`, role: kind === 'warn' ? null : 'alert' }, h('div', { class: 'words' }, ...words), button || null);
}

/** @param {Context['i18n']} i18n @param {string} key @param {Record<string, unknown>} [params] */
const paragraph = (i18n, key, params) => h('p', {}, i18n.rich(key, params));

/** @param {State} state @param {Context} context */
function unsupported({ status }, { i18n }) {
  if (status !== 'unsupported') return null;
  return notice('bad unsupported', [paragraph(i18n, 'views.notice.unsupported')]);
}

/** As in a frame that another page has closed in. @param {State} state @param {Context} context */
function forbidden({ status }, { i18n }) {
  if (status !== 'forbidden') return null;
  const way = h('a', { class: 'link', href: location.href, target: '_blank', rel: 'noopener' }, i18n.t('views.notice.ownTab'));
  return notice('bad unsupported', [paragraph(i18n, 'views.notice.forbidden'), h('p', {}, way)]);
}

/** @param {State} state @param {Context} context */
function failed({ status, failure, run }, { i18n, actions }) {
  if (status !== 'failed') return null;
  const details = h('p', { class: 'details', lang: 'en' }, failure);
  // Nothing has been trained yet: what is needed for it has not come.
  if (!hasBegun(run)) return notice('bad', [paragraph(i18n, 'views.notice.notLoaded'), details], i18n.t('controls.missing.again'), actions.restartWorker);
  return notice('bad', [paragraph(i18n, 'views.notice.failed'), details], i18n.t('views.notice.restart'), actions.restartWorker);
}

/** What was undone, so that nothing is missing. @param {import('../state/types.js').Problem} problem */
const isMended = ({ code }) => code.startsWith('mended_');

/** Made by another version of the engine: all of it was understood. @param {import('../state/types.js').Problem} problem */
const isOfOtherVersion = ({ code }) => code === 'other_version';

/**
 * The worst there is, in one sentence.
 * @param {import('../state/types.js').Problem[]} problems
 * @returns {[key: string, params?: Record<string, unknown>]}
 */
function headingOf(problems) {
  const count = problems.filter((problem) => !isMended(problem) && !isOfOtherVersion(problem)).length;
  if (count > 0) return ['views.notice.link', { count }];
  const { params } = problems.find(isOfOtherVersion) ?? {};
  if (!params) return ['views.notice.linkMended'];
  return [`views.notice.link${Number(params.value) < Number(params.version) ? 'Older' : 'Newer'}`];
}

/** @param {State} state @param {Context} context */
function link({ linkProblems, run }, context) {
  if (linkProblems.length === 0) return null;
  const { i18n, actions } = context;
  /** @param {import('../state/types.js').Problem} problem */
  const item = (problem) => {
    const isReplaced = problem.path === 'function' && !isMended(problem) && !run?.config.points;
    const what = problem.path && !isOfOtherVersion(problem) ? [h('code', {}, problem.path), ': '] : [];
    return h('li', {}, ...what, context.problem(problem), isReplaced ? ` ${i18n.t('views.notice.linkFunction')}` : '');
  };
  const heading = paragraph(i18n, ...headingOf(linkProblems));
  const words = [heading, h('ul', {}, ...linkProblems.map(item))];
  return notice('warn', words, i18n.t('views.notice.dismiss'), actions.dismissLinkProblems);
}
