// @ts-check
/**
 * What a plot is drawn on when it is to become a drawing: the part of a canvas' interface that plots use, written down
 * as SVG with real lines and real text.
 */

/** @typedef {{width: number, height: number}} Size */

/** To a hundredth of a pixel. @param {number} value */
const short = (value) => String(Math.round(value * 100) / 100);

/** @param {string} text */
const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** @param {string} name @param {Record<string, string | number>} attributes */
const opening = (name, attributes) =>
  `<${name}${Object.entries(attributes).map(([key, value]) => ` ${key}="${typeof value === 'number' ? short(value) : escaped(value)}"`).join('')}`;

/** A canvas passes over what is infinite, and so does a path here. @param {number} x @param {number} y */
const drawable = (x, y) => Number.isFinite(x) && Number.isFinite(y);

/** A path as SVG writes it, in place of `Path2D`. */
class SvgPath {
  /** @type {string[]} */
  parts = [];

  /** @param {number} x @param {number} y */
  moveTo(x, y) {
    if (!drawable(x, y)) return;
    this.parts.push(`M${short(x)} ${short(y)}`);
  }

  /** A canvas begins a path with whatever comes first. @param {number} x @param {number} y */
  lineTo(x, y) {
    if (!drawable(x, y)) return;
    this.parts.push(`${this.parts.length === 0 ? 'M' : 'L'}${short(x)} ${short(y)}`);
  }

  /** @param {number} x @param {number} y @param {number} width @param {number} height */
  rect(x, y, width, height) {
    this.parts.push(`M${short(x)} ${short(y)}h${short(width)}v${short(height)}h${short(-width)}z`);
  }

  /** Plots draw whole circles only. @param {number} x @param {number} y @param {number} radius @param {number} from @param {number} to */
  arc(x, y, radius, from, to) {
    if (to - from < 2 * Math.PI - 1e-9) throw new Error('only whole circles can be written');
    const r = short(radius);
    const half = `a${r} ${r} 0 1 1 `;
    this.parts.push(`M${short(x + radius)} ${short(y)}${half}${short(-2 * radius)} 0${half}${short(2 * radius)} 0z`);
  }

  closePath() {
    this.parts.push('z');
  }

  toString() {
    return this.parts.join('');
  }
}

/** A colour and its opacity apart, which every reader of SVG understands. @param {string} colour */
export function paint(colour) {
  const match = /^rgba\((.*?),\s*([\d.]+)\)$/.exec(colour);
  return match ? { colour: `rgb(${match[1]})`, opacity: Number(match[2]) } : { colour, opacity: 1 };
}

/** @type {Record<string, string>} */
const ANCHORS = { left: 'start', start: 'start', center: 'middle', right: 'end', end: 'end' };
/** How far below its place a text's base line lies, in heights of the font. @type {Record<string, number>} */
const BASELINES = { alphabetic: 0, middle: 0.35, top: 0.8 };

/** What `save()` keeps, as it is at first. */
const INITIAL = {
  font: '10px sans-serif',
  fillStyle: '#000',
  strokeStyle: '#000',
  lineWidth: 1,
  lineJoin: 'miter',
  lineCap: 'butt',
  globalAlpha: 1,
  textAlign: 'start',
  textBaseline: 'alphabetic',
};

export class SvgContext {
  /** @type {string[]} */
  #parts = [];
  #path = new SvgPath();
  /** @type {{state: typeof INITIAL, dashes: number[], open: number}[]} */
  #saved = [];
  /** @type {number[]} */
  #dashes = [];
  #regions = 0;
  /** Groups that are open: each clips, or moves the origin. */
  #open = 0;

  font = INITIAL.font;
  fillStyle = INITIAL.fillStyle;
  strokeStyle = INITIAL.strokeStyle;
  lineWidth = INITIAL.lineWidth;
  lineJoin = INITIAL.lineJoin;
  lineCap = INITIAL.lineCap;
  globalAlpha = INITIAL.globalAlpha;
  textAlign = INITIAL.textAlign;
  textBaseline = INITIAL.textBaseline;

  /**
   * @param {Size} size
   * @param {(text: string, font: string) => number} widthOf
   */
  constructor(size, widthOf) {
    this.size = size;
    this.widthOf = widthOf;
  }

  newPath() {
    return new SvgPath();
  }

  beginPath() {
    this.#path = new SvgPath();
  }

  /** @param {number} x @param {number} y */
  moveTo(x, y) {
    this.#path.moveTo(x, y);
  }

  /** @param {number} x @param {number} y */
  lineTo(x, y) {
    this.#path.lineTo(x, y);
  }

  /** @param {number} x @param {number} y @param {number} width @param {number} height */
  rect(x, y, width, height) {
    this.#path.rect(x, y, width, height);
  }

  /** @param {number} x @param {number} y @param {number} radius @param {number} from @param {number} to */
  arc(x, y, radius, from, to) {
    this.#path.arc(x, y, radius, from, to);
  }

  closePath() {
    this.#path.closePath();
  }

  /** @param {SvgPath} [path] */
  fill(path = this.#path) {
    this.#draw(path, this.#filling());
  }

  /** @param {SvgPath} [path] */
  stroke(path = this.#path) {
    const { colour, opacity } = paint(this.strokeStyle);
    this.#draw(path, {
      fill: 'none',
      stroke: colour,
      ...this.#seen('stroke-opacity', opacity),
      'stroke-width': this.lineWidth,
      'stroke-linejoin': this.lineJoin,
      'stroke-linecap': this.lineCap,
      ...(this.#dashes.length > 0 && { 'stroke-dasharray': this.#dashes.join(' ') }),
    });
  }

  /** @param {number} x @param {number} y @param {number} width @param {number} height */
  fillRect(x, y, width, height) {
    this.#parts.push(`${opening('rect', { x, y, width, height, ...this.#filling() })}/>`);
  }

  /** @param {string} text @param {number} x @param {number} y */
  fillText(text, x, y) {
    const { size, family } = fontOf(this.font);
    const place = { x, y: y + (BASELINES[this.textBaseline] ?? 0) * size, 'text-anchor': ANCHORS[this.textAlign] ?? 'start' };
    const head = opening('text', { ...place, 'font-family': family, 'font-size': size, ...this.#filling() });
    this.#parts.push(`${head}>${escaped(text)}</text>`);
  }

  /** @param {string} text */
  measureText(text) {
    return { width: this.widthOf(text, this.font) };
  }

  /** Until the next `restore()`. */
  clip() {
    const id = `region-${++this.#regions}`;
    this.#parts.push(`<clipPath id="${id}">${opening('path', { d: String(this.#path) })}/></clipPath><g clip-path="url(#${id})">`);
    this.#open += 1;
  }

  /** Until the next `restore()`. @param {number} x @param {number} y */
  translate(x, y) {
    this.#parts.push(`<g transform="translate(${short(x)} ${short(y)})">`);
    this.#open += 1;
  }

  /** @param {number[]} dashes */
  setLineDash(dashes) {
    this.#dashes = dashes;
  }

  /** A drawing has no pixels that lines must lie on. */
  getTransform() {
    return { a: 1 };
  }

  save() {
    const { font, fillStyle, strokeStyle, lineWidth, lineJoin, lineCap, globalAlpha, textAlign, textBaseline } = this;
    const state = { font, fillStyle, strokeStyle, lineWidth, lineJoin, lineCap, globalAlpha, textAlign, textBaseline };
    this.#saved.push({ state, dashes: this.#dashes, open: this.#open });
  }

  restore() {
    const saved = this.#saved.pop();
    if (!saved) return;
    for (; this.#open > saved.open; this.#open -= 1) this.#parts.push('</g>');
    Object.assign(this, saved.state);
    this.#dashes = saved.dashes;
  }

  /** The whole drawing. */
  toString() {
    const { width, height } = this.size;
    const head = opening('svg', { xmlns: 'http://www.w3.org/2000/svg', width, height, viewBox: `0 0 ${short(width)} ${short(height)}` });
    return `${head}>\n${this.#parts.join('\n')}\n</svg>\n`;
  }

  /** @param {SvgPath} path @param {Record<string, string | number>} attributes */
  #draw(path, attributes) {
    const d = String(path);
    if (d !== '') this.#parts.push(`${opening('path', { d, ...attributes })}/>`);
  }

  #filling() {
    const { colour, opacity } = paint(this.fillStyle);
    return { fill: colour, ...this.#seen('fill-opacity', opacity) };
  }

  /** @param {string} name @param {number} opacity */
  #seen(name, opacity) {
    const seen = opacity * this.globalAlpha;
    return seen < 1 ? { [name]: String(Number(seen.toFixed(3))) } : {};
  }
}

/** @param {string} font such as `12px "Fira Sans", sans-serif` */
function fontOf(font) {
  const match = /([\d.]+)px (.*)$/.exec(font);
  return match ? { size: Number(match[1]), family: match[2] } : { size: 10, family: 'sans-serif' };
}
