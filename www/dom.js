// @ts-check
/** Building elements. Text only ever becomes text: nothing is parsed as HTML. */

/**
 * @typedef {string | number | Node | null | undefined | false} Child
 * @typedef {Record<string, string | number | boolean | null | undefined | ((event: any) => void)>} Attributes
 */

/**
 * An element with attributes; `on…` functions become listeners, `true` an empty attribute, `false` and null none.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Attributes} [attributes]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) setAttribute(element, name, value);
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false).map((child) => (child instanceof Node ? child : String(child))));
  return element;
}

/** @param {Element} element @param {string} name @param {Attributes[string]} value */
export function setAttribute(element, name, value) {
  if (typeof value === 'function') element.addEventListener(name.slice(2).toLowerCase(), value);
  else if (value === false || value === null || value === undefined) element.removeAttribute(name);
  else element.setAttribute(name, value === true ? '' : String(value));
}

/** Sets text only where it differs, so that a selection survives. @param {Element} element @param {string} text */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/**
 * Gives an element other children. The one that has the focus within is not moved if it stays, since moving it would
 * take the focus away.
 * @param {HTMLElement} parent
 * @param {(string | Node)[]} children
 */
export function rearrange(parent, children) {
  const kept = children.find((child) => child instanceof Node && child.parentNode === parent && child.contains(document.activeElement));
  if (!(kept instanceof Element)) return parent.replaceChildren(...children);
  while (kept.previousSibling) kept.previousSibling.remove();
  while (kept.nextSibling) kept.nextSibling.remove();
  const index = children.indexOf(kept);
  kept.before(...children.slice(0, index));
  kept.after(...children.slice(index + 1));
}

let lastId = 0;
/** @param {string} name */
export const uniqueId = (name) => `${name}-${++lastId}`;

/** A drawn sign of 24 by 24. @param {string} path @param {number} [size] */
export function icon(path, size = 22) {
  const namespace = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(namespace, 'svg');
  const shape = document.createElementNS(namespace, 'path');
  for (const [name, value] of Object.entries({ viewBox: '0 0 24 24', width: size, height: size, 'aria-hidden': 'true' })) {
    svg.setAttribute(name, String(value));
  }
  shape.setAttribute('d', path);
  shape.setAttribute('fill', 'currentColor');
  svg.append(shape);
  return svg;
}

/**
 * A modal dialog that closes by its button, by Escape and by a click beside it.
 * @param {string} className
 * @param {string} title
 * @param {string} closeLabel
 * @param {...Child} children
 */
export function openDialog(className, title, closeLabel, ...children) {
  const id = uniqueId('dialog');
  const close = h('button', { type: 'button', class: 'quiet close', 'aria-label': closeLabel }, '×');
  const dialog = h('dialog', { class: `dialog ${className}`, 'aria-labelledby': id }, h('header', {}, h('h2', { id }, title), close), ...children);
  close.addEventListener('click', () => dialog.close());
  dialog.addEventListener('click', (event) => event.target === dialog && dialog.close());
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** @type {Map<string, Promise<unknown>>} */
const styles = new Map();

/** Styles that are loaded when they are needed, once; after a failure the next one who asks tries again. @param {URL} address @returns {Promise<unknown>} */
export function loadStyles({ href }) {
  const loading = styles.get(href) ?? loaded(href);
  styles.set(href, loading);
  loading.catch(() => styles.delete(href));
  return loading;
}

/** @param {string} href @returns {Promise<unknown>} */
function loaded(href) {
  return new Promise((resolve, reject) => {
    const link = h('link', { rel: 'stylesheet', href, onLoad: resolve, onError: fail });
    function fail() {
      link.remove();
      reject(new Error(`${href} could not be loaded`));
    }
    document.head.append(link);
  });
}

/** Whether things may move without being asked to. */
export const movesByItself = () => !matchMedia('(prefers-reduced-motion: reduce)').matches;
