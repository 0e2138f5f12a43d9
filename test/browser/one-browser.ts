import { afterAll, beforeAll } from 'vitest';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../../tools/browser.mjs';
import { Findings } from './measured-pages.js';

/** One browser for a whole spec file: there before its first test, closed after its last. */
export function oneBrowser(): () => Browser {
  let browser: Browser | undefined;
  beforeAll(async () => {
    browser = await launchBrowser();
  }, 60_000);
  afterAll(() => browser?.close(), 30_000);
  return () => {
    if (!browser) throw new Error('the browser is there only while tests run');
    return browser;
  };
}

/** The same for a spec that measures pages: what it looked at is told at its end. */
export function oneMeasuringBrowser(): { readonly browser: () => Browser; readonly found: Findings } {
  const browser = oneBrowser();
  const found = new Findings();
  afterAll(() => console.log(found.summary()));
  return { browser, found };
}
