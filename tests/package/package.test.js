// @ts-check
/**
 * The npm package as its users get it: packed, installed in a folder of its own, and used from Node, from a page,
 * from a bundler, and by strict TypeScript.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import webpack from 'webpack';
import { launch, open } from '../e2e/support/browser.js';
import { serve } from '../e2e/support/serve.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const CONSUMER = join(ROOT, 'tests/package/consumer');
const TSC = join(ROOT, 'node_modules/typescript/bin/tsc');
const TARGETS = /** @type {const} */ (['nodejs', 'web', 'bundler']);

/** On Windows npm is a script that only a shell starts. */
const shell = process.platform === 'win32';
const work = mkdtempSync(join(tmpdir(), 'lernkurve-package-'));
/** @type {Record<string, string>} the folder each target is installed in */
const installed = {};
/** @type {import('playwright-core').Browser} */
let browser;
/** @type {unknown} what the package did in Node */
let inNode;

before(async () => {
  for (const target of TARGETS) installed[target] = install(target);
  inNode = JSON.parse(execFileSync(process.execPath, ['node.js'], { cwd: installed.nodejs, encoding: 'utf8' }));
  browser = await launch();
});
after(async () => {
  await browser?.close();
  rmSync(work, { recursive: true, force: true });
});

/**
 * Builds, packs and installs the package as a stranger's project has it.
 * @param {string} target
 */
function install(target) {
  const pkg = join(work, target, 'pkg');
  const project = join(work, target, 'project');
  const options = { cwd: ROOT, stdio: /** @type {const} */ ('inherit'), shell };
  execFileSync('wasm-pack', ['--quiet', 'build', '--mode', 'no-install', '--target', target, '--out-dir', pkg], options);
  execFileSync('npm', ['pack', '--silent', '--pack-destination', '..'], { ...options, cwd: pkg });
  cpSync(CONSUMER, project, { recursive: true });
  writeFileSync(join(project, 'package.json'), '{"name":"stranger","private":true,"type":"module"}');
  const [archive] = readdirSync(join(work, target)).filter((file) => file.endsWith('.tgz'));
  const npm = ['install', '--silent', '--offline', '--no-audit', '--no-fund', join('..', archive)];
  execFileSync('npm', npm, { ...options, cwd: project });
  return project;
}

/**
 * What a script did in a page of the project's folder.
 * @param {string} project
 * @param {string} script
 */
async function inPage(project, script) {
  const page = `<!doctype html><link rel="icon" href="data:,"><output></output><script type="module" src="${script}"></script>`;
  writeFileSync(join(project, 'index.html'), page);
  const host = await serve({ root: project });
  const opened = await open(browser, host.url);
  await opened.page.waitForFunction(() => document.querySelector('output')?.textContent !== '');
  const result = JSON.parse((await opened.page.locator('output').textContent()) ?? '');
  await opened.close();
  await host.close();
  return result;
}

test('it trains in Node', () => {
  const { checksum, checksumFromLink, checksumOfPast, ...rest } = /** @type {Record<string, unknown>} */ (inNode);
  assert.match(String(checksum), /^[0-9a-f]{16}$/);
  assert.deepEqual([checksumFromLink, checksumOfPast], [checksum, checksum]);
  const mistake = { isError: true, path: 'layers[0].units' };
  assert.deepEqual(rest, { epoch: 25, predictions: 100, finite: true, mistake });
});

test('the example of the README learns what it says', () => {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  const [, example] = /In Node, from `--target nodejs`:\n\n```js\n([^`]*(?:`[^`]+`[^`]*)*?)```\n/.exec(readme) ?? [];
  assert.ok(example, 'the README has an example for Node');
  writeFileSync(join(installed.nodejs, 'example.js'), example);
  const said = execFileSync(process.execPath, ['example.js'], { cwd: installed.nodejs, encoding: 'utf8' });
  const [, epoch, off] = /^epoch (\d+), off by (\S+)/.exec(said) ?? [];
  assert.equal(epoch, '1000', said);
  // The function swings between -1 and 1.
  assert.ok(Number(off) < 0.02, said);
});

test('it does the same to the bit in a page', async () => {
  assert.deepEqual(await inPage(installed.web, 'page.js'), inNode);
});

test('it does the same to the bit out of a bundler', async () => {
  await bundle(installed.bundler);
  assert.deepEqual(await inPage(installed.bundler, 'bundle/main.js'), inNode);
});

/** @param {string} project */
function bundle(project) {
  return new Promise((resolve, reject) => {
    const output = { path: join(project, 'bundle'), publicPath: 'bundle/' };
    webpack(
      { mode: 'production', context: project, entry: './bundled.js', output, experiments: { asyncWebAssembly: true } },
      (error, stats) => (error || stats?.hasErrors() ? reject(error ?? new Error(stats?.toString())) : resolve(undefined)),
    );
  });
}

/** How projects look packages up. The libraries that TypeScript brings have grown: those of an older one, and the newest. */
const RESOLUTIONS = { nodenext: ['--module', 'nodenext'], bundler: ['--module', 'esnext', '--moduleResolution', 'bundler'] };
const LIBRARIES = ['es2022,dom', 'esnext,dom'];

for (const target of TARGETS) {
  for (const [resolution, flags] of Object.entries(RESOLUTIONS)) {
    for (const library of LIBRARIES) {
      test(`strict TypeScript accepts the types of --target ${target}, looked up as ${resolution} does, with ${library}`, () => {
        const options = ['--noEmit', '--strict', '--target', 'es2022', '--lib', library, ...flags];
        const { stdout, status } = attempt([TSC, ...options, 'types.ts'], installed[target]);
        assert.equal(status, 0, stdout);
      });
    }
  }
}

/**
 * @param {string[]} args
 * @param {string} cwd
 */
function attempt(args, cwd) {
  try {
    return { stdout: execFileSync(process.execPath, args, { cwd, encoding: 'utf8' }), status: 0 };
  } catch (error) {
    const { stdout, status } = /** @type {{stdout: string, status: number}} */ (error);
    return { stdout, status };
  }
}

test('it holds the module, its glue, its types, the licence and the README, and nothing else', () => {
  for (const target of TARGETS) {
    const files = readdirSync(join(installed[target], 'node_modules/lernkurve'));
    for (const file of ['LICENSE.md', 'README.md', 'lernkurve.d.ts', 'lernkurve.js', 'lernkurve_bg.wasm']) {
      assert.ok(files.includes(file), `${target} lacks ${file}`);
    }
    const foreign = files.filter((file) => !/^(LICENSE\.md|README\.md|package\.json|lernkurve(_bg)?\.[\w.]+)$/.test(file));
    assert.deepEqual(foreign, [], target);
  }
});
