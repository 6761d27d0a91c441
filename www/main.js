// @ts-check
/** The worker starts before anything else is even loaded: the first curve waits for it alone. */
import { Host } from './worker/host.js';

const host = new Host();
const [{ start }] = await Promise.all([import('./app.js'), parsed()]);
start(host);

/** This script waits for nothing, not even for the page to be read to its end. */
async function parsed() {
  if (document.readyState !== 'loading') return;
  await new Promise((resolve) => document.addEventListener('DOMContentLoaded', resolve, { once: true }));
}
