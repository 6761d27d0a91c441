// @ts-check
/**
 * A table that somebody pasted, as points: from spreadsheets, text files, web pages, programs, notebooks. What could be
 * read in two ways is said, and what was left out is counted; nothing is guessed silently.
 */
import { axesOf, cellOf, hasForeignDigits, tableOf } from './table/columns.js';
import { clockOf, daysIn, onClock, orderOf } from './table/dates.js';
import { decimalsOf, unitOf, valueOf } from './table/numerals.js';
import { rowsOf } from './table/rows.js';

/**
 * @typedef {import('./types.js').Problem} Problem
 * @typedef {import('./table/columns.js').Cell} Cell
 * @typedef {import('./table/columns.js').Column} Column
 * @typedef {import('./table/dates.js').Order} Order
 * @typedef {import('./table/numerals.js').Decimal} Decimal
 */

/**
 * What the person has chosen where there was a choice.
 * @typedef {object} Choice
 * @property {Decimal} [decimal]
 * @property {Order} [order] of day and month
 * @property {number} [x] index of the column
 * @property {number} [y]
 */

/**
 * @typedef {object} Axis
 * @property {number} index of its column, -1 where it counts the rows
 * @property {string} name '' where the table has none
 * @property {number} place of the column among all, from 1
 * @property {string} unit as it stood in the cells
 * @property {'number' | 'rows' | 'years' | 'days' | 'hours' | 'clock'} kind `clock`: the hour of the day
 * @property {number | null} from the day that counts as 0, since 1970-01-01
 */

/** Why rows were left out. @typedef {'missing' | 'text' | 'unit' | 'infinite' | 'decimal' | 'large'} Reason */

/**
 * @typedef {object} Reading
 * @property {[number, number][]} points
 * @property {Axis} x
 * @property {Axis} y
 * @property {Column[]} columns from which x and y can be chosen
 * @property {{why: Reason, count: number, lines: number[], text: string}[]} left with the first line numbers, and what stood in the first of them
 * @property {{decimal: Decimal, text: string, value: number, other: number | null} | null} twofold a number that can be read in two ways, and how it was; `other` is null where it would be two numbers
 * @property {{order: Order, text: string, days: number, other: number} | null} dates a date that can be read in two ways, how it was, and how it could have been (days since 1970-01-01)
 * @property {boolean} sideways whether rows, not columns, are x and y
 * @property {number} thinned how many points there were, where not all of them can be taken; else 0
 * @property {'' | 'x' | 'y'} constant which of them is the same everywhere
 */

/** As many as the module takes. */
export const MOST_POINTS = 10_000;
const FEWEST_POINTS = 2;
/** Line numbers that are named. */
const NAMED_LINES = 3;
/** A text this long is no table, and would only keep the page busy. */
const LONGEST = 20_000_000;

/**
 * @param {string} text
 * @param {'en' | 'de'} lang
 * @param {Choice} [choice]
 * @returns {Reading | {problem: Problem}}
 */
export function parsePastedTable(text, lang, choice = {}) {
  if (text.length > LONGEST) return wrong('table_too_long', { max: LONGEST / 1e6 });
  const usual = lang === 'de' ? 'comma' : 'point';
  const commas = choice.decimal && (choice.decimal === 'comma' ? 'decimal' : 'separate');
  const { rows, heading, exact, listed, joined, joinable } = rowsOf(text, {
    counts: (cell) => cellOf(cell).kind === 'value',
    says: (cell) => cellOf(cell).kind === 'text',
    commas,
    usual: lang === 'de' ? 'decimal' : 'separate',
  });
  if (rows.length === 0) return wrong('table_empty', {});
  const foreign = rows.find(({ cells }) => cells.some(hasForeignDigits));
  if (foreign) return wrong('table_digits', { line: foreign.line, text: shortened(foreign.cells.find(hasForeignDigits) ?? '') });
  const table = tableOf(rows, heading, listed);
  const axes = axesOf(table, choice);
  if (!axes) return noNumbers(rows);
  const chosen = exact ? 'point' : joined ? 'comma' : choice.decimal;
  const reader = createReader(table.data.map(({ cells }) => cells), [axes.x, axes.y], lang, { ...choice, decimal: chosen }, usual);
  const { points, left } = pointsOf(table.data, axes, reader);
  if (points.length < FEWEST_POINTS) return tooFew(points.length, left, rows);
  const x = axisOf(axes.x, reader);
  const taken = points.length > MOST_POINTS ? thinned(points) : points;
  return {
    points: taken,
    x,
    y: axisOf(axes.y, reader),
    columns: table.columns,
    left,
    twofold: exact ? null : twofoldOf(reader, joined, joinable, rows),
    dates: reader.dates,
    sideways: table.sideways,
    thinned: taken === points ? 0 : points.length,
    constant: isConstant(taken, 0) ? 'x' : isConstant(taken, 1) ? 'y' : '',
  };
}

/** @param {string} code @param {Record<string, unknown>} params @returns {{problem: Problem}} */
const wrong = (code, params) => ({ problem: { code, path: 'points', message: code, params } });

/** @param {string} text */
const shortened = (text) => (text.length > 40 ? `${text.slice(0, 39)}…` : text);

/** @param {{cells: string[]}[]} rows */
function noNumbers(rows) {
  const text = rows.map(({ cells }) => cells.filter((cell) => cell !== '').join(' ')).find((words) => words !== '');
  return text === undefined ? wrong('table_empty', {}) : wrong('table_no_numbers', { text: shortened(text) });
}

/** @param {number} count @param {Reading['left']} left @param {{line: number, cells: string[]}[]} rows */
function tooFew(count, left, rows) {
  const first = [...left].sort((a, b) => a.lines[0] - b.lines[0])[0];
  if (count === 0 && !first) return noNumbers(rows);
  return wrong(first ? 'table_too_few_line' : 'table_too_few', { count, line: first?.lines[0], text: shortened(first?.text ?? '') });
}

/** @param {[number, number][]} points @param {0 | 1} at */
const isConstant = (points, at) => points.every((point) => point[at] === points[0][at]);

/** Evenly over the whole table, so that its ends stay. @param {[number, number][]} points */
const thinned = (points) => Array.from({ length: MOST_POINTS }, (_, i) => points[Math.round((i * (points.length - 1)) / (MOST_POINTS - 1))]);

/** What a cell comes to in its column. @typedef {{value: number} | {why: Reason}} Read */

/**
 * Decides for whole columns what no single cell can tell: decimal signs, units, the order of day and month.
 * @param {Cell[][]} rows
 * @param {(Column | null)[]} columns
 * @param {'en' | 'de'} lang
 * @param {Choice} choice
 * @param {Decimal} usual
 */
function createReader(rows, columns, lang, choice, usual) {
  const used = columns.filter((column) => column !== null);
  const cells = used.map(({ index }) => rows.map((row) => row[index]).filter((cell) => cell?.kind === 'value'));
  const parts = used.map(({ kind }, i) => (kind === 'number' ? cells[i].flatMap((cell) => cell.parts ?? []) : []));
  const { decimals, twofold } = decimalsOf(parts, usual, choice.decimal);
  const units = parts.map(unitOf);
  const moments = used.flatMap(({ kind }, i) => (kind === 'date' ? cells[i].flatMap((cell) => cell.moment ?? []) : []));
  const days = orderOf(moments, lang === 'de' ? 'dmy' : 'mdy', choice.order);
  const dated = days.twofold ? cells.flat().find(({ moment }) => moment?.swapped !== undefined && moment.swapped !== moment.days) : undefined;
  const moment = dated?.moment;
  const at = (/** @type {Column} */ column) => used.indexOf(column);

  /** @param {Cell | undefined} cell @param {Column} column @returns {Read} */
  function read(cell, column) {
    if (!cell || cell.kind === 'missing') return { why: 'missing' };
    if (cell.kind === 'infinite') return { why: 'infinite' };
    if (column.kind !== 'number') return cell.moment?.kind === column.kind ? day(daysIn(cell.moment, days.order)) : { why: 'text' };
    if (!cell.parts) return { why: 'text' };
    const value = valueOf(cell.parts, decimals[at(column)]);
    const factor = units[at(column)].factor(cell.parts.unit);
    if (Number.isNaN(value)) return { why: 'decimal' };
    if (Number.isNaN(factor)) return { why: 'unit' };
    const scaled = factor === 1 ? value : Number((value * factor).toPrecision(15));
    return Number.isFinite(Math.fround(scaled)) ? { value: scaled } : { why: 'large' };
  }

  /** @param {number} value @returns {Read} */
  const day = (value) => (Number.isNaN(value) ? { why: 'text' } : { value });

  return {
    read,
    unit: (/** @type {Column} */ column) => units[at(column)].unit,
    twofold: twofold && { parts: twofold, text: cells.flat().find((cell) => cell.parts === twofold)?.text ?? '', decimal: decimals[0] },
    dates: dated && moment ? { order: days.order, text: dated.text, days: daysIn(moment, days.order), other: daysIn(moment, days.order === 'dmy' ? 'mdy' : 'dmy') } : null,
    /** Filled in once all days are known. @type {import('./table/dates.js').Clock | null} */
    clock: null,
  };
}

/** @typedef {ReturnType<typeof createReader>} Reader */

/**
 * @param {{line: number, cells: Cell[]}[]} data
 * @param {{x: Column | null, y: Column, time: Column | null}} axes
 * @param {Reader} reader
 */
function pointsOf(data, { x, y, time }, reader) {
  /** @type {[number, number][]} */
  const points = [];
  /** @type {Map<Reason, Reading['left'][number]>} */
  const left = new Map();
  data.forEach(({ line, cells }, i) => {
    const readX = x ? reader.read(cells[x.index], x) : { value: i + 1 };
    const readY = reader.read(cells[y.index], y);
    const hours = time ? reader.read(cells[time.index], time) : { value: 0 };
    const parts = /** @type {const} */ ([[readX, x], [readY, y], [hours, time]]);
    // A cell that holds something else says more than one that is missing beside it.
    const bad = parts.filter(([part]) => 'why' in part).sort((a, b) => Number('why' in a[0] && a[0].why === 'missing') - Number('why' in b[0] && b[0].why === 'missing'))[0];
    if (bad && 'why' in bad[0]) note(left, bad[0].why, line, cells[bad[1]?.index ?? 0]?.text ?? '');
    else if ('value' in readX && 'value' in readY && 'value' in hours) points.push([readX.value + hours.value, readY.value]);
  });
  if (x && x.kind === 'date') {
    reader.clock = clockOf(points.map(([days]) => days));
    for (const point of points) point[0] = onClock(point[0], reader.clock);
  } else if (x && x.kind === 'time') for (const point of points) point[0] = onClock(point[0], { unit: 'hours', from: 0 });
  return { points, left: [...left.values()] };
}

/** @param {Map<Reason, Reading['left'][number]>} left @param {Reason} why @param {number} line @param {string} text */
function note(left, why, line, text) {
  const entry = left.get(why) ?? { why, count: 0, lines: [], text };
  left.set(why, entry);
  entry.count += 1;
  if (entry.lines.length < NAMED_LINES) entry.lines.push(line);
}

/** @param {Column | null} column @param {Reader} reader @returns {Axis} */
function axisOf(column, { unit, clock }) {
  if (!column) return { index: -1, name: '', place: 0, unit: '', kind: 'rows', from: null };
  const { index, name } = column;
  const kind = column.kind === 'number' ? 'number' : column.kind === 'time' ? 'clock' : clock?.unit ?? 'days';
  return { index, name, place: index + 1, unit: unit(column), kind, from: column.kind === 'date' ? clock?.from ?? null : null };
}

/** @param {Reader} reader @param {boolean} joined @param {boolean} joinable @param {{cells: string[]}[]} rows @returns {Reading['twofold']} */
function twofoldOf({ twofold }, joined, joinable, rows) {
  if (joined) return joinable ? { decimal: 'comma', text: rows[0].cells[0], value: Number(rows[0].cells[0].replace(',', '.')), other: null } : null;
  if (joinable) return { decimal: 'point', text: rows[0].cells.slice(0, 2).join(','), value: Number(rows[0].cells[0]), other: null };
  if (!twofold) return null;
  const { parts, text, decimal } = twofold;
  return { decimal, text, value: valueOf(parts, decimal), other: valueOf(parts, decimal === 'point' ? 'comma' : 'point') };
}
