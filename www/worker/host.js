// @ts-check
/** The page's end of the line to the worker: requests as promises, and what to do when no answer comes. */
import { compiledModule } from './module.js';

/**
 * @typedef {import('./protocol.js').Request} Request
 * @typedef {import('./protocol.js').Reply} Reply
 * @typedef {import('./protocol.js').Ready} Ready
 * @typedef {import('./protocol.js').Trained} Trained
 * @typedef {import('../state/types.js').Problem} Problem
 */

/** A small request that takes longer has failed. */
const PATIENCE_MS = 10000;

/** A configuration was refused: a mistake to be shown, not a failure. */
export class Refusal extends Error {
  /** @param {Problem} problem */
  constructor(problem) {
    super(problem.message);
    this.problem = problem;
  }
}

/** The worker or the module is gone; `onFailure` has been told. */
export class Gone extends Error {}

/**
 * @typedef {object} Events
 * @property {(ready: Ready) => void} onReady
 * @property {(lacking: 'simd' | 'workers') => void} onUnsupported the browser lacks the one, or the other is forbidden here
 * @property {(message: string) => void} onFailure
 */

/**
 * @typedef {object} Pending
 * @property {(reply: any) => void} resolve
 * @property {(error: Error) => void} reject
 * @property {((stage: Trained) => void)} [onStage]
 * @property {number | undefined} timer
 */

export class Host {
  #nextId = 1;
  /** @type {Map<number, Pending>} */
  #pending = new Map();
  #loaded = false;
  /** @type {Events | null} */
  #events = null;
  /** What was said before anybody listened. @type {((events: Events) => void)[]} */
  #unheard = [];
  /** Extra patience in milliseconds, for networks whose single update takes long. */
  extraPatience = 0;

  constructor() {
    /** None where there may be none. */
    this.worker = this.#start();
  }

  /** @param {Events} events */
  listen(events) {
    this.#events = events;
    this.#unheard.splice(0).forEach((tell) => tell(events));
  }

  /**
   * @param {Request} request
   * @param {(stage: Trained) => void} [onStage] told of what there is on the way of a preview
   * @returns {Promise<any>} the reply of the request's kind
   */
  request(request, onStage) {
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject, onStage, timer: this.#loaded ? this.#watch() : undefined });
      this.worker?.postMessage({ ...request, id });
    });
  }

  /** A new worker; what was asked of the old one is dropped. */
  restart() {
    this.#abandon();
    this.worker = this.#start();
  }

  /** The worker ends; what was asked of it is dropped. */
  stop() {
    this.#abandon();
  }

  #start() {
    this.#loaded = false;
    /** @type {Worker} */
    let worker;
    try {
      worker = new Worker(new URL('./trainer-worker.js', import.meta.url), { type: 'module' });
    } catch {
      this.#tell((events) => events.onUnsupported('workers'));
      return null;
    }
    worker.onmessage = ({ data }) => worker === this.worker && this.#hear(data);
    worker.onerror = (event) => {
      event.preventDefault();
      if (worker !== this.worker) return;
      // A frame of no origin has no workers either, which some browsers say only here.
      if (self.origin === 'null' && !this.#loaded) this.#tell((events) => events.onUnsupported('workers'));
      else this.#fail(event.message || 'the worker could not be loaded');
    };
    worker.onmessageerror = () => worker === this.worker && this.#fail('a message could not be read');
    compiledModule().then(
      (module) => worker.postMessage({ type: 'module', module }),
      // Whether the browser lacks something the worker can tell.
      (error) => worker.postMessage({ type: 'module', failure: error.message }),
    );
    return worker;
  }

  /** @param {any} message */
  #hear(message) {
    if (message.type === 'ready') return this.#becomeReady(message);
    if (message.type === 'unsupported') return this.#tell((events) => events.onUnsupported('simd'));
    if (message.type === 'failed') return this.#fail(message.message);
    const pending = this.#pending.get(message.id);
    if (!pending) return;
    clearTimeout(pending.timer);
    if (message.type === 'stage') {
      pending.timer = this.#watch();
      return pending.onStage?.(message.trained);
    }
    this.#pending.delete(message.id);
    if (message.type === 'refused') pending.reject(new Refusal(message.problem));
    else pending.resolve(message);
  }

  /** @param {Ready} ready */
  #becomeReady(ready) {
    this.#loaded = true;
    for (const pending of this.#pending.values()) pending.timer = this.#watch();
    this.#tell((events) => events.onReady(ready));
  }

  /** Only the module's loading may take as long as the network does. */
  #watch() {
    return window.setTimeout(() => this.#fail('no answer from the worker'), PATIENCE_MS + this.extraPatience);
  }

  /** @param {string} message */
  #fail(message) {
    this.#abandon();
    this.#tell((events) => events.onFailure(message));
  }

  #abandon() {
    this.worker?.terminate();
    const pending = [...this.#pending.values()];
    this.#pending.clear();
    for (const { reject, timer } of pending) {
      clearTimeout(timer);
      reject(new Gone());
    }
  }

  /** @param {(events: Events) => void} tell */
  #tell(tell) {
    if (this.#events) tell(this.#events);
    else this.#unheard.push(tell);
  }
}
