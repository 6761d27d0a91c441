// @ts-check
/** Which columns of a table hold numbers, what they are called, and which two are x and y. */
import { momentOf } from './dates.js';
import { partsOf, plainParts, valueOf } from './numerals.js';

/**
 * @typedef {import('./dates.js').Moment} Moment
 * @typedef {import('./numerals.js').Parts} Parts
 * @typedef {import('./rows.js').Row} Row
 * @typedef {'number' | 'date' | 'time'} Kind
 */

/**
 * @typedef {object} Cell
 * @property {string} text
 * @property {'value' | 'missing' | 'infinite' | 'text'} kind
 * @property {Parts | null} parts as a number
 * @property {Moment | null} moment as a date or a time
 */

/**
 * @typedef {object} Column
 * @property {number} index
 * @property {string} name '' where there is none
 * @property {Kind} kind
 */

const MISSING = /^(?:|[-–—−.?/_]+|\*+|…|#?n\.?\s?[/.]?\s?[adv]\.?|nan|null|none|nil|nul|k\.?\s?a\.?|keine angaben?|unknown|unbekannt|missing|fehlt|leer|blank|#[\p{L}\d]+[!?/\d]*|\((?:blank|leer|null|none)\))$/iu;
const INFINITE = /^[-+−]?(?:inf|infinity|∞)$/i;

/** Most cells of most tables: nothing else needs to be tried. */
const PLAIN = /^-?\d+(?:[.,]\d+)?$/;
const MONTH = /^\d\d\.\d{4}$/;
/** No number is longer, with its unit. */
const LONGEST = 80;

/** @param {string} text @returns {Cell} */
export function cellOf(text) {
  const plain = text.trim();
  if (plain.length > LONGEST) return { text, kind: 'text', parts: null, moment: null };
  if (PLAIN.test(plain) && !MONTH.test(plain)) return { text, kind: 'value', parts: plainParts(plain), moment: null };
  if (MISSING.test(plain)) return { text, kind: 'missing', parts: null, moment: null };
  if (INFINITE.test(plain)) return { text, kind: 'infinite', parts: null, moment: null };
  const parts = partsOf(plain);
  const number = parts && !(Number.isNaN(valueOf(parts, 'point')) && Number.isNaN(valueOf(parts, 'comma'))) ? parts : null;
  const moment = momentOf(plain);
  return { text, kind: number || moment ? 'value' : 'text', parts: number, moment };
}

/** Digits that are not read here: Arabic, Devanagari, full-width … @param {string} text */
export const hasForeignDigits = (text) => /[^\P{Nd}\d]/u.test(text);

/** Headings are above the first row in which most columns of numbers have one. @param {Cell[][]} cells @param {number[]} numbers indices of those columns */
function firstData(cells, numbers) {
  const first = cells.findIndex((row) => {
    const words = numbers.filter((index) => row[index]?.kind === 'text').length;
    const values = numbers.filter((index) => row[index]?.kind === 'value').length;
    return values > 0 && 2 * values >= numbers.length - 1 && words <= values && !(words > 0 && row.every(({ kind }, index) => kind !== 'value' || !numbers.includes(index)));
  });
  return first < 0 ? cells.length : first;
}

/** How many of a column's cells must be numbers. */
const MOST = 0.5;
const SOME = 0.2;

/** @param {Cell[][]} cells @returns {number[]} */
function numberColumns(cells) {
  const start = cells.findIndex((row) => row.some(({ kind }) => kind === 'value'));
  const rows = start < 0 ? [] : cells.slice(start);
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const shares = Array.from({ length: width }, (_, index) => {
    const given = rows.filter((row) => row[index] && row[index].kind !== 'missing');
    const values = given.filter((row) => row[index].kind === 'value').length;
    return { index, values, share: values / Math.max(1, given.length) };
  });
  const most = shares.filter(({ values, share }) => values > 0 && share >= MOST);
  const chosen = most.length > 0 ? most : shares.filter(({ values, share }) => values > 1 && share >= SOME);
  return chosen.map(({ index }) => index);
}

/** @param {Cell[][]} cells @param {number} index @returns {Kind} */
function kindOf(cells, index) {
  let dates = 0;
  let times = 0;
  let numbers = 0;
  for (const row of cells) {
    const cell = row[index];
    if (!cell || cell.kind !== 'value') continue;
    if (cell.moment?.kind === 'date') dates += 1;
    else if (cell.moment) times += 1;
    else numbers += 1;
  }
  return numbers >= dates + times ? 'number' : dates >= times ? 'date' : 'time';
}

/** @typedef {{columns: Column[], data: {line: number, cells: Cell[]}[], headings: number}} Table */

/**
 * @param {Row[]} rows
 * @param {Row | null} heading named beside the data
 * @param {boolean} listed whether rows and columns are certain
 * @returns {Table & {sideways: boolean}}
 */
export function tableOf(rows, heading, listed) {
  const cells = rows.map((row) => row.cells.map(cellOf));
  const turned = heading || listed ? null : turnedOver(cells);
  if (turned) return { ...turned, sideways: true };
  const numbers = numberColumns(cells);
  const first = heading ? 0 : firstData(cells, numbers);
  const data = cells.slice(first).map((row, i) => ({ line: rows[first + i].line, cells: row }));
  const names = namesOf(heading ? [heading.cells] : rows.slice(0, first).map((row) => row.cells), cells.slice(first), numbers);
  const columns = numbers.map((index) => ({ index, name: names(index), kind: kindOf(cells.slice(first), index) }));
  return { columns, data, headings: first, sideways: false };
}

/**
 * Two rows with several numbers each are x and y; a single one is y. More rows are so too where each has a name before
 * it and there are more numbers in it than rows.
 * @param {Cell[][]} cells
 * @returns {Table | null}
 */
function turnedOver(cells) {
  const isLabel = (/** @type {Cell[]} */ row) => row[0]?.kind === 'text';
  const values = cells.map((row) => row.filter(({ kind }) => kind === 'value').length);
  if (cells.length === 0 || values.some((count) => count < 3) || cells.some((row) => isLabel(row) !== isLabel(cells[0]))) return null;
  if (cells.length > 2 && (!isLabel(cells[0]) || values.some((count) => count <= cells.length))) return null;
  const labelled = isLabel(cells[0]);
  const series = cells.map((row) => row.slice(labelled ? 1 : 0));
  // A row that begins with a day and goes on with numbers is one of a table.
  const mixed = series.some((row) => row.some(({ kind, moment }) => kind === 'value' && !!moment !== !!row[0].moment));
  if (mixed) return null;
  if (series.some(({ length }) => length !== series[0].length)) return null;
  const missing = cellOf('');
  const data = series[0].map((_, i) => ({ line: i + 1, cells: series.map((row) => row[i] ?? missing) }));
  const columns = series.map((_, index) => ({ index, name: labelled ? cells[index][0].text.replace(/[:=]$/, '').trim() : '', kind: kindOf(data.map((row) => row.cells), index) }));
  return { columns, data, headings: 0 };
}

/**
 * Headings of several lines are read from top to bottom; a title above the table names no column.
 * @param {string[][]} headings
 * @param {Cell[][]} data
 * @param {number[]} numbers
 * @returns {(index: number) => string}
 */
function namesOf(headings, data, numbers) {
  const width = data.reduce((most, row) => Math.max(most, row.length), 0);
  const lines = headings.filter((line) => width < 2 || line.filter((cell) => cell !== '').length > 1).map((line) => {
    if (line.length === width) return line;
    // R and pandas leave out the name of what counts the rows; between blanks units are cells of their own.
    if (line.length === width - 1 && countsRows(data) && data.every((row) => row.length === width)) return ['', ...line];
    if (line.length === numbers.length) return Array.from({ length: width }, (_, index) => line[numbers.indexOf(index)] ?? '');
    return line.length > width ? [] : line;
  });
  return (index) => lines.map((line) => line[index] ?? '').filter((name, i, all) => name !== '' && all.indexOf(name) === i).join(' ').replace(/\s+/g, ' ').slice(0, 60);
}

/** Names, days or running numbers. @param {Cell[][]} data */
const countsRows = (data) => isRunning(data, 0) || data.every(([first]) => first.kind === 'text' || first.moment !== null);

/** 0, 1, 2 … or 1, 2, 3 … @param {Cell[][]} data @param {number} index */
function isRunning(data, index) {
  const values = data.map((row) => (row[index]?.parts ? valueOf(row[index].parts, 'point') : NaN));
  return values.length > 0 && (values[0] === 0 || values[0] === 1) && values.every((value, i) => value === values[0] + i);
}

const RUNNING = /^(?:|#|nr\.?|no\.?|num|number|id|idx|index|row|zeile|lfd\.?\s?nr\.?|unnamed: 0|rank|rang|pos\.?)$/i;

/**
 * x and y: by the names x and y, else the first two; days and times belong on the x-axis; a running number is none of
 * them where there are enough others.
 * @param {Table} table
 * @param {{x?: number, y?: number}} chosen by the person, as indices of columns
 * @returns {{x: Column | null, y: Column, time: Column | null} | null} `x`: null where there is only one column; `time`: of day, beside a date
 */
export function axesOf({ columns, data }, chosen) {
  const at = (/** @type {number | undefined} */ index) => columns.find((column) => column.index === index);
  const named = columns.some(({ name }) => name !== '');
  const useful = columns.filter(({ index, name }) => !(columns.length > 2 && named && RUNNING.test(name) && isRunning(data.map(({ cells }) => cells), index)));
  const called = (/** @type {string} */ letter) => columns.find(({ name }) => new RegExp(`^${letter}(?:[-\\s]?(?:wert|value|values|werte))?(?:\\s*[[(/].*)?$`, 'i').test(name));
  const day = useful.find(({ kind }) => kind === 'date') ?? useful.find(({ kind }) => kind === 'time');
  const numbers = useful.filter(({ kind }) => kind === 'number');
  const calledY = called('y');
  const x = at(chosen.x) ?? called('x') ?? day ?? useful.find((column) => column !== calledY);
  const y = at(chosen.y) ?? (calledY !== x ? calledY : undefined) ?? numbers.find((column) => column !== x) ?? useful.find((column) => column !== x);
  if (!x) return null;
  if (!y || x === y) return { x: null, y: x, time: null };
  const next = columns[columns.indexOf(x) + 1];
  return { x, y, time: x.kind === 'date' && next?.kind === 'time' && next !== y ? next : null };
}
