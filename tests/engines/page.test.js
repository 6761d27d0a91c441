// @ts-check
/** The built page in the engines of Firefox and Safari: the first curve, playing, typing, dragging, comparing. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually } from '../e2e/support/eventually.js';
import { serve } from '../e2e/support/serve.js';
import { launchFirefox, missing as firefoxMissing } from './firefox.js';
import { launchWebKit, missing as webKitMissing } from './webkit.js';

/** @typedef {import('./remote.js').Remote} Remote */

const BROWSERS = {
  Firefox: { launch: launchFirefox, missing: firefoxMissing() },
  WebKit: { launch: launchWebKit, missing: webKitMissing() },
};

/** Notes what must not happen, from before the page's first script. */
const WATCH = `
  window.problems = [];
  addEventListener('error', (event) => problems.push('uncaught: ' + (event.message || event.target.src || event.target.href)), true);
  addEventListener('unhandledrejection', (event) => problems.push('rejected: ' + event.reason));
  for (const kind of ['error', 'warn']) console[kind] = (...words) => problems.push(kind + ': ' + words.join(' '));
`;

/** @param {Remote} remote @param {string} selector @returns {Promise<string>} */
const text = (remote, selector) => remote.run('return document.querySelector(arguments[0])?.textContent ?? ""', selector);

/** @param {Remote} remote */
const epoch = async (remote) => Number((await text(remote, '#epoch')).replace(/\D/g, ''));

/** @param {Remote} remote @param {string} kind of element @param {string} name as it is read on it */
async function press(remote, kind, name) {
  const mark = `for (const old of document.querySelectorAll('[data-pressed]')) old.removeAttribute('data-pressed');
    const named = (e) => (e.getAttribute('aria-label') ?? e.textContent).trim() === arguments[1] && e.offsetParent;
    const found = [...document.querySelectorAll(arguments[0])].find(named);
    found?.setAttribute('data-pressed', '');
    return !!found`;
  await eventually(`${kind} “${name}”`, () => remote.run(mark, kind, name));
  await remote.click('[data-pressed]');
}

/** @param {Remote} remote @param {string} selector @returns {Promise<[number, number]>} its middle */
const middleOf = (remote, selector) =>
  remote.run(
    `const box = document.querySelector(arguments[0]).getBoundingClientRect();
    return [box.x + box.width / 2, box.y + box.height / 2]`,
    selector,
  );

/** How many different colours a canvas shows: a drawn one has many. @param {Remote} remote @param {string} selector */
const colours = (remote, selector) =>
  remote.run(
    `const canvas = document.querySelector(arguments[0]);
    if (!canvas?.width) return 0;
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    return new Set(new Uint32Array(data.buffer)).size`,
    selector,
  );

/** @param {Remote} remote @returns {Promise<string>} */
const fragment = (remote) => remote.run('return location.hash');

const NEURONS = '.setup .tok.number';

for (const [name, { launch, missing }] of Object.entries(BROWSERS)) {
  test(`the page works in ${name}`, { skip: missing || false, timeout: 240_000 }, async () => {
    const host = await serve({ prelude: WATCH });
    const remote = await launch();
    try {
      await remote.open(`${host.url}?lang=en`);
      await eventually('the first curve', async () => (await colours(remote, '#curve')) > 20);
      await eventually('epochs', async () => (await epoch(remote)) > 5);

      await press(remote, 'button', 'Pause');
      await eventually('a standing run', async () => {
        const before = await epoch(remote);
        await new Promise((resolve) => setTimeout(resolve, 100));
        return (await epoch(remote)) === before;
      });
      const stood = await epoch(remote);
      await press(remote, 'button', 'Play');
      await eventually('more epochs', async () => (await epoch(remote)) > stood);

      await remote.click(NEURONS);
      await remote.selectAll();
      await remote.type('128\n', 150);
      await eventually('128 neurons in the link', async () => (await fragment(remote)).includes('layers=128:relu'));

      // A field that is being typed into selects text; the next press, after leaving it, drags its number.
      await remote.click('#say');
      const [x, y] = await middleOf(remote, NEURONS);
      await remote.drag([x, y], [x - 60, y]);
      await eventually('fewer neurons in the link', async () => {
        const units = /layers=(\d+):relu/.exec(await fragment(remote));
        return units && Number(units[1]) < 128;
      });

      await press(remote, '#pages a', 'Compare');
      await eventually('lanes', () => remote.run("return document.querySelectorAll('.lanes li').length > 1"));
      // It plays by itself, as the run did.
      await eventually('lanes that train', () => remote.run("return [...document.querySelectorAll('.lane-numbers')].every((lane) => /epoch [1-9]/.test(lane.textContent))"));
      await eventually('lanes that are drawn', async () => (await colours(remote, '.lanes canvas')) > 5);

      assert.deepEqual(await remote.run('return window.problems'), []);
      assert.match(await remote.run('return navigator.userAgent'), name === 'Firefox' ? /Firefox/ : /AppleWebKit/);
    } finally {
      await remote.close();
      await host.close();
    }
  });
}
