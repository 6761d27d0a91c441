// @ts-check
/**
 * WebKitGTK's MiniBrowser, driven over WebDriver: Debian's `webkit2gtk-driver` brings both, `xvfb` the screen.
 */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';
import { Builder, By, Key, Origin } from 'selenium-webdriver';
import { eventually } from '../e2e/support/eventually.js';

const LIBRARIES = '/usr/lib';

/** @param {string} program */
const onPath = (program) => (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));

/** The small browser that comes with the library; its folder is named by architecture and version. */
function miniBrowser() {
  if (!existsSync(LIBRARIES)) return undefined;
  const folders = readdirSync(LIBRARIES).flatMap((architecture) =>
    ['webkit2gtk-4.1', 'webkitgtk-6.0', 'webkit2gtk-4.0'].map((version) => join(LIBRARIES, architecture, version, 'MiniBrowser')),
  );
  return folders.find((path) => existsSync(path));
}

/** Why it cannot be driven here; empty where it can. */
export function missing() {
  const absent = ['WebKitWebDriver', 'xvfb-run'].filter((program) => !onPath(program));
  if (!miniBrowser()) absent.push('MiniBrowser');
  return absent.length > 0 ? `${absent.join(' and ')} not installed` : '';
}

/** @returns {Promise<number>} a port that nobody uses now */
function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (probe.address());
      probe.close(() => resolve(port));
    });
  });
}

/** @param {number} port */
async function startDriver(port) {
  // Its sandbox refuses to start as root.
  const env = { ...process.env, WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1' };
  const driver = spawn('xvfb-run', ['--auto-servernum', '--server-args=-screen 0 1600x1200x24', 'WebKitWebDriver', `--port=${port}`], {
    env,
    stdio: 'ignore',
    detached: true,
  });
  const status = () => fetch(`http://127.0.0.1:${port}/status`).then((response) => response.ok, () => false);
  await eventually('the driver of WebKit', status);
  return () => process.kill(-Number(driver.pid));
}

/** @returns {Promise<import('./remote.js').Remote>} */
export async function launchWebKit() {
  const port = await freePort();
  const stop = await startDriver(port);
  const options = { binary: miniBrowser(), args: ['--automation'] };
  const driver = await new Builder()
    .usingServer(`http://127.0.0.1:${port}`)
    .withCapabilities({ browserName: 'MiniBrowser', 'webkitgtk:browserOptions': options })
    .build();
  await driver.manage().window().setRect({ x: 0, y: 0, width: 1440, height: 1000 });
  /** @param {number} x @param {number} y */
  const at = (x, y) => ({ x: Math.round(x), y: Math.round(y), origin: Origin.VIEWPORT });
  return {
    open: (url) => driver.get(url),
    run: (script, ...values) => driver.executeScript(script, ...values),
    click: async (selector) => (await driver.findElement(By.css(selector))).click(),
    async type(text, msPerKey) {
      for (const key of text) await driver.actions().sendKeys(key === '\n' ? Key.ENTER : key).pause(msPerKey).perform();
    },
    async selectAll() {
      await driver.actions().keyDown(Key.CONTROL).sendKeys('a').keyUp(Key.CONTROL).perform();
    },
    async drag([fromX, fromY], [toX, toY]) {
      const steps = 8;
      const hand = driver.actions().move(at(fromX, fromY)).press();
      for (let i = 1; i <= steps; i++) {
        hand.move({ ...at(fromX + ((toX - fromX) * i) / steps, fromY + ((toY - fromY) * i) / steps), duration: 40 });
      }
      await hand.release().perform();
    },
    async close() {
      await driver.quit();
      stop();
    },
  };
}
