// @ts-check
/** Wiring only: state, views and controls are made here and know each other no further than what they are given. */
import { followUi } from './controls/document.js';
import { createFields } from './controls/fields.js';
import { createLimits } from './controls/limits.js';
import { obtain } from './controls/missing.js';
import { mountNavigation } from './controls/navigation.js';
import { mountLiveRegion, mountNoticeLine } from './controls/notice.js';
import { createPanel } from './controls/panel.js';
import { problemText } from './controls/problem.js';
import { mountSentence } from './controls/sentence.js';
import { listenForShortcuts } from './controls/shortcuts.js';
import { mountTimeLine } from './controls/time-line.js';
import { createTools, mountTools } from './controls/tools.js';
import { mountTransport } from './controls/transport.js';
import { movesByItself } from './dom.js';
import { bestLanguage, createI18n, loadLanguage } from './i18n/index.js';
import { createActions } from './state/actions.js';
import { firstOf, shippedIn } from './state/first-frame.js';
import { Loop } from './state/loop.js';
import { loadPreferences } from './state/preferences.js';
import { Runs } from './state/runs.js';
import { createStore, initialState } from './state/store.js';
import { mountCaption } from './views/caption.js';
import { mountCurve } from './views/curve.js';
import { mountErrorChart } from './views/error-chart.js';
import { mountLossChart } from './views/loss-chart.js';
import { mountNotices } from './views/notices.js';
import { mountNumbers } from './views/numbers.js';
import { mountPages } from './views/pages.js';

/** @param {string} id */
function byId(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`index.html lacks #${id}`);
  return element;
}

/** What the address says, else what was chosen here before, else what the browser asks for. */
function chosenUi() {
  const preferences = loadPreferences();
  const named = new URLSearchParams(location.search).get('lang');
  const lang = named ? bestLanguage([named]) : preferences.lang ?? bestLanguage(navigator.languages);
  // In another page's frame the colours are that page's, which the system says.
  return { ...initialState().ui, ...preferences, ...(isEmbedded() && { theme: initialState().ui.theme }), lang };
}

/** @param {import('./worker/host.js').Host} host */
export async function start(host) {
  const ui = chosenUi();
  // The worker takes longer to come than the words do.
  await loadLanguage(ui.lang);
  const store = createStore({ ...initialState(), ui });
  const i18n = createI18n(store.get().ui.lang);
  document.getElementById('not-loaded')?.remove();
  const loop = new Loop(store, host);
  const runs = new Runs(store, host, loop);
  const actions = createActions(store, loop, runs);
  const shipped = shippedIn(document);
  /** @type {ReturnType<typeof createLimits>} */
  let limits;
  if (shipped) limits = createLimits(shipped.limits);

  const context = {
    store,
    actions,
    i18n,
    limits: () => limits,
    /** @param {import('./state/types.js').Problem} problem */
    problem: (problem) => problemText(i18n, problem),
  };

  host.listen({
    onReady: (ready) => (limits = createLimits(ready.limits)),
    onUnsupported: (lacking) => store.set({ status: lacking === 'simd' ? 'unsupported' : 'forbidden' }),
    onFailure: (message) => store.set({ status: 'failed', failure: message, playing: false }),
  });
  const opened = location.hash.slice(1);
  // A link may be followed before the address is: the entry that is left then needs its number already.
  if (typeof history.state?.entry !== 'number') history.replaceState({ entry: 0 }, '');
  void actions.openLink(opened, movesByItself());
  if (shipped && store.get().ui.view === 'play') store.set(firstOf(shipped, opened));

  followUi(context);
  if (isEmbedded()) void embed(context);
  const plot = mountViews(context);
  mountControls(context);
  const pages = mountPages(byId('main'), context);
  mountLater(context, { opened, runs, plot, movesByItself, arrive: (top) => void pages.arrive(top) });
  document.addEventListener('visibilitychange', () => loop.visibilityChanged());
}

/** @param {import('./controls/context.js').Context} context */
function mountViews(context) {
  const plot = mountCurve(byId('plot'), context);
  mountNumbers(byId('numbers'), context);
  mountCaption(byId('say'), context);
  mountLossChart(byId('loss-chart'), context);
  mountErrorChart(byId('error-chart'), context);
  mountNotices(byId('notices'), context);
  return plot;
}

/** Whether another page shows this one in a frame of its own. */
const isEmbedded = () => new URLSearchParams(location.search).has('embed');

/** @param {import('./controls/context.js').Context} context */
async function embed(context) {
  document.documentElement.dataset.embed = '';
  const { mountEmbedded } = await obtain(context.i18n, () => import('./controls/embed.js'), (note) => {
    byId('transport').after(note);
    return () => note.remove();
  });
  mountEmbedded(context);
}

/** What nobody misses before the network learns. @param {import('./controls/context.js').Context} context @param {import('./later.js').Way} way */
function mountLater(context, way) {
  const stop = context.store.subscribe(async ({ status }) => {
    if (status !== 'ready') return;
    stop();
    const later = await obtain(context.i18n, () => import('./later.js'), (note) => {
      byId('strip').replaceChildren(note);
      return () => note.remove();
    });
    later.mountLater(context, way);
  });
}

/** @param {import('./controls/context.js').Context} context */
function mountControls(context) {
  const { store, actions } = context;
  const fields = createFields(context);
  const tools = createTools(context);
  const panel = createPanel(byId('panel'), context, fields, () => sentence.refresh());
  const sentence = mountSentence(byId('sentence'), context, fields, panel);
  mountTransport(byId('transport'), context);
  mountTimeLine(byId('time-line'), context);
  mountTools(byId('tools'), context, tools);
  mountNavigation(byId('pages'), context);
  mountLiveRegion(byId('live'), context);
  // The other pages have no sentence; there the line stands by itself.
  mountNoticeLine(sentence.keyLine, 'notice-line', context);
  mountNoticeLine(byId('main'), 'notice-edge', context);
  const { toggle, step, reset, newSeed, undo } = actions;
  listenForShortcuts(store, { toggle, step, reset, newSeed, undo, ...tools });
}
