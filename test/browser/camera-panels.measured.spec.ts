/**
 * The camera's panels on seeded answers: they fit every screen, say in words why there is no picture and what to do,
 * switch the lamp, and read with the browser's own detector where it has one. (experience S1, S9, S10.)
 */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../../tools/browser.mjs';
import { camerasOn, FakeCamera, WATCH_CAMERAS } from './fake-camera.js';
import { seriousFaults } from './pages.js';
import { Findings, resize } from './measured-pages.js';
import { openCrowdedStore, type SeededBoard } from './seeded-board.js';
import { Texts } from './texts.js';

const FOREIGN = 'https://example.com/menu';
const UNKNOWN = 'curbline:ZZ9:AM6G';
const camera = new FakeCamera();
const found = new Findings();
const TARGET = 56;
const SOON_MS = 25_000;
/** Narrow, the two handhelds, one on its side, a desk. */
const SCREENS = [
  [320, 640],
  [360, 740],
  [412, 915],
  [740, 360],
  [1280, 800],
] as const;
const LAMP = 'MediaStreamTrack.prototype.getCapabilities = () => ({ torch: true });';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser({ flags: camera.flags() });
}, 60_000);
afterAll(async () => {
  console.log(found.summary());
  await browser?.close();
  camera.dispose();
}, 30_000);

/** A crowded board whose page runs `script` first. */
async function openBoard(language: 'fr' | 'en', script = '', on = browser): Promise<SeededBoard> {
  const board = await openCrowdedStore(on, language, { here: 5, others: 2, bays: 12 }, 'worst');
  await board.page.addInitScript(WATCH_CAMERAS + script);
  await board.show(board.scene);
  await board.page.locator('.here article').first().waitFor();
  return board;
}
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

async function close(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await page.locator('dialog').waitFor({ state: 'detached' });
  expect(await camerasOn(page)).toBe(0);
}
const openHandOver = (page: Page, texts: Texts): Promise<void> =>
  button(page, texts.say('board_hand_over')).locator('visible=true').first().click();

describe.each(['fr', 'en'] as const)('the camera (%s)', (language) => {
  const texts = new Texts(language);
  const say = (key: string, filled = {}): string => texts.say(key, filled);

  it('fits every screen: looking, refused, and with a foreign code before it', async () => {
    const board = await openBoard(language, LAMP);
    const { page } = board;
    for (const [i, screen] of SCREENS.entries()) {
      const name = `${language} ${screen.join('×')}`;
      await board.look(i % 2 === 0 ? 'light' : 'dark', i === 0 ? 'l' : 'm');
      await resize(page, screen);
      camera.show([[UNKNOWN]]);
      await button(page, say('board_camera')).click();
      await page.getByText(say('board_find_nothing', { text: 'ZZ9' })).waitFor({ timeout: SOON_MS });
      await button(page, say('board_camera_light')).waitFor();
      await found.look(page, `camera ${name}`, { target: TARGET });
      await close(page);
      camera.show([[FOREIGN]]);
      await openHandOver(page, texts);
      await button(page, say('board_camera')).last().click();
      await page.getByText(say('board_camera_foreign')).waitFor({ timeout: SOON_MS });
      await found.look(page, `camera in the hand-over ${name}`, { target: TARGET });
      if (i === 1) expect(await seriousFaults(page)).toEqual([]);
      await close(page);
    }
    await board.close();
    expect(found.takeFaults()).toEqual([]);
  }, 120_000);

  it('that does not open says why, and what to do', async () => {
    const board = await openBoard(language);
    const { page } = board;
    await resize(page, SCREENS[1]);
    camera.show([[]]);
    for (const [failure, words, again] of [
      ['NotAllowedError', 'board_camera_refused', true],
      ['NotFoundError', 'board_camera_none', false],
      ['NotReadableError', 'board_camera_busy', true],
      ['AbortError', 'board_camera_failed', true],
    ] as const) {
      await page.evaluate(`globalThis.cameraFails = '${failure}'`);
      await button(page, say('board_camera')).click();
      await page.getByRole('alert').getByText(say(words)).waitFor();
      await found.look(page, `${failure} ${language}`, { target: TARGET });
      await page.evaluate('globalThis.cameraFails = undefined');
      expect(await button(page, say('board_camera_again')).count()).toBe(again ? 1 : 0);
      if (again) {
        await button(page, say('board_camera_again')).click();
        await page.getByText(say('board_camera_aim')).waitFor();
      }
      await close(page);
    }
    await board.close();
    expect(found.takeFaults()).toEqual([]);
  }, 60_000);
});

const texts = new Texts('fr');
const say = (key: string): string => texts.say(key);

describe('the camera', () => {
  it('is refused by the person: in the hand-over the keys are one tap away', async () => {
    const denying = await launchBrowser({ flags: camera.flags('deny') });
    const board = await openBoard('fr', '', denying);
    const { page } = board;
    await openHandOver(page, texts);
    const dialog = page.locator('dialog');
    await dialog.getByRole('button', { name: say('board_camera') }).click();
    await dialog.getByRole('alert').getByText(say('board_camera_refused')).waitFor();
    await dialog.getByRole('button', { name: say('board_camera_type') }).click();
    await dialog.getByRole('button', { name: 'K', exact: true }).click();
    expect(await dialog.getByRole('textbox').inputValue()).toBe('K');
    await board.close();
    await denying.close();
  }, 60_000);

  it('is given to no page that came over plain http, which says so and fetches no reader', async () => {
    const board = await openBoard(
      'fr',
      'Object.defineProperty(globalThis, "isSecureContext", { value: false });',
    );
    const { page } = board;
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await button(page, say('board_camera')).click();
    await page.getByRole('alert').getByText(say('board_camera_insecure')).waitFor();
    expect(asked.filter((url) => /ponyfill|wasm/.test(url))).toEqual([]);
    await button(page, say('board_camera_type')).click();
    await page.getByRole('textbox', { name: say('board_find') }).waitFor();
    await board.close();
  }, 30_000);

  it('that is taken away says so', async () => {
    const board = await openBoard('fr');
    const { page } = board;
    camera.show([[]]);
    await button(page, say('board_camera')).click();
    await page.getByText(say('board_camera_aim')).waitFor();
    await page.evaluate('cameras.at(-1).dispatchEvent(new Event("ended"))');
    await page.getByRole('alert').getByText(say('board_camera_busy')).waitFor();
    expect(await camerasOn(page)).toBe(0);
    await board.close();
  }, 30_000);

  it('without a reader, since the network does not bring it, says so; the next try fetches it', async () => {
    const board = await openBoard('fr');
    const { page } = board;
    await page.route('**/*.wasm', (route) => route.abort());
    camera.show([[FOREIGN]]);
    await button(page, say('board_camera')).click();
    await page.getByRole('alert').getByText(say('board_camera_no_reader')).waitFor();
    expect(await camerasOn(page)).toBe(0);
    await page.unroute('**/*.wasm');
    await button(page, say('board_camera_again')).click();
    await page.getByText(say('board_camera_foreign')).waitFor({ timeout: SOON_MS });
    await board.close();
  }, 30_000);

  it('has its lamp switched', async () => {
    const board = await openBoard(
      'fr',
      `${LAMP}
      globalThis.wanted = [];
      MediaStreamTrack.prototype.applyConstraints = async ({ advanced }) => void wanted.push(...advanced);`,
    );
    const { page } = board;
    camera.show([[]]);
    await button(page, say('board_camera')).click();
    const lamp = button(page, say('board_camera_light'));
    await lamp.click();
    await lamp.and(page.locator('[aria-pressed=true]')).waitFor();
    await lamp.click();
    await lamp.and(page.locator('[aria-pressed=false]')).waitFor();
    expect(await page.evaluate('wanted')).toEqual([{ torch: true }, { torch: false }]);
    await button(page, say('board_close')).click();
    await page.locator('dialog').waitFor({ state: 'detached' });
    expect(await camerasOn(page)).toBe(0);
    await board.close();
  }, 30_000);
});

describe('a browser with a detector of its own', () => {
  const assets = readdirSync(new URL('../../apps/web/dist/assets/', import.meta.url));
  // The library's own stand-in for the browser's interface.
  const polyfill = createRequire(import.meta.url)
    .resolve('barcode-detector/polyfill')
    .replace('/cjs/', '/iife/');
  const NATIVE = `${readFileSync(polyfill, 'utf8')}
    const locateFile = () => '/assets/${assets.find((name) => name.endsWith('.wasm'))}';
    BarcodeDetectionAPI.prepareZXingModule({ overrides: { locateFile } });
    globalThis.pictures = 0;
    const { detect } = BarcodeDetector.prototype;
    BarcodeDetector.prototype.detect = async function (picture) {
      pictures += 1;
      if (globalThis.detectorFails) throw new DOMException('', 'NotSupportedError');
      return detect.call(this, picture);
    };
  `;

  it('reads with it, and fetches ours only when it fails', async () => {
    const board = await openBoard('fr', NATIVE);
    const { page } = board;
    const ours: string[] = [];
    page.on('request', (request) => {
      if (/\/ponyfill-[\w-]+\.js$/.test(request.url())) ours.push(request.url());
    });
    camera.show([[UNKNOWN]]);
    await button(page, say('board_camera')).click();
    await page.getByText(texts.say('board_find_nothing', { text: 'ZZ9' })).waitFor({ timeout: SOON_MS });
    expect(await page.evaluate('pictures')).toBeGreaterThan(0);
    expect(ours).toEqual([]);
    await close(page);

    await page.evaluate('globalThis.detectorFails = true');
    camera.show([[FOREIGN]]);
    await button(page, say('board_camera')).click();
    await page.getByText(say('board_camera_foreign')).waitFor({ timeout: SOON_MS });
    expect(ours).toHaveLength(1);
    await board.close();
  }, 60_000);
});
