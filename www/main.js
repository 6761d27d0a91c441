// @ts-check
/** The worker starts before anything else is even loaded: the first curve waits for it alone. */
import { Host } from './worker/host.js';

const host = new Host();
// Not awaited: what the application imports may lie in one file with this, and would wait for its end.
void Promise.all([import('./app.js'), parsed()]).then(([{ start }]) => start(host)).catch(tellMissing);

/** This script waits for nothing, not even for the page to be read to its end. */
async function parsed() {
  if (document.readyState !== 'loading') return;
  await new Promise((resolve) => document.addEventListener('DOMContentLoaded', resolve, { once: true }));
}

/** Without the application there are no words but those of index.html. @param {Error} error */
async function tellMissing(error) {
  console.error(error);
  await parsed();
  const note = document.getElementById('not-loaded');
  if (!note) return;
  const again = document.createElement('button');
  again.type = 'button';
  again.className = 'ghost';
  again.textContent = 'Try again / Noch einmal versuchen';
  again.addEventListener('click', () => location.reload());
  addEventListener('online', () => location.reload());
  note.classList.add('at-once');
  note.append(again);
}
