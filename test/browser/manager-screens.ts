import { join } from 'node:path';
import { expect } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import type { Running } from '../e2e/running.js';
import { openScreen, seriousFaults, type Screen, untilTrue } from './pages.js';
import { Texts } from './texts.js';

const SHOTS = process.env['CURBLINE_SHOTS'];
const WIDTHS = [360, 768, 1280];

export interface ManagerScreen extends Screen {
  readonly texts: Texts;
  /** Presses the button called so in the message files; of several the first. */
  press(key: string, filled?: Record<string, string | number>): Promise<void>;
  fill(key: string, text: string): Promise<void>;
  /** Waits until the part of the store with this heading says that it is saved; other parts may still say so, too. */
  saved(partKey: string): Promise<void>;
}

/** An admin of the demo, signed in on the manager's page. */
export async function openManager(
  browser: Browser,
  running: Running,
  language: 'fr' | 'en',
): Promise<ManagerScreen> {
  const texts = new Texts(language);
  const screen = await openScreen(browser, {
    viewport: { width: 1280, height: 800 },
    hasTouch: true,
    locale: language === 'fr' ? 'fr-FR' : 'en-GB',
  });
  const { page } = screen;
  const { login, password } = running.demo.credentials.admin;
  await page.goto(`${running.url}/manager`);
  await page.getByLabel(texts.say('manager_login')).fill(login);
  await page.getByLabel(texts.say('manager_password')).fill(password);
  await page.getByRole('button', { name: texts.say('manager_sign_in'), exact: true }).click();
  await page.getByRole('navigation').waitFor();
  return {
    ...screen,
    texts,
    press: (key, filled) =>
      page
        .getByRole('button', { name: texts.say(key, filled), exact: true })
        .first()
        .click(),
    fill: async (key, text) => {
      const field = page.getByLabel(texts.say(key), { exact: true });
      await field.fill(text);
      await field.blur();
    },
    saved: (partKey) =>
      page
        .getByRole('region', { name: texts.say(partKey), exact: true })
        .getByRole('status')
        .filter({ hasText: texts.say('store_saved') })
        .waitFor(),
  };
}

/** Nothing leaves the page sideways at three widths in both themes, and axe finds nothing, narrow and wide. */
export async function judge(page: Page, name: string): Promise<void> {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    for (const theme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: theme });
      const at = `${name}-${width}-${theme}`;
      if (SHOTS) await page.screenshot({ path: join(SHOTS, `${at}.png`), fullPage: true });
      // A page that is laid out by a script follows the width a moment later.
      await untilTrue(page, 'document.documentElement.scrollWidth <= window.innerWidth').catch(() => {
        throw new Error(`${at} is wider than the screen`);
      });
      const looked = (width === 360) === (theme === 'light') && width !== 768;
      const faults = looked ? await seriousFaults(page) : [];
      expect(faults, `${at}: ${faults.join(', ')}`).toEqual([]);
    }
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1280, height: 800 });
}
