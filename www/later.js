// @ts-check
/** Wiring of what is loaded once the first curve is there. Each part has a line of its own. */
// Comes before it is asked for.
import './controls/function-editor.js';
import { obtain, openPart } from './controls/missing.js';
import { installOffline } from './controls/offline.js';
import { followAddress } from './state/address.js';
import { Visits } from './state/visits.js';
import { mountStrip } from './views/strip.js';

/** @param {string} id */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/**
 * What leads from one place of the application to another.
 * @typedef {object} Way
 * @property {string} opened the fragment that the page was opened with
 * @property {import('./state/runs.js').Runs} runs
 * @property {ReturnType<typeof import('./views/curve.js').mountCurve>} plot
 * @property {() => boolean} movesByItself whether a run that is opened plays
 * @property {(top: number) => void} arrive
 */

/** @param {import('./controls/context.js').Context} context @param {Way} way */
export function mountLater(context, way) {
  mountHistory(context, way);
  mountStrip(byId('strip'), context);
  mountPasting(context);
  mountFeatures(context, way.plot);
  void installOffline(context);
}

/** @param {import('./controls/context.js').Context} context @param {Way} way */
function mountHistory({ store, actions }, { opened, runs, movesByItself, arrive }) {
  const visits = new Visits();
  runs.onReplaced = (run, earlier) => visits.keep(run, earlier);
  runs.onAdopted = (waited, run) => visits.adopted(waited, run);
  followAddress(store, visits, opened, {
    open: (fragment) => actions.openLink(fragment, movesByItself()),
    goBack: (fragment, visit) => actions.goBack(fragment, visit, movesByItself()),
    present: () => runs.present,
    trying: actions.trying,
    arrive,
  });
}

/** What reads tables is loaded with the first one. @param {import('./controls/context.js').Context} context */
function mountPasting(context) {
  const { store, i18n } = context;
  /** @param {(part: typeof import('./views/pasted.js')) => void} use */
  const withPart = (use) => void openPart(i18n, i18n.t('controls.pasteTable'), () => import('./views/pasted.js'), use);
  let mounted = false;
  store.subscribe(({ pasted }, previous) => {
    if (mounted || !pasted || pasted === previous.pasted) return;
    withPart(({ mountPasted }) => {
      if (!mounted) mountPasted(byId('sentence'), context);
      mounted = true;
    });
  });
  document.addEventListener('paste', (event) => {
    const { target, clipboardData } = event;
    const typed = target instanceof Element && target.closest('input, textarea, select, dialog, [contenteditable]');
    const text = clipboardData?.getData('text/plain') ?? '';
    if (store.get().editing === 'none' || typed || text.trim() === '') return;
    event.preventDefault();
    withPart(({ pasteInto }) => void pasteInto(context, text));
  });
}

/** @typedef {() => void} Close */

/**
 * A part that is loaded when it is first asked for, is there while it is wanted, and says in its place where it cannot come.
 * @param {import('./controls/context.js').Context} context
 * @param {(ui: import('./state/types.js').Ui) => boolean} isWanted
 * @param {HTMLElement} place
 * @param {() => Promise<() => Close>} load
 */
function mountWhileWanted({ store, i18n }, isWanted, place, load) {
  let wanted = false;
  let opened = 0;
  let close = () => {};

  /** @param {HTMLElement} note @param {() => void} giveUp */
  function tellMissing(note, giveUp) {
    place.append(note);
    close = () => {
      giveUp();
      note.remove();
    };
    return () => note.remove();
  }

  async function open() {
    const mine = ++opened;
    const mount = await obtain(i18n, load, tellMissing);
    // It may have been closed meanwhile, and opened anew.
    if (wanted && mine === opened) close = mount();
  }

  function update() {
    const { ui } = store.get();
    const now = ui.view === 'play' && isWanted(ui);
    if (now === wanted) return;
    wanted = now;
    close();
    close = () => {};
    if (wanted) void open();
  }

  store.subscribe(update);
  update();
}

/** @param {import('./controls/context.js').Context} context @param {Way['plot']} plot */
function mountFeatures(context, plot) {
  mountWhileWanted(context, ({ inside }) => inside, plot.root, async () => {
    const { loadInside, mountInside } = await import('./features/inside/view.js');
    await loadInside();
    return () => mountInside(plot, context);
  });
  const chart = byId('error-chart');
  mountWhileWanted(context, ({ detail }) => detail, chart, async () => {
    const { mountFineness } = await import('./features/fineness/view.js');
    return () => mountFineness(chart, context);
  });
}
