// @ts-check
/** Moving along the run: to a moment, gliding there, or only for a look. */

/**
 * @typedef {import('./store.js').WritableStore} WritableStore
 * @typedef {import('./loop.js').Loop} Loop
 */

const GLIDE_MS = 800;

/**
 * @param {WritableStore} store
 * @param {Loop} loop
 */
export function createScrub(store, loop) {
  /** Where a look began. @type {{run: number, updates: number} | null} */
  let origin = null;
  /** Every movement ends the one before. */
  let movement = 0;

  /** @param {number} epoch */
  const updatesAt = (epoch) => Math.round(epoch) * (store.get().run?.updatesPerEpoch ?? 1);

  /** @param {number} updates */
  async function seekUpdates(updates) {
    movement += 1;
    origin = null;
    await loop.seek(updates);
  }

  /** @param {number} epoch */
  const seek = (epoch) => seekUpdates(updatesAt(epoch));

  /** @param {number} epoch */
  async function glideTo(epoch) {
    const { run, frame } = store.get();
    if (!run || !frame) return;
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return seek(epoch);
    await loop.pause();
    const mine = (movement += 1);
    origin = null;
    const from = Math.log1p(frame.updates / run.updatesPerEpoch);
    const way = Math.log1p(epoch) - from;
    const start = performance.now();
    for (let share = 0; share < 1; ) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      const { playing, run: now } = store.get();
      // Whoever does something else has the say.
      if (mine !== movement || playing || now?.id !== run.id) return;
      share = Math.min(1, (performance.now() - start) / GLIDE_MS);
      void loop.seek(updatesAt(Math.expm1(from + way * share * share * (3 - 2 * share))));
    }
    await loop.seek(updatesAt(epoch));
  }

  /** @param {number | null} epoch */
  function peek(epoch) {
    const { frame, playing, trial } = store.get();
    if (!frame || playing || trial) origin = null;
    else if (epoch === null) void settle();
    else {
      movement += 1;
      if (origin?.run !== frame.run) origin = { run: frame.run, updates: frame.updates };
      // A look goes no further than what was computed.
      void loop.seek(Math.min(updatesAt(epoch), frame.head));
    }
  }

  /** The look ends where it began, unless another run has come meanwhile. */
  async function settle() {
    const back = origin;
    origin = null;
    if (back && back.run === store.get().run?.id) await loop.seek(back.updates);
  }

  return {
    seek,
    seekUpdates,
    glideTo,
    peek,
    settle,
    get peeking() {
      return origin !== null;
    },
  };
}
