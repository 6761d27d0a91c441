// @ts-check
/** How long something took, as precisely as one cares. */

/**
 * @param {number} ms
 * @param {string} lang
 * @returns {{value: string, unit: 's' | 'min'}} hundredths of seconds below a minute, then minutes and seconds
 */
export function duration(ms, lang) {
  const seconds = ms / 1000;
  if (seconds < 59.995) {
    return { value: new Intl.NumberFormat(lang, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(seconds), unit: 's' };
  }
  const whole = Math.round(seconds);
  return { value: `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`, unit: 'min' };
}
