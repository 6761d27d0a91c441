import assert from 'node:assert/strict';
import { test } from 'node:test';
import { axisTicks, rowTicks } from '../../www/plot/axes.js';
import { linearScale, logScale } from '../../www/plot/scale.js';
import { linearTicks, logTicks, roundDown, roundUp } from '../../www/plot/ticks.js';

test('round numbers are 1, 2 or 5 times a power of ten', () => {
  assert.deepEqual([0.3, 1, 1.1, 2, 49, 51, 0.0007].map(roundUp), [0.5, 1, 2, 2, 50, 100, 0.001]);
  assert.deepEqual([0.3, 1, 1.9, 2, 49, 51, 0.0007].map(roundDown), [0.2, 1, 1, 2, 20, 50, 0.0005]);
});

test('ticks are exact, without the noise of binary fractions', () => {
  assert.deepEqual(linearTicks([0, 1], 11).values, [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]);
  assert.deepEqual(linearTicks([-0.31, 0.31], 5), { values: [-0.2, 0, 0.2], step: 0.2 });
});

test('zero is never written as minus zero', () => {
  assert.ok(linearTicks([-1, 1], 3).values.every((value) => !Object.is(value, -0)));
});

test('there are as many ticks as there is room for, neither more nor far fewer', () => {
  for (let i = 1; i < 200; i += 1) {
    const low = Math.sin(i) * 10 ** (i % 7);
    const span = (1 + (i % 13)) * 10 ** ((i % 9) - 4);
    for (const most of [3, 5, 9]) {
      const { values, step } = linearTicks([low, low + span], most);
      assert.ok(values.length <= most && values.length >= Math.floor(most / 2.5), `${values.length} of ${most} in ${low} + ${span}`);
      assert.ok(values.every((value) => value >= low - 1e-6 * step && value <= low + span + 1e-6 * step));
    }
  }
});

test('a logarithmic axis shows powers of ten, thinned evenly where there are many', () => {
  assert.deepEqual(logTicks([1, 10000], 6), [1, 10, 100, 1000, 10000]);
  assert.deepEqual(logTicks([1, 1e9], 5), [1, 100, 10000, 1e6, 1e8]);
});

test('within one power of ten a logarithmic axis shows what lies between', () => {
  assert.deepEqual(logTicks([0.02, 0.1], 5), [0.02, 0.05, 0.1]);
  assert.ok(logTicks([0.031, 0.034], 4).length >= 2);
});

/** Six pixels a character, much as a canvas would measure. */
const widthOf = (label) => 6 * label.length;

test('labels in a row keep clear of each other, in every language and at every width', () => {
  const scales = [(range) => linearScale([0, 1], range), (range) => linearScale([-250, 12345.678], range), (range) => logScale([1, 1e6], range), (range) => linearScale([0, 1e-7], range)];
  for (const build of scales) {
    for (let width = 120; width <= 1400; width += 20) {
      for (const lang of ['en', 'de']) {
        const scale = build([40, width - 10]);
        const ticks = rowTicks(scale, lang, widthOf, width);
        assert.ok(ticks.length >= 1);
        let end = -Infinity;
        for (const { value, label } of ticks) {
          const centre = Math.min(scale.map(value), width - widthOf(label) / 2);
          assert.ok(centre - widthOf(label) / 2 > end, `${label} at ${width}`);
          end = centre + widthOf(label) / 2;
        }
      }
    }
  }
});

test('on a phone the x-axis of the experiment still has five labels or more', () => {
  assert.ok(rowTicks(linearScale([0, 1], [36, 322]), 'en', widthOf, 336).length >= 5);
});

test('no two ticks have the same label, wherever the axis lies and however short it is', () => {
  for (const lang of ['en', 'de']) {
    for (let power = -8; power <= 14; power += 1) {
      for (const share of [1e-7, 3e-6, 1e-4, 0.02, 0.7, 1, 2.5]) {
        for (const low of [-(10 ** power), 0, 1.37 * 10 ** power, 9.99 * 10 ** power]) {
          const span = share * 10 ** power;
          const linear = axisTicks(linearScale([low, low + span], [0, 500]), 6, lang).map(({ label }) => label);
          assert.equal(new Set(linear).size, linear.length, `${low} + ${span}: ${linear}`);
          assert.ok(linear.length >= 1);
          if (low <= 0) continue;
          const log = axisTicks(logScale([low, low + span], [0, 500]), 6, lang).map(({ label }) => label);
          assert.equal(new Set(log).size, log.length, `log ${low} + ${span}: ${log}`);
        }
      }
    }
  }
});
