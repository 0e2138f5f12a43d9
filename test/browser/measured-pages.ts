/** Measures pages as they are shown: whether everything can be read and reached, at every size (measure-page.mjs). */
import { join } from 'node:path';
import type { CDPSession, Page } from 'playwright-core';

import { settled } from './seeded-pages.js';

/** Where pictures of what is measured go, for eyes. Taking one puts the text back to its usual size. */
const SHOTS = process.env['CURBLINE_SHOTS'];

export interface Measured {
  readonly elements: number;
  readonly texts: number;
  readonly controls: number;
  readonly faults: readonly string[];
  readonly scrollers: readonly { name: string; x: number; y: number }[];
}

/** Adds up what was looked at, and keeps every fault with the screen on which it was seen. */
export class Findings {
  private readonly faults: string[] = [];
  /** How many of the faults were already told by an earlier test. */
  private told = 0;
  private screens = 0;
  private elements = 0;
  private texts = 0;
  private controls = 0;

  /** Measures the page as it is; `name` says which screen this is. */
  async look(page: Page, name: string, options: { target?: number; most?: number } = {}): Promise<Measured> {
    if (SHOTS)
      await page.screenshot({ path: join(SHOTS, `${name.replaceAll(/\W+/g, '-')}.png`), fullPage: true });
    const measured = await measure(page, options);
    this.screens += 1;
    this.elements += measured.elements;
    this.texts += measured.texts;
    this.controls += measured.controls;
    this.faults.push(...measured.faults.map((fault) => `${name}: ${fault}`));
    return measured;
  }

  /** The faults found since the last call: each test of a file tells its own. */
  takeFaults(): readonly string[] {
    const fresh = this.faults.slice(this.told);
    this.told = this.faults.length;
    return fresh;
  }

  summary(): string {
    const { screens, elements, texts, controls, faults } = this;
    return `${screens} screens, ${elements} elements, ${texts} lines of text, ${controls} controls reached: ${faults.length} faults`;
  }
}

export const measure = (page: Page, options: { target?: number; most?: number } = {}): Promise<Measured> =>
  page.evaluate(`measurePage(${JSON.stringify(options)})`);

/** Gives the window another size, and waits until the page has followed. CSS pixels. */
export async function resize(page: Page, [width, height]: readonly [number, number]): Promise<void> {
  await page.setViewportSize({ width, height });
  await settled(page);
}

/** The widths of phones, a tablet and a desk, each with the height that goes with it. CSS pixels. */
export const WIDTHS = [
  [320, 640],
  [360, 740],
  [412, 915],
  [768, 1024],
  [1280, 800],
] as const;

/** Measures what a page shows at every width, and on some with text twice as large, as a browser's setting makes it. */
export async function lookAtAllSizes(page: Page, found: Findings, name: string): Promise<void> {
  const session = await fontSessionOf(page);
  for (const larger of [1, 2]) {
    await session.send('Page.setFontSizes', { fontSizes: { standard: 16 * larger } });
    for (const screen of larger === 1 ? WIDTHS : [WIDTHS[0], WIDTHS[2]]) {
      await resize(page, screen);
      await found.look(page, `${name} ${screen[0]} ×${larger}`, { target: 48 });
    }
  }
  await session.send('Page.setFontSizes', { fontSizes: { standard: 16 } });
}

const fontSessions = new WeakMap<Page, Promise<CDPSession>>();
/** One for the life of a page: what a session has set lasts as long as it does. */
function fontSessionOf(page: Page): Promise<CDPSession> {
  const session = fontSessions.get(page) ?? page.context().newCDPSession(page);
  fontSessions.set(page, session);
  return session;
}
