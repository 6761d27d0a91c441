// @ts-check
/**
 * A training that goes on by itself and can be ended at any time: between short slices the worker looks at its messages.
 * A timer would come four milliseconds late each time; a message to oneself comes as soon as those that wait are read.
 */

/**
 * @typedef {import('./session.js').Session} Session
 * @typedef {import('./protocol.js').PreviewRequest} PreviewRequest
 * @typedef {import('./protocol.js').Trained} Trained
 */

/** Milliseconds of a slice; the last of the session's own ones may end up to three later. */
const SLICE_MS = 5;

/**
 * @param {Session} session
 * @param {PreviewRequest} request
 * @param {(stage: Trained) => void} tell what there is on the way
 * @param {() => boolean} wanted
 * @param {ReturnType<typeof createTurns>} [turns]
 * @returns {Promise<Trained | null>} null where nobody wants it any more
 */
export async function trainInTurns(session, request, tell, wanted, turns = createTurns()) {
  try {
    for (let due = session.now() + request.every; ; ) {
      const reachedLoss = session.advance({ ...request, budget: SLICE_MS });
      if (reachedLoss || session.trainer.diverged || session.updates >= request.updates) return session.report(reachedLoss);
      if (session.now() >= due) {
        tell(session.report(false));
        due = session.now() + request.every;
      }
      await turns.next();
      if (!wanted()) return null;
    }
  } finally {
    turns.close();
  }
}

function createTurns() {
  const { port1, port2 } = new MessageChannel();
  return {
    /** After what has been sent to this worker so far. @returns {Promise<void>} */
    next: () =>
      new Promise((resolve) => {
        port1.onmessage = () => resolve();
        port2.postMessage(null);
      }),
    close: () => port1.close(),
  };
}
