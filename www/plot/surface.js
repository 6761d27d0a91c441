// @ts-check
/** A canvas whose pixels are the screen's, drawn on in CSS pixels. */

/**
 * @typedef {object} Size
 * @property {number} width CSS pixels
 * @property {number} height CSS pixels
 * @property {number} deviceWidth the screen's own pixels
 * @property {number} deviceHeight
 */

/**
 * Empties the canvas, sized anew where that is needed.
 * @param {HTMLCanvasElement} canvas
 * @param {Size} size
 * @returns {CanvasRenderingContext2D | null}
 */
export function clearedSurface(canvas, { width, height, deviceWidth, deviceHeight }) {
  if (canvas.width !== deviceWidth) canvas.width = deviceWidth;
  if (canvas.height !== deviceHeight) canvas.height = deviceHeight;
  const g = canvas.getContext('2d');
  if (!g) return null;
  g.setTransform(1, 0, 0, 1, 0, 0);
  g.clearRect(0, 0, deviceWidth, deviceHeight);
  g.setTransform(deviceWidth / width, 0, 0, deviceHeight / height, 0, 0);
  return g;
}

/**
 * Where a hairline lies on the screen's pixels rather than between two of them.
 * @param {CanvasRenderingContext2D} g
 * @param {number} pixel CSS pixels
 */
export function crisp(g, pixel) {
  const ratio = g.getTransform().a;
  return (Math.floor(pixel * ratio) + 0.5) / ratio;
}
