// @ts-check
/** The worker: takes requests, asks the session, answers. What it says is in protocol.js. */
import init, { Trainer, engineVersion, functionToMath, functionToNumpy, limits, randomSeed } from '../pkg/lernkurve.js';
import { insideOf } from './inside.js';
import { costOfEpoch } from './measure.js';
import { Session } from './session.js';
import { hasSimd } from './simd.js';
import { trainInTurns } from './turns.js';

/**
 * @typedef {import('./protocol.js').Request} Request
 * @typedef {import('./protocol.js').Reply} Reply
 * @typedef {import('./protocol.js').Opened} Opened
 * @typedef {import('./protocol.js').Saved} Saved
 * @typedef {import('./protocol.js').Source} Source
 * @typedef {import('../state/types.js').Problem} Problem
 */

/** @type {Session | null} */
let session = null;

/** To its own side a worker looks like a Worker: it is told and tells. */
const worker = /** @type {Worker} */ (/** @type {unknown} */ (self));

/** @type {(message: import('./protocol.js').ModuleMessage) => void} */
let receive;
/** Whether there is a module to work with. Requests that come sooner wait for it, in their order. */
const ready = load(new Promise((resolve) => (receive = resolve)));

worker.onmessage = async (/** @type {MessageEvent} */ { data }) => {
  if (data.type === 'module') return receive(data);
  if (!(await ready)) return;
  const reply = data.type === 'preview' ? await preview(data) : answer(() => perform(data));
  worker.postMessage({ ...reply, id: data.id }, buffersOf(reply));
};

/**
 * @param {Promise<import('./protocol.js').ModuleMessage>} message
 * @returns {Promise<boolean>}
 */
async function load(message) {
  if (!hasSimd()) {
    worker.postMessage({ type: 'unsupported' });
    return false;
  }
  try {
    const { module, failure } = await message;
    if (!module) throw new Error(failure);
    await init({ module_or_path: module });
  } catch (error) {
    worker.postMessage({ type: 'failed', message: String(error) });
    return false;
  }
  worker.postMessage({ type: 'ready', limits: limits(), engineVersion: engineVersion() });
  return true;
}

/**
 * A run that is trained to its end while other requests are answered, one of which may take its place.
 * @param {import('./protocol.js').PreviewRequest & {id: number}} request
 * @returns {Promise<Reply>}
 */
async function preview(request) {
  try {
    const mine = present(request.run);
    const tell = (/** @type {import('./protocol.js').Trained} */ trained) => {
      worker.postMessage({ type: 'stage', id: request.id, trained }, buffersOf(trained));
    };
    return (await trainInTurns(mine, request, tell, () => session === mine)) ?? { type: 'closed' };
  } catch (error) {
    return failure(error);
  }
}

/**
 * @param {() => Reply} perform
 * @returns {Reply}
 */
function answer(perform) {
  try {
    return perform();
  } catch (error) {
    return failure(error);
  }
}

/**
 * A mistake of the user's is an `Error` with a `code`; anything else means the module broke, as one of its own says.
 * @param {unknown} error
 * @returns {Reply}
 */
function failure(error) {
  const problem = asProblem(error);
  return problem && problem.code !== 'module_broken' ? { type: 'refused', problem } : { type: 'failed', message: String(error) };
}

/** @param {number} run */
function present(run) {
  if (session?.id === run) return session;
  throw Object.assign(new Error('no such run'), { code: 'outdated', path: '' });
}

/**
 * @param {Exclude<Request, import('./protocol.js').PreviewRequest>} request
 * @returns {Reply}
 */
function perform(request) {
  if (request.type === 'open') return open(request);
  if (request.type === 'read') return { type: 'formula', formula: functionToMath(request.text) };
  const session = present(request.run);
  switch (request.type) {
    case 'train':
      return session.train(request);
    case 'close':
      return close();
    case 'reset':
      return again(request.next, (trainer) => trainer.reset());
    case 'recover': {
      let goodEpoch = 0;
      const opened = again(request.next, (trainer) => void (goodEpoch = trainer.recover()));
      return { ...opened, goodEpoch };
    }
    case 'save':
      return { type: 'kept', saved: session.saveAll() };
    case 'export':
      return exported(session.trainer);
    case 'seek':
      return session.seek(request);
    case 'inside':
      return insideOf(session.trainer, request);
    case 'measure':
      return { type: 'measured', msPerEpoch: costOfEpoch(Trainer, session.trainer, request.ms) };
    case 'setLearningRate': {
      session.setLearningRate(request.value);
      const { config, link } = session.run();
      return { type: 'rate', config, link, history: session.history(), frame: session.frame(true) };
    }
  }
}

/** @returns {import('./protocol.js').Closed} */
function close() {
  session?.free();
  session = null;
  return { type: 'closed' };
}

/** @param {Trainer} trainer @returns {import('./protocol.js').Exported} */
function exported(trainer) {
  const { function: text } = trainer.config();
  const numpy = typeof text === 'string' ? functionToNumpy(text) : null;
  return { type: 'exported', parameters: trainer.parameters(), checksum: trainer.checksum(), epoch: trainer.epoch, numpy };
}

/**
 * @param {import('./protocol.js').OpenRequest} request
 * @returns {Opened}
 */
function open({ run, source, forget, past = true }) {
  const { trainer, problems, trainingMs, ui } = trainerFrom(source);
  const previous = forget ? undefined : session?.saveAll();
  session?.free();
  session = new Session(trainer, run, { ...('saved' in source && source.saved), trainingMs, keepsPast: past });
  return { ...opened(problems, previous), ui };
}

/**
 * The same trainer from its beginning, as a run of its own.
 * @param {number} id
 * @param {(trainer: Trainer) => void} rewind
 * @returns {Opened}
 */
function again(id, rewind) {
  const { trainer, keepsPast } = /** @type {Session} */ (session);
  const previous = /** @type {Session} */ (session).saveAll();
  /** @type {Session} */ (session).returnToHead();
  rewind(trainer);
  session = new Session(trainer, id, { keepsPast });
  return opened([], previous);
}

/**
 * @param {Problem[]} problems
 * @param {Saved | undefined} previous
 * @returns {Opened}
 */
function opened(problems, previous) {
  const now = /** @type {Session} */ (session);
  return { type: 'opened', run: now.run(), frame: now.frame(true), history: now.history(), moments: now.moments, problems, previous };
}

/**
 * @param {Source} source
 * @returns {{trainer: Trainer, problems: Problem[], trainingMs: number, ui?: Record<string, string>}}
 */
function trainerFrom(source) {
  if ('saved' in source) {
    const trainer = new Trainer({ layers: [{ units: 1, activation: 'linear' }] });
    trainer.restore(source.saved.bytes);
    return { trainer, problems: [], trainingMs: source.saved.trainingMs };
  }
  if ('link' in source) return { ...Trainer.open(source.link), trainingMs: 0 };
  const config = source.newSeed ? { ...source.config, seed: randomSeed() } : source.config;
  return { trainer: new Trainer(config), problems: [], trainingMs: 0 };
}

/**
 * @param {unknown} error
 * @returns {Problem | null}
 */
function asProblem(error) {
  if (!(error instanceof Error) || !('code' in error)) return null;
  const { code, path, message, span, params } = /** @type {Error & Problem} */ (error);
  return { code, path, message, ...(span && { span }), ...(params && { params }) };
}

/**
 * Arrays are handed over, not copied. (A set, since two views may share a buffer.)
 * @param {Reply} reply
 */
function buffersOf(reply) {
  /** @type {Set<Transferable>} */
  const buffers = new Set();
  /** @param {unknown} value */
  const collect = (value) => {
    if (ArrayBuffer.isView(value)) buffers.add(/** @type {ArrayBuffer} */ (value.buffer));
    else if (value && typeof value === 'object' && !Array.isArray(value)) Object.values(value).forEach(collect);
  };
  collect(reply);
  return [...buffers];
}
