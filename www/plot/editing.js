// @ts-check
/** Own points while they are being set. */

/**
 * @typedef {import('./curve.js').Layout} Layout
 * @typedef {import('./palette.js').Palette} Palette
 */

/**
 * @param {CanvasRenderingContext2D} g
 * @param {Layout} layout
 * @param {readonly (readonly [number, number])[]} points
 * @param {number} chosen index of the one that is held or would be taken, else -1
 * @param {Palette} palette
 */
export function drawEditedPoints(g, { x, y, small }, points, chosen, palette) {
  const radius = small ? 4 : 4.5;
  g.lineWidth = 1.6;
  points.forEach(([px, py], index) => {
    const held = index === chosen;
    g.beginPath();
    g.arc(x.map(px), y.map(py), held ? radius + 2.5 : radius, 0, 2 * Math.PI);
    g.fillStyle = held ? palette.fn : palette.sheet;
    g.fill();
    g.strokeStyle = palette.fn;
    g.stroke();
  });
}

/**
 * Where a key would set the next point.
 * @param {CanvasRenderingContext2D} g
 * @param {Layout} layout
 * @param {readonly [number, number]} place
 * @param {Palette} palette
 */
export function drawCrosshair(g, { x, y, box }, place, palette) {
  const px = x.map(place[0]);
  const py = y.map(place[1]);
  g.strokeStyle = palette.ink2;
  g.lineWidth = 1;
  g.beginPath();
  g.moveTo(px, box.top);
  g.lineTo(px, box.bottom);
  g.moveTo(box.left, py);
  g.lineTo(box.right, py);
  g.stroke();
}

/**
 * A freehand curve; gaps where nothing has been drawn yet.
 * @param {CanvasRenderingContext2D} g
 * @param {Path2D} path
 * @param {Palette} palette
 */
export function drawStroke(g, path, palette) {
  g.lineJoin = 'round';
  g.lineCap = 'round';
  g.strokeStyle = palette.fn;
  g.lineWidth = 2;
  g.stroke(path);
}
