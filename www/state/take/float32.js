// @ts-check
/** A float32 in the fewest digits that name it; what is no number stays empty. @param {number} value */
export function float32(value) {
  if (!Number.isFinite(value)) return '';
  for (let digits = 6; digits < 9; digits += 1) {
    const text = value.toPrecision(digits);
    if (Math.fround(Number(text)) === value) return String(Number(text));
  }
  return String(Number(value.toPrecision(9)));
}
