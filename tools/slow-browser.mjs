/** Slows the pages of a browser down, so that a test that reads a page too early fails at once and not once a month. */
import { setTimeout as sleep } from 'node:timers/promises';

/** How late an answer of the API comes at most for each time that a page is slower, ms. */
const LATE_MS = 75;

/**
 * @param {import('playwright-core').Browser} browser
 * @param {number} rate how many times as long a page's own work takes
 * @returns {import('playwright-core').Browser} the same browser, whose new pages are slow
 */
export function slowDown(browser, rate) {
  const newContext = browser.newContext.bind(browser);
  browser.newContext = async (options) => {
    const context = await newContext(options);
    await context.route('**/v1/**', async (route) => {
      await sleep(Math.random() * rate * LATE_MS);
      // The page may have been closed meanwhile.
      await route.fallback().catch(() => {});
    });
    const newPage = context.newPage.bind(context);
    context.newPage = async () => {
      const page = await newPage();
      const session = await context.newCDPSession(page);
      await session.send('Emulation.setCPUThrottlingRate', { rate });
      return page;
    };
    return context;
  };
  return browser;
}
