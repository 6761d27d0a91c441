// @ts-check
/** Safari, driven by the `safaridriver` that comes with macOS (after `sudo safaridriver --enable`). */
import { Browser, Builder } from 'selenium-webdriver';

/** Why it cannot be driven here; empty where it can. Developers' own Macs are not taken over: only CI enables it. */
export const missing = () => (process.platform === 'darwin' && process.env.SAFARI ? '' : 'Safari is driven on macOS where $SAFARI is set');

/** @returns {Promise<Pick<import('./remote.js').Remote, 'open' | 'run' | 'close'>>} */
export async function launchSafari() {
  const driver = await new Builder().forBrowser(Browser.SAFARI).build();
  return {
    open: (url) => driver.get(url),
    run: (script, ...values) => driver.executeScript(script, ...values),
    close: () => driver.quit(),
  };
}
