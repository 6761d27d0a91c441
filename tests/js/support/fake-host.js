/** In place of the page's end of the line to a worker: it answers when a test says so. */
import { Gone, Refusal } from '../../../www/worker/host.js';

/** A worker that trains 40 epochs in a slice and answers when it is told to. */
export class FakeHost {
  asked = [];
  waiting = [];
  epoch = 0;
  stopped = false;

  listen(events) {
    this.events = events;
  }

  request(request, onStage) {
    this.asked.push(request);
    if (request.type === 'close') {
      this.closed = [...(this.closed ?? []), request.run];
      // It ends what it trains, whose request is answered in place of a further slice.
      const ended = this.waiting.findIndex((pending) => pending.request.type === 'preview' && pending.request.run === request.run);
      if (ended >= 0) this.waiting.splice(ended, 1)[0].resolve({ type: 'closed' });
      return Promise.resolve({ type: 'closed' });
    }
    return new Promise((resolve, reject) => this.waiting.push({ request, onStage, resolve, reject }));
  }

  /** Answers the oldest request, or says what a preview has come to. */
  async answer() {
    const pending = this.waiting[0];
    const { request, resolve, reject } = pending;
    const { units } = request.source?.config.layers[0] ?? {};
    if (request.type === 'preview') this.slice(pending);
    else {
      this.waiting.shift();
      if (request.type === 'open' && units > 4096) reject(new Refusal({ code: 'out_of_range', path: 'layers', message: '' }));
      else resolve(this[request.type](request));
    }
    await turns();
  }

  open({ run, source }) {
    this.epoch = 0;
    return { run: runOf(run, source.config), frame: this.frame(), history: historyTo(0), moments: [], problems: [] };
  }

  slice({ request, onStage, resolve }) {
    this.epoch = Math.min(this.epoch + 40, request.updates);
    const reply = { type: 'trained', frame: this.frame(), history: historyTo(this.epoch), reachedLoss: false };
    if (this.epoch < request.updates) return onStage(reply);
    this.waiting.shift();
    resolve(reply);
  }

  /** The worker breaks, as the host says it. */
  async fail() {
    this.waiting.splice(0).forEach(({ reject }) => reject(new Gone()));
    this.events.onFailure('broken');
    await turns();
  }

  stop() {
    this.stopped = true;
    this.waiting.splice(0).forEach(({ reject }) => reject(new Gone()));
  }

  save = () => ({ type: 'kept', saved: { bytes: new Uint8Array([this.epoch]), trainingMs: 1 } });
  frame = () => ({ epoch: this.epoch, updates: this.epoch, trainingMs: this.epoch, loss: 1, predictions: new Float32Array(2), diverged: false });
}

const historyTo = (epoch) => ({ epochs: new Float32Array(epoch), loss: new Float32Array(epoch), validationEpochs: [], validationLoss: [] });
export const runOf = (id, config) => ({ id, config, domain: [0, 1], updatesPerEpoch: 1, weights: 10, trainX: new Float32Array(10) });
export const config = (units) => ({ layers: [{ units, activation: 'relu' }], optimizer: { learningRate: 1 }, learningRateChanges: [], batchSize: 1 });
export const turns = async () => {
  for (let i = 0; i < 12; i += 1) await Promise.resolve();
};
