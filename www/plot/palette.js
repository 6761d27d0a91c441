// @ts-check
/** The colours and the letters of the page as a canvas needs them. */

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

/** @typedef {{font: string, text: number}} Type the family, and how much larger than drawn for letters are to be */
/** @typedef {Record<keyof typeof TOKENS, string> & Type} Palette */

/** What the root's letters measure where nobody has asked for larger ones (CSS pixels). */
const USUAL = 15;
/** Larger ones would not fit beside the axes. */
const LARGEST = 1.4;

/** @param {Type} type @param {number} px */
export const labelFont = ({ font, text }, px) => `${px * text}px ${font}`;

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
  const root = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  return { ...Object.fromEntries(entries), font, text: Math.min(LARGEST, Math.max(1, root / USUAL)) };
}
