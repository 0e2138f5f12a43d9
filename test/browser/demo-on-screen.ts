import { afterAll, beforeAll } from 'vitest';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../../tools/browser.mjs';
import type { RunningCurbline } from '../../tools/launch-curbline.mjs';
import { DemoShop } from './demo-shop.js';
import { launchPrepared } from './prepared-program.js';

/** A program of its own with the demo's stores, a browser to look at it, and the shop beside the pages. */
export class DemoOnScreen {
  private constructor(
    private readonly program: RunningCurbline,
    readonly browser: Browser,
    readonly shop: DemoShop,
  ) {}

  /** May take half a minute on a slow machine. @param flags further ones of Chromium's. */
  static async open(flags: readonly string[] = []): Promise<DemoOnScreen> {
    const browser = await launchBrowser({ flags });
    try {
      const program = await launchPrepared();
      return new DemoOnScreen(program, browser, await DemoShop.of(program));
    } catch (error) {
      // Nobody else knows of it, and the run would wait for it.
      await browser.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.shop.dispose();
    await this.browser.close();
    await this.program.dispose();
  }
}

/** The same for a whole spec file: there before its first test, closed after its last. @param flags as for `open` */
export function demoOnScreen(flags: readonly string[] = []): Pick<DemoOnScreen, 'browser' | 'shop'> {
  let demo: DemoOnScreen | undefined;
  beforeAll(async () => {
    demo = await DemoOnScreen.open(flags);
  }, 120_000);
  afterAll(() => demo?.close(), 60_000);
  const opened = (): DemoOnScreen => {
    if (!demo) throw new Error('the demo is there only while tests run');
    return demo;
  };
  return {
    get browser() {
      return opened().browser;
    },
    get shop() {
      return opened().shop;
    },
  };
}
