// @ts-check
/** The worker starts before anything else is even loaded: the first curve waits for it alone. */
import { Host } from './worker/host.js';

const host = new Host();
// Not awaited: what the application imports may lie in one file with this, and would wait for its end.
void Promise.all([import('./app.js'), parsed()]).then(([{ start }]) => start(host));

/** This script waits for nothing, not even for the page to be read to its end. */
async function parsed() {
  if (document.readyState !== 'loading') return;
  await new Promise((resolve) => document.addEventListener('DOMContentLoaded', resolve, { once: true }));
}
