// @ts-check
/** What the worker says of the network's inside, anew as often as the run allows: one question at a time, the newest answer. */

/**
 * @typedef {import('../worker/protocol.js').Inside} Inside
 * @typedef {import('../worker/protocol.js').Asked} Asked
 * @typedef {import('../controls/context.js').Context} Context
 */

/** While a run plays it is asked at most so often (milliseconds), … */
const INTERVAL_MS = 100;
/** … and an answer is paid for by this many times its own cost of training. */
const PATIENCE = 8;

/**
 * @param {Pick<Context, 'store' | 'actions'>} context
 * @param {() => Asked} wish what is to be known
 * @param {(answer: Inside, asked: Asked) => void} take
 */
export function followInside({ store, actions }, wish, take) {
  let asking = false;
  let stopped = false;
  let due = -Infinity;
  let timer = 0;
  /** What the last answer was of. */
  let known = '';

  /** What an answer has to be of to be true now. */
  function wanted() {
    const { run, frame } = store.get();
    return JSON.stringify([run?.id, frame?.updates, wish()]);
  }

  async function ask() {
    timer = 0;
    const { run } = store.get();
    if (!run || stopped) return;
    asking = true;
    const asked = wish();
    const answer = await actions.inside(asked);
    asking = false;
    if (stopped) return;
    // Null where the run is not the worker's just now: what changes next is a reason to ask again.
    if (!answer) return void (known = wanted());
    due = performance.now() + Math.max(INTERVAL_MS, PATIENCE * answer.ms);
    if (answer.run === store.get().run?.id) {
      known = JSON.stringify([answer.run, answer.updates, asked]);
      take(answer, asked);
    }
    look();
  }

  /** Asks if anything has changed since. */
  function look() {
    if (asking || timer || stopped || known === wanted()) return;
    const wait = store.get().playing ? due - performance.now() : 0;
    if (wait > 0) timer = window.setTimeout(ask, wait);
    else void ask();
  }

  const stop = store.subscribe(look);
  look();

  return {
    look,
    stop() {
      stopped = true;
      clearTimeout(timer);
      stop();
    },
  };
}
