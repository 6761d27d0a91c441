// @ts-check
/** The colours of tokens.css as a canvas needs them. */

const TOKENS = /** @type {const} */ ({
  sheet: '--sheet',
  ink: '--ink',
  ink2: '--ink-2',
  ink3: '--ink-3',
  rule: '--rule',
  rule2: '--rule-2',
  net: '--net',
  fn: '--fn',
  band: '--fn-band',
  val: '--val',
  error: '--error-ink',
  focus: '--focus',
  lane1: '--lane-1',
  lane2: '--lane-2',
  lane3: '--lane-3',
  lane4: '--lane-4',
  lane5: '--lane-5',
  lane6: '--lane-6',
});

/** @typedef {Record<keyof typeof TOKENS, string> & {font: string}} Palette */

/**
 * A canvas understands colours, not `var()` or system colours: an element resolves them.
 * @param {HTMLElement} parent
 * @returns {Palette}
 */
export function readPalette(parent) {
  const probe = document.createElement('span');
  probe.hidden = true;
  parent.append(probe);
  const style = getComputedStyle(probe);
  const entries = Object.entries(TOKENS).map(([name, token]) => {
    probe.style.color = `var(${token})`;
    return [name, style.color];
  });
  const font = style.fontFamily;
  probe.remove();
  return { ...Object.fromEntries(entries), font };
}
