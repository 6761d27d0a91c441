import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseTable } from '../../www/state/table.js';

const expected = { points: [[0, 1.5], [0.5, -2]] };

test('tabs, semicolons, commas and spaces separate; decimals have a point or a comma', () => {
  for (const text of ['0\t1.5\n0.5\t-2', '0;1,5\r\n0,5;-2', '0,1.5\n0.5,-2', '0 1,5\n0,5 −2', '0, 1.5\n.5, -2', '\n  0\t1,5 \n\n0,5\t-2e0\n']) {
    assert.deepEqual(parseTable(text), expected, JSON.stringify(text));
  }
});

test('a heading is passed over', () => {
  assert.deepEqual(parseTable('x;y\n0;1,5\n0,5;-2'), expected);
});

test('a wrong line is named by its number, empty lines counted', () => {
  const { problem } = parseTable('0 1\n\n1 abc');
  assert.equal(problem.code, 'table_line');
  assert.deepEqual(problem.params, { line: 3, text: '1 abc' });
  assert.equal(parseTable('1 2 3').problem.params.line, 1);
  assert.equal(parseTable('0 1\nx y').problem.params.line, 2);
});

test('nothing at all is said to be nothing', () => {
  for (const text of ['', ' \n\t\n', 'x y']) assert.equal(parseTable(text).problem.code, 'table_empty', JSON.stringify(text));
});
