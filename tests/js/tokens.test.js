import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const css = readFileSync(new URL('../../www/styles/tokens.css', import.meta.url), 'utf8').replace(/\/\*.*?\*\//gs, '');

/** The declarations of the rule with this selector, as `name: value` in their order. */
function declarations(selector) {
  const start = css.indexOf(`${selector} {`);
  assert.notEqual(start, -1, `${selector} is there`);
  const body = css.slice(css.indexOf('{', start) + 1, css.indexOf('}', start));
  return body.split(';').map((line) => line.trim().replace(/\s+/g, ' ')).filter(Boolean);
}

test('the dark colours are the same by the system’s setting and by choice', () => {
  const bySystem = declarations(':root:not([data-theme="light"])');
  assert.ok(bySystem.length > 20);
  assert.deepEqual(bySystem, declarations(':root[data-theme="dark"]'));
});

test('every colour of the light page has a dark one', () => {
  const isColour = (line) => /^--[\w-]+: #/.test(line);
  const names = (lines) => lines.filter(isColour).map((line) => line.split(':')[0]);
  assert.deepEqual(names(declarations(':root')), names(declarations(':root[data-theme="dark"]')));
});
