import { afterAll, afterEach, beforeAll } from 'vitest';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../../tools/browser.mjs';
import { Findings } from './measured-pages.js';

/** One browser for a whole spec file: there before its first test, closed after its last; the pages of a test end with it. */
export function oneBrowser(): () => Browser {
  let browser: Browser | undefined;
  beforeAll(async () => {
    browser = await launchBrowser();
  }, 60_000);
  afterEach(() => browser && closePages(browser));
  afterAll(() => browser?.close(), 30_000);
  return () => {
    if (!browser) throw new Error('the browser is there only while tests run');
    return browser;
  };
}

/** A page that nobody looks at any more goes on working. */
export async function closePages(browser: Browser): Promise<void> {
  await Promise.all(browser.contexts().map((context) => context.close()));
}

/** The same for a spec that measures pages: what it looked at is told at its end. */
export function oneMeasuringBrowser(): { readonly browser: () => Browser; readonly found: Findings } {
  const browser = oneBrowser();
  const found = new Findings();
  afterAll(() => console.log(found.summary()));
  return { browser, found };
}
