// @ts-check
/** The one state of the page. Actions write it; everybody else reads. */

/**
 * @typedef {import('./types.js').State} State
 * @typedef {import('./types.js').Ui} Ui
 * @typedef {import('./types.js').History} History
 * @typedef {import('./types.js').Store & {set: (patch: Partial<State>) => void}} WritableStore
 */

/** @type {History} */
const noHistory = {
  epochs: new Float32Array(),
  loss: new Float32Array(),
  validationEpochs: new Float32Array(),
  validationLoss: new Float32Array(),
};

/** @type {Readonly<Ui>} */
export const defaultUi = Object.freeze({
  lang: 'en',
  theme: 'auto',
  pace: 'show',
  stopEpoch: 10000,
  stopLoss: 0,
  hidden: 'pause',
  shortcuts: true,
  hinted: false,
  lossAxisX: 'log',
  lossAxisY: 'log',
  strip: 'usual',
  comparison: 'post',
  racePace: 'show',
  axis: 'epochs',
  goal: 0.01,
  xKind: 'number',
  chapter: '',
  view: 'play',
  inside: false,
  detail: false,
});

/** @returns {State} */
export function initialState() {
  return {
    status: 'loading',
    failure: '',
    playing: false,
    run: null,
    frame: null,
    history: noHistory,
    ghosts: [],
    moments: [],
    linkProblems: [],
    fieldProblems: {},
    editing: 'none',
    stretch: null,
    cursor: null,
    recovering: false,
    trial: null,
    pinned: null,
    draft: null,
    pasted: null,
    opening: false,
    journeys: 0,
    canUndo: false,
    ui: { ...defaultUi },
    notice: null,
  };
}

/**
 * Subscribers hear of all changes since the last call at once, one call for each turn of `schedule`.
 * @param {State} state
 * @param {(fn: () => void) => void} [schedule]
 * @returns {WritableStore}
 */
export function createStore(state, schedule = (fn) => void requestAnimationFrame(fn)) {
  /** @type {Set<(state: State, previous: State) => void>} */
  const subscribers = new Set();
  let told = state;
  let scheduled = false;

  function tell() {
    scheduled = false;
    const previous = told;
    told = state;
    subscribers.forEach((fn) => fn(state, previous));
  }

  return {
    get: () => state,
    set(patch) {
      const unheard = state.notice !== told.notice ? state.notice : null;
      state = { ...state, ...patch };
      // What happens twice within a turn is said of both: a run goes back, and is at its end at once.
      if (patch.notice && unheard) state.notice = { ...patch.notice, before: unheard };
      if (scheduled) return;
      scheduled = true;
      schedule(tell);
    },
    subscribe(fn) {
      subscribers.add(fn);
      return () => subscribers.delete(fn);
    },
  };
}
