// @ts-check
/**
 * The golden table in every JavaScript engine that is installed: V8 (Node, Deno), JavaScriptCore (Bun, WebKit, Safari) and
 * SpiderMonkey (Firefox). `tests/wasm_browser.rs` compares it in Chromium.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { eventually } from '../e2e/support/eventually.js';
import { serve } from '../e2e/support/serve.js';
import { launchFirefox, missing as firefoxMissing } from './firefox.js';
import { launchSafari, missing as safariMissing } from './safari.js';
import { launchWebKit, missing as webKitMissing } from './webkit.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SCRIPT = fileURLToPath(new URL('runtime.js', import.meta.url));

/** @param {string} json */
function assertEqualTables(json) {
  const { states, differences } = JSON.parse(json);
  assert.deepEqual(differences, []);
  assert.ok(states > 20, `only ${states} states were compared`);
}

const RUNTIMES = {
  Node: { program: process.execPath, options: [] },
  Bun: { program: `${ROOT}node_modules/.bin/bun`, options: ['run'] },
  Deno: { program: `${ROOT}node_modules/.bin/deno`, options: ['run', '--allow-read'] },
};

for (const [name, { program, options }] of Object.entries(RUNTIMES)) {
  test(`the golden table holds in ${name}`, { skip: existsSync(program) ? false : `${name} is not installed` }, () => {
    assertEqualTables(execFileSync(program, [...options, SCRIPT], { encoding: 'utf8' }));
  });
}

const BROWSERS = {
  Firefox: { launch: launchFirefox, missing: firefoxMissing() },
  WebKit: { launch: launchWebKit, missing: webKitMissing() },
  Safari: { launch: launchSafari, missing: safariMissing() },
};

for (const [name, { launch, missing }] of Object.entries(BROWSERS)) {
  test(`the golden table holds in ${name}`, { skip: missing || false }, async () => {
    const host = await serve({ root: ROOT });
    const browser = await launch();
    try {
      await browser.open(`${host.url}tests/engines/page.html`);
      const outcome = () => browser.run("return document.getElementById('outcome').textContent");
      assertEqualTables(await eventually('the outcome', outcome, 120_000));
    } finally {
      await browser.close();
      await host.close();
    }
  });
}
