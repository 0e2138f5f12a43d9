import { afterAll, afterEach, beforeAll } from 'vitest';
import type { StoreView } from '@curbline/contracts/http';
import type { PlatformInput } from '@curbline/platform';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../../tools/browser.mjs';
import { Running, type RunningOptions } from '../e2e/running.js';
import { type ManagerScreen, openManager } from './manager-screens.js';
import { closePages } from './one-browser.js';

/** The program, its first store and a browser, for a spec about the manager's page. */
export interface ManagedStore {
  readonly running: Running;
  readonly browser: Browser;
  /** Opens the manager's page, signed in as an admin. */
  open(language: 'fr' | 'en'): Promise<ManagerScreen>;
  /** The store as the API has it now. */
  read(): Promise<StoreView>;
}

/**
 * There before the first test of the spec file, closed after its last; the pages of a test end with it.
 * @param baseMap gives the map under the plan; none unless given
 * @param options what differs from an installation that nobody configured
 */
export function managedStore(
  baseMap?: () => Promise<PlatformInput['baseMap']>,
  options: RunningOptions = {},
): ManagedStore {
  let [running, browser]: [Running?, Browser?] = [];
  beforeAll(async () => {
    const map = await baseMap?.();
    [running, browser] = await Promise.all([Running.start({ ...options, baseMap: map }), launchBrowser()]);
  }, 120_000);
  afterEach(() => browser && closePages(browser));
  afterAll(async () => {
    await browser?.close();
    await running?.close();
  }, 60_000);
  return {
    get running() {
      if (!running) throw new Error('the program is there only while tests run');
      return running;
    },
    get browser() {
      if (!browser) throw new Error('the browser is there only while tests run');
      return browser;
    },
    open(language) {
      return openManager(this.browser, this.running, language);
    },
    async read() {
      const manager = await this.running.manager();
      return manager.send<StoreView>('GET', `/v1/stores/${this.running.store.id}`);
    },
  };
}
