// @ts-check
/** Single keys that do what buttons do, where nothing else wants them. */

/** @type {{keys: string[], shown: string, action: string}[]} in the order in which they are listed */
export const SHORTCUTS = [
  { keys: [' '], shown: 'space', action: 'toggle' },
  { keys: ['.', 'ArrowRight'], shown: '. →', action: 'step' },
  { keys: ['r'], shown: 'R', action: 'reset' },
  { keys: ['n'], shown: 'N', action: 'newSeed' },
  { keys: ['u'], shown: 'U', action: 'undo' },
  { keys: ['i'], shown: 'I', action: 'inside' },
  { keys: ['s'], shown: 'S', action: 'share' },
  { keys: ['t'], shown: 'T', action: 'theme' },
  { keys: ['l'], shown: 'L', action: 'language' },
  { keys: ['?'], shown: '?', action: 'help' },
];

/** Where keys have a meaning of their own. (The plot says so itself, by taking the event.) */
const CONTROLS = 'a, button, input, select, textarea, summary, dialog, [role=button], [role=spinbutton], [role=slider]:not(canvas), [contenteditable]';
/** Where letters do: buttons want only space and Enter. */
const WRITING = 'input:not([type=checkbox]), select, textarea, dialog, [role=slider]:not(canvas), [contenteditable]';

/**
 * @param {import('../state/types.js').Store} store
 * @param {Record<string, () => unknown>} commands
 */
export function listenForShortcuts(store, commands) {
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (!store.get().ui.shortcuts) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const shortcut = SHORTCUTS.find(({ keys }) => keys.includes(key));
    if (!shortcut || !(event.target instanceof Element)) return;
    const occupied = /^[a-z?.]$/.test(key) ? WRITING : CONTROLS;
    if (event.target.closest(occupied)) return;
    event.preventDefault();
    commands[shortcut.action]();
  });
}
