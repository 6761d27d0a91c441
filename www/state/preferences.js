// @ts-check
/** What a person chose about the page, remembered on this device. Storage may be forbidden; then it is not. */

/** @typedef {import('./types.js').Ui} Ui */

const KEY = 'lernkurve';

/** What is remembered, with the values it may have. */
const CHOICES = {
  lang: ['en', 'de'],
  theme: ['auto', 'light', 'dark'],
  hidden: ['pause', 'continue'],
  shortcuts: [true, false],
  hinted: [true],
  lossAxisX: ['log', 'linear'],
  lossAxisY: ['log', 'linear'],
  strip: ['dense', 'usual', 'sparse'],
};

/** @returns {Partial<Ui>} */
export function loadPreferences() {
  try {
    const stored = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    return Object.fromEntries(
      Object.entries(CHOICES)
        .filter(([name, values]) => values.some((value) => value === stored?.[name]))
        .map(([name]) => [name, stored[name]]),
    );
  } catch {
    return {};
  }
}

/** @param {Partial<Ui>} changed */
export function savePreferences(changed) {
  const kept = Object.fromEntries(Object.entries(changed).filter(([name]) => name in CHOICES));
  if (Object.keys(kept).length === 0) return;
  try {
    localStorage.setItem(KEY, JSON.stringify({ ...loadPreferences(), ...kept }));
  } catch {
    // Nothing is lost but the memory.
  }
}
