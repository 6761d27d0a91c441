// @ts-check
/** Every visible sentence, in the language chosen. Keys are `area.name`; both languages have the same ones. */
import { formatCompact, formatInteger, formatNumber, formatValue } from './format.js';

/**
 * @typedef {import('./format.js').Lang} Lang
 * @typedef {string | {one: string, other: string}} Message the latter chosen by `params.count`
 * @typedef {Record<string, unknown>} Params
 * @typedef {object} I18n
 * @property {Lang} lang
 * @property {(key: string, params?: Params) => string} t
 * @property {(key: string) => boolean} has
 * @property {(key: string, params?: Params) => DocumentFragment} rich marks become elements, and a parameter may be a Node
 * @property {(value: number, digits?: number) => string} number
 * @property {(value: number, digits?: number) => string} value as it stands in a field or a sentence: a whole number with all its digits
 * @property {(n: number) => string} integer
 * @property {(n: number) => string} compact millions and more in short
 * @property {(lang: Lang) => void} setLang its words are loaded
 * @property {(fn: () => void) => () => void} onChange returns how to unsubscribe
 */

/** What is there so far. @type {Record<Lang, Record<string, Message>>} */
export const messages = { en: {}, de: {} };

/** Hardly anybody reads both. @type {Record<Lang, () => Promise<{default: Record<string, Message>}>>} */
const WORDS = { en: () => import('./en/start.js'), de: () => import('./de/start.js') };

/** @type {Set<Lang>} */
const known = new Set();

/** To be there before anything is said in that language. @param {Lang} lang */
export async function loadLanguage(lang) {
  if (known.has(lang)) return;
  const { default: words } = await WORDS[lang]();
  Object.assign(messages[lang], words);
  known.add(lang);
}

/** Sentences of a part that is loaded later. @param {Record<Lang, Record<string, Message>>} more */
export function addMessages(more) {
  Object.assign(messages.en, more.en);
  Object.assign(messages.de, more.de);
}

/** `[net:…]`, `[fn:…]`, `[val:…]`, `*…*` and `{name}`. */
const MARK = /\[(net|fn|val):([^\]]*)\]|\*([^*]+)\*|\{(\w+)\}/g;

/** The first language of a list such as `navigator.languages` that the page speaks.
 * @param {readonly string[]} wanted
 * @returns {Lang} */
export function bestLanguage(wanted) {
  const spoken = wanted.map((tag) => tag.toLowerCase().split('-')[0]).find((tag) => tag === 'de' || tag === 'en');
  return spoken === 'de' ? 'de' : 'en';
}

/**
 * @param {Lang} initial
 * @returns {I18n}
 */
export function createI18n(initial) {
  let lang = initial;
  let plural = new Intl.PluralRules(lang);
  /** @type {Set<() => void>} */
  const listeners = new Set();

  /** @param {string} key @param {Params} params */
  function template(key, params) {
    const message = messages[lang][key];
    if (message === undefined) return key;
    if (typeof message === 'string') return message;
    return plural.select(Number(params.count)) === 'one' ? message.one : message.other;
  }

  /** Numbers in a sentence are written as the language writes them. @param {unknown} value */
  function shown(value) {
    if (typeof value !== 'number') return String(value ?? '');
    return formatValue(lang, value, 4);
  }

  /** @param {string} key @param {Params} [params] */
  function t(key, params = {}) {
    return template(key, params).replace(/\{(\w+)\}/g, (_, name) => shown(params[name]));
  }

  /** @param {DocumentFragment | HTMLElement} parent @param {string} text @param {Params} params */
  function append(parent, text, params) {
    let end = 0;
    for (const match of text.matchAll(MARK)) {
      parent.append(text.slice(end, match.index));
      end = match.index + match[0].length;
      const [, area, marked, italic, name] = match;
      if (name) {
        const value = params[name];
        parent.append(value instanceof Node ? value : shown(value));
      } else {
        const child = document.createElement(area ? 'span' : 'i');
        if (area) child.className = `c-${area}`;
        append(child, marked ?? italic, params);
        parent.append(child);
      }
    }
    parent.append(text.slice(end));
  }

  return {
    get lang() {
      return lang;
    },
    t,
    has: (key) => key in messages[lang],
    rich(key, params = {}) {
      const fragment = document.createDocumentFragment();
      append(fragment, template(key, params), params);
      return fragment;
    },
    number: (value, digits) => formatNumber(lang, value, digits),
    value: (value, digits) => formatValue(lang, value, digits),
    integer: (n) => formatInteger(lang, n),
    compact: (n) => formatCompact(lang, n),
    setLang(next) {
      if (next === lang) return;
      lang = next;
      plural = new Intl.PluralRules(lang);
      listeners.forEach((fn) => fn());
    },
    onChange(fn) {
      listeners.add(fn);
      return () => listeners.delete(fn);
    },
  };
}
