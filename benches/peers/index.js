// @ts-check
/** Other libraries on the same work, where they are installed. */
import { sample } from '../measure.js';
import * as convnetjs from './convnetjs.js';
import * as tensorflow from './tensorflow.js';

/**
 * @typedef {import('../module.js').Case} Case
 * @typedef {import('../measure.js').Statistics} Statistics
 * @typedef {{name: string, missing?: string, results: {name: string, epochMs: Statistics}[]}} Peer
 */

/** They are slow: few runs say enough. */
const SHORT = { budgetMs: 1_000, warmUpMs: 500, atLeast: 3 };

const LOADERS = [
  { name: 'ConvNetJS', load: convnetjs.load },
  { name: 'TF.js wasm', load: () => tensorflow.load('wasm') },
  { name: 'TF.js cpu', load: () => tensorflow.load('cpu') },
];

/**
 * @param {Case[]} cases
 * @param {(name: string) => void} begins
 * @returns {Promise<Peer[]>}
 */
export async function measurePeers(cases, begins) {
  const peers = [];
  for (const { name, load } of LOADERS) {
    try {
      const peer = await load();
      const results = [];
      for (const { name: work, config } of cases) {
        begins(`${name}: ${work}`);
        results.push({ name: work, epochMs: await sample(peer.prepare(config), SHORT) });
      }
      peers.push({ name, results });
    } catch (error) {
      peers.push({ name, missing: reason(error), results: [] });
    }
  }
  return peers;
}

/** @param {unknown} error */
function reason(error) {
  if (!(error instanceof Error)) return String(error);
  return 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND' ? 'not installed' : error.message.split('\n')[0];
}
