// @ts-check
/** Waiting for what must come, however long a busy machine takes; never for a time to pass. */
import assert from 'node:assert/strict';

const PATIENCE_MS = 30_000;
const PAUSE_MS = 40;

/**
 * Waits until `probe` gives something true, and returns it.
 * @template T
 * @param {string} what is waited for, as it stands in the failure
 * @param {() => Promise<T> | T} probe
 * @param {number} [patience] milliseconds
 * @returns {Promise<NonNullable<T>>}
 */
export async function eventually(what, probe, patience = PATIENCE_MS) {
  const end = Date.now() + patience;
  for (;;) {
    const found = await probe();
    if (found) return found;
    if (Date.now() > end) assert.fail(`never came: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

/**
 * Waits until `probe` gives this very value.
 * @template T
 * @param {() => Promise<T> | T} probe
 * @param {T} expected
 * @param {string} [message]
 */
export async function becomes(probe, expected, message) {
  const end = Date.now() + PATIENCE_MS;
  let found = await probe();
  while (found !== expected && Date.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    found = await probe();
  }
  assert.equal(found, expected, message);
}
