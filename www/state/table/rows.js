// @ts-check
/** A pasted text as rows of cells, whatever separates them. */
import { readLiteral } from './literals.js';

/**
 * @typedef {{line: number, cells: string[]}} Row `line`: where it begins, counted from 1
 * @typedef {object} Rows
 * @property {Row[]} rows
 * @property {Row | null} heading named beside the data, or in a comment before it
 * @property {boolean} exact whether the numbers follow a program's rules, with decimal points
 * @property {boolean} listed whether rows and columns are certain
 * @property {boolean} joined whether commas between digits were taken for decimal signs and not for what separates cells
 * @property {boolean} joinable whether that could be taken the other way
 */

/**
 * @typedef {object} Manner
 * @property {(cell: string) => boolean} counts whether it is a number, a date or a time
 * @property {(cell: string) => boolean} says whether it is words
 * @property {'separate' | 'decimal' | undefined} commas what the person chose commas between digits to be
 * @property {'separate' | 'decimal'} usual what they are in the language
 */

const COMMENT = /^\s*(?:#|\/\/|%|"""|```|~~~|<!--)/;
const REMARK = /\s(?:#|\/\/|%)\s.*$/;
/** What notebooks and consoles write before a line, and what a program begins with. */
const PROMPT = /^\s*(?:>>>|\.\.\.|In ?\[\d*\]:|Out ?\[\d*\][:=])\s?/;
const IMPORT = /^\s*(?:import|from|library|require|using)\b/;
/** R counts the values of a vector at the beginning of each line. */
const COUNTED = /^\s*\[\d+\]\s+(?=[-\d.N])/;
const PAIR = /^\s*([-+−]?[\d.,]+)\s*(?::|=|->|=>|→)\s*([-+−]?[\d.,]+(?:[eE][-+]?\d+)?)\s*$/;
const BULLET = /^\s*[•·▪‣◦*]\s+/;
const DASH = /^\s*[-–—]\s+/;
/** Lines that only draw: |---|:-:|, +-----+, ====, \hline. */
const RULE = /^[\s|+:=_*─━═┼│┌┐└┘├┤┬┴╔╗╚╝║╬╠╣╦╩-]*[-=_─━═]{2,}[\s|+:=_*─━═┼│┌┐└┘├┤┬┴╔╗╚╝║╬╠╣╦╩-]*$|^\s*\\(?:hline|toprule|midrule|bottomrule|begin\{[^}]*\}(?:\{[^}]*\})?|end\{[^}]*\}).*$/;

/** @param {string} source @param {Manner} manner @returns {Rows} */
export function rowsOf(source, manner) {
  const text = source.replace(/^\ufeff/, '').replace(/[\u200b-\u200f\u2060\ufeff]/g, '').replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n');
  if (/<t[rdh][\s>]/i.test(text)) return certain(htmlRows(text), false);
  const shared = /(?:^|[#&?])points=([^&\s]+)/.exec(text);
  if (shared) return certain(decoded(shared[1]).split(';').map((pair) => ({ line: 1, cells: pair.split(',') })), true);
  const lines = text.split('\n').map((line) => line.replace(PROMPT, ''));
  const literal = !lines.some((line) => COUNTED.test(line)) && readLiteral(lines.map((line) => (COMMENT.test(line) || IMPORT.test(line) ? '' : withoutRemark(line))).join('\n'));
  if (literal) {
    const rows = literal.rows.map((cells, i) => ({ line: i + 1, cells }));
    return { ...certain(rows, !literal.quoted), heading: literal.heading && { line: 0, cells: literal.heading } };
  }
  return textRows(lines, manner);
}

/** @param {Row[]} rows @param {boolean} exact @returns {Rows} */
const certain = (rows, exact) => ({ rows, heading: null, exact, listed: true, joined: false, joinable: false });

/** @param {string} text */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A remark behind the data of a program. @param {string} line */
const withoutRemark = (line) => line.replace(/(?<=[\s,;\])}])(?:#|\/\/|%).*$/, '');

/** @type {Record<string, string>} */
const ENTITIES = { nbsp: ' ', amp: '&', lt: '<', gt: '>', quot: '"', minus: '−', ndash: '–', mdash: '—', thinsp: ' ', euro: '€', deg: '°', times: '×', middot: '·' };

/** The source of an HTML table; tags become nothing, since nothing of it is shown. @param {string} text @returns {Row[]} */
function htmlRows(text) {
  /** @param {string} part */
  const words = (part) => part.replace(/<(sup|style|script)\b[^>]*class="?reference.*?<\/\1>|<(style|script)\b.*?<\/\2>/gis, '').replace(/<[^>]*>/g, ' ')
    .replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (all, decimal, hex, name) => (decimal || hex ? String.fromCodePoint(Math.min(0x10ffff, Number(decimal ?? `0x${hex}`))) : ENTITIES[name.toLowerCase()] ?? all))
    .replace(/\s+/g, ' ').trim();
  return text.split(/<tr\b/i).slice(1).map((row, i) => ({
    line: i + 1,
    cells: row.split(/<t[dh]\b/i).slice(1).map((cell) => words(cell.replace(/^[^>]*>/, '').replace(/<\/(?:td|th|tr|table)>.*$/is, ''))),
  })).filter(({ cells }) => cells.length > 0);
}

/** @param {string[]} lines @param {Manner} manner @returns {Rows} */
function textRows(lines, manner) {
  /** @type {{line: number, text: string}[]} */
  const kept = [];
  let remark = { line: 0, text: '' };
  for (const [i, text] of lines.entries()) {
    if (text.trim() === '' || RULE.test(text)) continue;
    if (!COMMENT.test(text)) kept.push({ line: i + 1, text: text.replace(REMARK, '').replace(/^[ \u00a0]+|[ \u00a0]+$/g, '') });
    else if (kept.length === 0) remark = { line: i + 1, text: text.replace(COMMENT, '').trim() };
  }
  const given = vectorOf(kept) ?? tuplesOf(kept) ?? pairsOf(kept) ?? withoutBullets(kept);
  const split = bestSplit(given, manner);
  const rows = split(given);
  const named = namedCells(rows, manner);
  const { joined, joinable } = joinDecimals(rows, split.commas, manner);
  if (split.blanks) joinWords(rows, manner);
  const heading = remark.text ? split([remark])[0] : null;
  const fits = heading && heading.cells.length === rows[0]?.cells.length && !heading.cells.some(manner.counts);
  return { rows, heading: named ?? (fits ? heading : null), exact: false, listed: false, joined, joinable };
}

/** R's output of one vector is one column. @param {{line: number, text: string}[]} lines */
function vectorOf(lines) {
  if (lines.length === 0 || !lines.every(({ text }) => COUNTED.test(text))) return null;
  return lines.flatMap(({ line, text }) => text.replace(COUNTED, '').split(/\s+/).map((cell) => ({ line, text: cell })));
}

/** @param {{line: number, text: string}[]} lines */
function withoutBullets(lines) {
  const dashes = lines.every(({ text }) => DASH.test(text));
  return lines.map(({ line, text }) => ({ line, text: text.replace(dashes ? DASH : BULLET, '') }));
}

/** What may stand before a value: x = 0, y: 1. */
const NAMED = /^([\p{L}_][\p{L}\d_ ]{0,30}?)\s*[=:]\s*(.+)$/u;

/**
 * x = 0, y = 0.5 in each row; or x: 0, 1, 2 and y: 5, 6, 7.
 * @param {Row[]} rows changed where they are
 * @param {Manner} manner
 * @returns {Row | null} the names, where all rows have the same
 */
function namedCells(rows, { counts }) {
  /** @param {string} cell */
  const parts = (cell) => {
    const found = NAMED.exec(cell);
    return found && counts(found[2]) ? [found[1], found[2]] : null;
  };
  if (rows.length === 0 || !rows.every(({ cells }) => cells.length > 0 && parts(cells[0]))) return null;
  const names = rows[0].cells.map((cell) => parts(cell)?.[0]);
  const all = rows.every(({ cells }) => cells.length === names.length && cells.every((cell, i) => parts(cell)?.[0] === names[i]));
  for (const row of rows) {
    row.cells = all ? row.cells.map((cell) => parts(cell)?.[1] ?? '') : [.../** @type {string[]} */ (parts(row.cells[0])), ...row.cells.slice(1)];
  }
  return all ? { line: rows[0].line, cells: names.map((name) => name ?? '') } : null;
}

/** Between blanks "New York" would be two cells, and the rows of unequal length. @param {Row[]} rows changed where it is so @param {Manner} manner */
function joinWords(rows, { counts, says }) {
  const data = rows.filter(({ cells }) => cells.some(counts));
  if (data.every(({ cells }) => cells.length === data[0].cells.length)) return;
  for (const row of data) {
    /** @type {string[]} */
    const cells = [];
    row.cells.forEach((cell, i) => {
      if (i > 0 && says(cell) && says(row.cells[i - 1])) cells[cells.length - 1] += ` ${cell}`;
      else cells.push(cell);
    });
    row.cells = cells;
  }
}

/**
 * (0, 0.5) (1, 0.25), also A(0|0,5): what stands in each pair of brackets is a row.
 * @param {{line: number, text: string}[]} lines
 */
function tuplesOf(lines) {
  const rest = lines.map(({ text }) => text.replace(/(?:\p{L}['′]?[\d₀-₉]{0,4})?\s?(?:\([^()[\]]*[,;|][^()[\]]*\)|\[[^()[\]]*[,;|\s][^()[\]]*\]|\{[^(){}]*[,;|][^(){}]*\})/gu, '')).join('');
  const whole = lines.map(({ text }) => text).join('');
  if (!/[([{]/.test(whole) || !/^[\s,;|[\]{}–-]*$/.test(rest)) return null;
  const rows = lines.flatMap(({ line, text }) => [...text.matchAll(/[([{]([^()[\]{}]+)[)\]}]/g)].map(([, inner]) => ({ line, text: inner.trim() })));
  return rows.length > 0 ? rows : null;
}

/** 1990: 0.44, 1995: 0.45, all in one line. @param {{line: number, text: string}[]} lines */
function pairsOf(lines) {
  const pairs = lines.length === 1 ? lines[0].text.split(/[,;]\s+|;/).filter((pair) => pair.trim() !== '') : [];
  if (pairs.length < 2 || !pairs.every((pair) => PAIR.test(pair))) return null;
  return pairs.map((pair) => ({ line: lines[0].line, text: pair.replace(PAIR, '$1\t$2') }));
}

/** @typedef {((lines: {line: number, text: string}[]) => Row[]) & {commas: boolean, blanks: boolean}} Split whether nothing but commas, or blanks, separates */

/** In the order of preference where several do as well; what is `sure` stands nowhere within a cell. @type {{pattern: RegExp, commas?: boolean, blanks?: boolean, sure?: boolean}[]} */
const SEPARATORS = [
  { pattern: /[^\S\n]*\t[^\S\n]*/y, sure: true },
  { pattern: /[^\S\n]*;[^\S\n]*/y, sure: true },
  { pattern: /[^\S\n]*[|│║¦][^\S\n]*/y },
  { pattern: /[^\S\n]*&[^\S\n]*/y },
  { pattern: /,[^\S\n]+/y },
  { pattern: /[^\S\n]*,[^\S\n]*/y, commas: true },
  { pattern: /[^\S\n]{2,}/y },
  { pattern: /[^\S\n]*(?:->|=>|→|⟶|↦)[^\S\n]*/y },
  { pattern: /:[^\S\n]+/y },
  { pattern: /[^\S\n]+/y, blanks: true },
];

/** Whether there are two rows or more, all as long. @param {Row[]} rows */
const isEven = (rows) => rows.length >= 2 && rows.every(({ cells }) => cells.length === rows[0].cells.length);

/** @param {{line: number, text: string}[]} lines @param {Manner} manner @returns {Split} */
function bestSplit(lines, { counts }) {
  const sample = lines.length > 400 ? [...lines.slice(0, 200), ...lines.slice(-200)] : lines;
  let best = { full: -1, share: -1, split: splitBy(SEPARATORS[0]) };
  for (const separator of SEPARATORS) {
    const split = splitBy(separator);
    const cut = split(sample);
    const rows = cut.map(({ cells }) => ({ all: cells.filter((cell) => cell !== '').length, numbers: cells.filter((cell) => counts(NAMED.exec(cell)?.[2] ?? cell)).length }));
    const full = rows.filter(({ numbers }) => numbers >= 2).length;
    if (separator.sure && isEven(cut) && rows.every(({ all }) => all >= 2) && rows.filter(({ numbers }) => numbers > 0).length >= rows.length / 2) return split;
    const numbers = rows.reduce((sum, row) => sum + row.numbers, 0);
    const share = numbers / Math.max(1, rows.reduce((sum, row) => sum + row.all, 0));
    // A few rows more or less are gaps in the data; a much better share of numbers is a better reading.
    if (full > 1.25 * best.full + 0.5 || (full >= 0.75 * best.full && share > best.share + 0.02)) best = { full, share, split };
  }
  return best.split;
}

/** @param {typeof SEPARATORS[number]} separator @returns {Split} */
function splitBy({ pattern, commas = false, blanks = false }) {
  /** @type {(lines: {line: number, text: string}[]) => Row[]} */
  const split = (lines) => {
    /** @type {Row[]} */
    const rows = [];
    for (let i = 0; i < lines.length; i += 1) {
      const { line } = lines[i];
      let { text } = lines[i];
      let cells = cellsOf(text, pattern);
      // A quotation that the line leaves open goes on in the next one.
      for (let more = 1; cells === null && more <= 5 && i + more < lines.length; more += 1) {
        text += `\n${lines[i + more].text}`;
        cells = cellsOf(text, pattern);
        if (cells) i += more;
      }
      rows.push({ line, cells: bare(cells ?? cellsOf(lines[i].text.replace(/"/g, '″'), pattern) ?? []) });
    }
    return rows;
  };
  return Object.assign(split, { commas, blanks });
}

/** @param {string} text @param {RegExp} separator sticky @returns {string[] | null} null where a quotation does not end */
function cellsOf(text, separator) {
  if (!/["'“„«”]/.test(text)) return text.split(unstuck(separator)).map((cell) => cell.trim());
  /** @type {string[]} */
  const cells = [];
  const quotation = /\s*(?:"((?:[^"]|"")*)"|'([^'\n]*)'|[“„«”]([^“”»«]*)[”“»«])[^\S\n]*/y;
  let start = 0;
  let at = 0;
  while (at <= text.length) {
    if (at === start) {
      quotation.lastIndex = at;
      const quoted = quotation.exec(text);
      if (quoted && ends(text, quotation.lastIndex, separator)) {
        cells.push((quoted[1]?.replace(/""/g, '"') ?? quoted[2] ?? quoted[3]).trim());
        at = quotation.lastIndex;
        if (at >= text.length) return cells;
        separator.lastIndex = at;
        separator.exec(text);
        at = start = Math.max(separator.lastIndex, at);
        if (at >= text.length) return [...cells, ''];
        continue;
      }
      if (!quoted && /^\s*"[^"]*$/.test(text.slice(at)) && !/^\s*"\s*$/.test(text.slice(at))) return null;
    }
    separator.lastIndex = at;
    if (at === text.length || (separator.exec(text) && separator.lastIndex > at)) {
      cells.push(text.slice(start, at).trim());
      if (at === text.length) return cells;
      at = start = separator.lastIndex;
      if (at === text.length) return [...cells, ''];
    } else at += 1;
  }
  return cells;
}

/** @type {Map<RegExp, RegExp>} */
const unstuckPatterns = new Map();

/** The same to be found anywhere. @param {RegExp} pattern */
function unstuck(pattern) {
  let found = unstuckPatterns.get(pattern);
  if (!found) unstuckPatterns.set(pattern, (found = new RegExp(pattern.source)));
  return found;
}

/** Whether a cell ends here. @param {string} text @param {number} at @param {RegExp} separator */
function ends(text, at, separator) {
  if (at >= text.length) return true;
  // What is blank behind the quotation may be the separator itself.
  for (const from of [at, text.slice(0, at).trimEnd().length]) {
    separator.lastIndex = from;
    if (separator.exec(text) && separator.lastIndex > from) return true;
  }
  return false;
}

/** Without LaTeX's \\\\ at the end, and without the signs for bold type, code and formulas. @param {string[]} cells */
const bare = (cells) => cells.map((cell) => cell.replace(/\s*\\\\(?:\[[^\]]*\])?$/, '').replace(/^\$(.*)\$$/, '$1').replace(/^\*\*(.*)\*\*$|^`(.*)`$/, '$1$2'));

/**
 * 0,5,1,25 between commas: where the heading has fewer cells than the rows, or the language writes decimal commas, they
 * are two numbers.
 * @param {Row[]} rows changed where they are joined
 * @param {boolean} commas whether nothing but commas separates
 * @param {Manner} manner
 */
function joinDecimals(rows, commas, { commas: chosen, usual, counts }) {
  const no = { joined: false, joinable: false };
  if (!commas) return no;
  const headings = rows.findIndex(({ cells }) => cells.some(counts));
  const data = headings < 0 ? [] : rows.slice(headings);
  const count = data[0]?.cells.length ?? 0;
  if (count < 2 || !data.every(({ cells }) => cells.length === count && cells.every((cell) => /^[-+−]?\d+$/.test(cell)))) return no;
  const names = headings > 0 ? rows[headings - 1].cells.length : 0;
  const wanted = names > 0 ? names : count % 2 === 0 ? count / 2 : count;
  if (wanted >= count || wanted < count / 2) return no;
  // The fractions have no sign of their own.
  const starts = partition(data, count, wanted);
  if (!starts) return no;
  const doubtful = names === 0;
  if (doubtful ? (chosen ?? usual) === 'separate' : chosen === 'separate') return { joined: false, joinable: doubtful && usual === 'decimal' };
  for (const row of data) row.cells = starts.map((start, i) => row.cells.slice(start, starts[i + 1] ?? count).join(','));
  return { joined: true, joinable: doubtful };
}

/** Where each number begins; what has no fraction comes first, as years do. @param {Row[]} data @param {number} count @param {number} wanted @returns {number[] | null} */
function partition(data, count, wanted) {
  const whole = 2 * wanted - count;
  const starts = Array.from({ length: wanted }, (_, i) => (i < whole ? i : whole + 2 * (i - whole)));
  const fractions = starts.filter((start, i) => (starts[i + 1] ?? count) - start === 2).map((start) => start + 1);
  return data.every(({ cells }) => fractions.every((at) => /^\d+$/.test(cells[at]))) ? starts : null;
}
