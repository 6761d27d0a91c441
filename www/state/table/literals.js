// @ts-check
/**
 * Data as programs write them: JSON, and lists of Python, NumPy, R, MATLAB, JavaScript, Mathematica. They are read
 * as text with brackets and never run.
 */

/** A cell, a list, or named nodes. @typedef {string | any[] | Map<string, any>} Node whose parts are such again */
/** @typedef {{heading: string[] | null, rows: string[][], quoted: boolean}} Listed `quoted`: some cells are text, so that their numbers follow no program's rules */

class NotALiteral extends Error {}

const TOKEN = /[^\S\n]*(?:(\n)|("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|([-+−]?(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][-+−]?\d+)?)|([\p{L}_$][\p{L}\d_.$]*)|(<-|:=|=>|\.\.\.|[[\](){},;:=]))/uy;

/** @typedef {{kind: 'line' | 'text' | 'number' | 'word' | 'sign', text: string, spaced: boolean}} Token */

/** @param {string} source @returns {Token[]} */
function tokensOf(source) {
  const text = source.replace(/[^\S\n]+/g, ' ').trim();
  /** @type {Token[]} */
  const tokens = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const found = TOKEN.exec(text);
    if (!found) throw new NotALiteral();
    const [all, line, string, number, word] = found;
    const kind = line ? 'line' : string !== undefined ? 'text' : number !== undefined ? 'number' : word !== undefined ? 'word' : 'sign';
    tokens.push({ kind, text: kind === 'line' ? '\n' : all.trim(), spaced: all !== all.trimStart() });
  }
  return tokens;
}

const NOTHING = /^(?:null|None|NULL|undefined|NA|NA_real_|NaN|nan|NAN|Missing)$/;
const CLOSING = /** @type {Record<string, string>} */ ({ '[': ']', '(': ')', '{': '}' });

class Reader {
  #at = 0;
  quoted = false;

  /** @param {string} text */
  constructor(text) {
    this.tokens = tokensOf(text);
  }

  get #next() {
    return this.tokens[this.#at];
  }

  #is(/** @type {string[]} */ ...texts) {
    return this.#next !== undefined && this.#next.kind !== 'text' && texts.includes(this.#next.text);
  }

  #skip(/** @type {string[]} */ ...texts) {
    while (this.#is(...texts)) this.#at += 1;
  }

  /** All that stands one after the other: with their names, or a single one, or a list of several. @returns {Node} */
  all() {
    /** @type {Map<string, Node>} */
    const named = new Map();
    /** @type {Node[]} */
    const bare = [];
    for (this.#skip('\n', ';', ','); this.#next; this.#skip('\n', ';', ',')) {
      while (this.#next?.kind === 'word' && /^(?:var|let|const|import|export|return)$/.test(this.#next.text)) this.#at += 1;
      const name = this.#name(false);
      if (name === null) bare.push(this.#value());
      else named.set(name, this.#value());
    }
    if (named.size > 0 && bare.length > 0) throw new NotALiteral();
    if (named.size === 1) return [...named.values()][0];
    return named.size > 0 ? named : bare.length === 1 ? bare[0] : bare;
  }

  /** What stands before = or its like. @param {boolean} numbered whether it may be a number, as in Python's {0: 0.5} */
  #name(numbered) {
    const [word, sign] = this.tokens.slice(this.#at, this.#at + 2);
    const names = word && ['word', 'text', ...(numbered ? ['number'] : [])].includes(word.kind) && sign?.kind === 'sign' && ['=', '<-', ':=', ':', '=>'].includes(sign.text);
    if (!names) return null;
    this.#at += 2;
    return word.kind === 'text' ? unquoted(word.text) : word.text;
  }

  /** @returns {Node} */
  #value() {
    const token = this.#next;
    if (!token) throw new NotALiteral();
    this.#at += 1;
    if (token.kind === 'number') return this.#number(token.text.replace(/_/g, '').replace(/−/g, '-'));
    if (token.kind === 'text') {
      this.quoted = true;
      return unquoted(token.text);
    }
    if (token.kind === 'sign' && token.text in CLOSING) return this.#list(CLOSING[token.text]);
    if (token.kind === 'word') return this.#word(token.text);
    throw new NotALiteral();
  }

  /** Alone, or the first of R's and MATLAB's 1:5. @param {string} first @returns {Node} */
  #number(first) {
    const [colon, last] = this.tokens.slice(this.#at, this.#at + 2);
    if (colon?.text !== ':' || last?.kind !== 'number') return first;
    this.#at += 2;
    return rangeOf(Number(first), Number(last.text));
  }

  /** A word alone, or a call: c(…), np.array(…), data.frame(…). @param {string} word @returns {Node} */
  #word(word) {
    if (!this.#is('(')) {
      // Browsers print "Array [1, 2]" and "Float32Array(2) [1, 2]".
      if (this.#is('[', '{') && /array|list|data|table|tensor|series/i.test(word)) return this.#value();
      return NOTHING.test(word) ? '' : word;
    }
    this.#at += 1;
    const inner = this.#list(')');
    if (/^\w*Array$/.test(word) && this.#is('[')) return this.#value();
    if (/(?:^|\.)linspace$/.test(word)) return spaced(inner);
    if (inner instanceof Map) return onlyData(inner) ?? inner;
    // np.array([…], dtype=float): what is named beside the data says how they are kept.
    const [first] = inner;
    const wraps = !/^(?:c|list|cbind|rbind|tuple|zip)$/.test(word) && inner.length > 0 && typeof first !== 'string';
    return wraps ? first : inner;
  }

  /** @param {string} end @returns {Node[] | Map<string, Node>} */
  #list(end) {
    /** @type {Node[][]} */
    const rows = [[]];
    /** @type {Map<string, Node>} */
    const named = new Map();
    for (this.#skip('\n'); !this.#is(end); ) {
      if (!this.#next) throw new NotALiteral();
      const name = this.#name(end === '}');
      if (name !== null) named.set(name, this.#value());
      else if (this.#is('...')) throw new NotALiteral();
      else rows[rows.length - 1].push(this.#value());
      const lines = this.#is('\n');
      this.#skip('\n');
      // MATLAB's rows; in parentheses a semicolon is something else.
      if (this.#is(';') || (lines && end === ']' && this.#isMatrix(rows))) {
        if (end === ')') throw new NotALiteral();
        rows.push([]);
        this.#skip(';', '\n');
      } else if (this.#is(',')) {
        this.#at += 1;
        this.#skip('\n');
      } else if (!this.#is(end) && !this.#next?.spaced && !lines) throw new NotALiteral();
    }
    this.#at += 1;
    const full = rows.filter((row) => row.length > 0);
    if (named.size > 0) {
      if (full.length > 0) named.set('', full.length === 1 && full[0].length === 1 ? full[0][0] : full[0]);
      return named;
    }
    return full.length > 1 ? full : full[0] ?? [];
  }

  /** Lines of bare numbers without commas are the rows of a matrix. @param {Node[][]} rows */
  #isMatrix(rows) {
    const row = rows[rows.length - 1];
    const before = this.tokens[this.#at - 2];
    return !this.#is(',', ']') && row.length > 1 && before?.text !== ',' && row.every((node) => typeof node === 'string');
  }
}

/** @param {string} text */
const unquoted = (text) => text.slice(1, -1).replace(/\\u([\da-f]{4})/gi, (_, code) => String.fromCharCode(parseInt(code, 16))).replace(/\\(.)/g, '$1');

/** @param {number} first @param {number} last */
function rangeOf(first, last) {
  if (!Number.isInteger(first) || !Number.isInteger(last) || Math.abs(last - first) > 1e6) throw new NotALiteral();
  return Array.from({ length: Math.abs(last - first) + 1 }, (_, i) => String(first + Math.sign(last - first) * i));
}

/** @param {Node[] | Map<string, Node>} given first, last and how many */
function spaced(given) {
  if (!Array.isArray(given)) throw new NotALiteral();
  const [first, last, count = 50] = given.map(Number);
  if (!Number.isFinite(first + last) || !Number.isInteger(count) || count < 2 || count > 1e6) throw new NotALiteral();
  return Array.from({ length: count }, (_, i) => String(Number((first + ((last - first) * i) / (count - 1)).toPrecision(12))));
}

/** What a call was given beside names that only say how. @param {Map<string, Node>} named */
function onlyData(named) {
  const given = named.get('');
  const lists = [...named.entries()].filter(([name, node]) => name !== '' && typeof node !== 'string');
  return given !== undefined && typeof given !== 'string' && lists.every(([name]) => /columns|index|names|labels/.test(name)) ? given : null;
}

/** @param {Node | undefined} node @returns {node is string[]} */
const isFlat = (node) => Array.isArray(node) && node.length > 0 && node.every((one) => typeof one === 'string');
const holdsNumber = (/** @type {string} */ text) => /^[-+]?[\d.]/.test(text);

/** @param {Node} node @returns {Omit<Listed, 'quoted'> | null} */
function tableOf(node) {
  if (typeof node === 'string') return null;
  if (node instanceof Map) return tableOfNamed(node);
  if (isFlat(node)) return node.some(holdsNumber) ? { heading: null, rows: node.map((cell) => [cell]) } : null;
  if (node.length === 1) return tableOf(node[0]);
  if (node.length > 0 && node.every(isFlat)) return tableOfLists(/** @type {string[][]} */ (node));
  if (node.length > 0 && node.every((one) => one instanceof Map)) return tableOfRecords(/** @type {Map<string, Node>[]} */ (node));
  return firstTable(node);
}

/** @param {string[][]} lists */
function tableOfLists(lists) {
  const [first] = lists;
  // Two long lists are x and y.
  if (lists.length === 2 && first.length > 2 && first.length === lists[1].length && first.some(holdsNumber)) return { heading: null, rows: transposed(lists) };
  return first.some(holdsNumber) ? { heading: null, rows: lists } : { heading: first, rows: lists.slice(1) };
}

/** @param {string[][]} columns */
const transposed = (columns) => Array.from({ length: Math.max(...columns.map(({ length }) => length)) }, (_, i) => columns.map((column) => column[i] ?? ''));

/** @param {Map<string, Node>[]} records */
function tableOfRecords(records) {
  const heading = [...new Set(records.flatMap((record) => [...record.keys()]))];
  const cell = (/** @type {Node | undefined} */ node) => (typeof node === 'string' ? node : '');
  const rows = records.map((record) => heading.map((name) => cell(record.get(name))));
  return rows.some((row) => row.some(holdsNumber)) ? { heading, rows } : firstTable(records.flatMap((record) => [...record.values()]));
}

/** @param {Map<string, Node>} named @returns {Omit<Listed, 'quoted'> | null} */
function tableOfNamed(named) {
  const entries = [...named].filter(([name]) => name !== '');
  const lists = entries.filter(([, node]) => isFlat(node) && node.some(holdsNumber));
  const longest = Math.max(0, ...lists.map(([, node]) => /** @type {string[]} */ (node).length));
  const columns = lists.filter(([, node]) => /** @type {string[]} */ (node).length === longest);
  const given = named.get('columns');
  // pandas: {"columns": […], "data": [[…]]}
  const data = named.get('data');
  if (isFlat(given) && Array.isArray(data) && data.every(isFlat)) return { heading: given, rows: /** @type {string[][]} */ (data) };
  // A record of lists; one list among other things is no table yet, where those hold one.
  if (columns.length > 1) return { heading: columns.map(([name]) => name), rows: transposed(columns.map(([, node]) => /** @type {string[]} */ (node))) };
  const records = entries.filter(([, node]) => node instanceof Map && [...node.values()].every((/** @type {Node} */ one) => typeof one === 'string') && node.size > 0);
  if (records.length > 1) {
    const keys = [.../** @type {Map<string, string>} */ (records[0][1]).keys()];
    return { heading: records.map(([name]) => name), rows: keys.map((key) => records.map(([, node]) => String(/** @type {Map<string, string>} */ (node).get(key) ?? ''))) };
  }
  // {0: 0.5, 1: 0.25}
  const pairs = entries.filter(([name, node]) => typeof node === 'string' && holdsNumber(name) && holdsNumber(node));
  if (pairs.length > 1) return { heading: null, rows: pairs.map(([name, node]) => [name, /** @type {string} */ (node)]) };
  return firstTable(entries.map(([, node]) => node)) ?? (columns.length === 1 ? { heading: [columns[0][0]], rows: transposed([/** @type {string[]} */ (columns[0][1])]) } : null);
}

/** Whatever lies deeper: of several, the one with most cells. @param {Node[]} nodes */
function firstTable(nodes) {
  const tables = nodes.map(tableOf).filter((table) => table !== null);
  const size = (/** @type {Omit<Listed, 'quoted'>} */ { rows }) => (rows[0]?.length > 1 ? 1e9 : 0) + rows.length;
  return tables.sort((a, b) => size(b) - size(a))[0] ?? null;
}

/** @param {string} text @returns {Listed | null} null where it is none of this */
export function readLiteral(text) {
  if (!/^\s*(?:[[({]|(?:(?:var|let|const)\s+)?[\p{L}_$][\p{L}\d_.$]*\s*(?:=|<-|:=|\(|:\s*[[({]|\[|\{))/u.test(text)) return null;
  try {
    const reader = new Reader(text);
    const table = tableOf(reader.all());
    return table && { ...table, quoted: reader.quoted };
  } catch (error) {
    if (error instanceof NotALiteral || error instanceof RangeError) return null;
    throw error;
  }
}
