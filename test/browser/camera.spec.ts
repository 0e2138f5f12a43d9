/**
 * Staff read the customer's QR with the handheld's camera: Chromium's own, playing a film made here. What is read goes
 * the way of a scan, and the camera is on only while somebody looks through it. (experience S9.)
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Locator } from 'playwright-core';
import { demoOnScreen } from './demo-on-screen.js';
import type { Arrived } from './demo-shop.js';
import { camerasOn, FakeCamera, WATCH_CAMERAS } from './fake-camera.js';
import { openScreen, PHONE, seriousFaults, startBoard, type Screen, untilTrue } from './pages.js';
import { Texts } from './texts.js';

const STORE = 'lyon-confluence';
/** A film takes four seconds, a busy machine many times as long for everything. */
const SOON_MS = 25_000;
const FOREIGN = 'https://example.com/menu';
const texts = new Texts('fr');
const camera = new FakeCamera();

const demo = demoOnScreen(camera.flags());
let hand: Screen;
/** Hand-overs that left the screen, and every other address it asked. */
let sent = 0;
const asked = new Set<string>();

beforeAll(async () => {
  // Tall, so that no notice lies over a card that the next test needs.
  const viewport = { width: 390, height: 2400 };
  hand = await openScreen(demo.browser, { ...PHONE, viewport, locale: 'fr-FR' });
  const { page } = hand;
  await page.addInitScript(WATCH_CAMERAS);
  page.on('request', (request) => {
    asked.add(request.url());
    if (request.method() === 'POST' && request.url().endsWith('/hand-over')) sent += 1;
  });
  await startBoard(hand, demo.shop, texts, { storeId: STORE, personIndex: 0, name: 'Terminal' });
}, 120_000);
afterAll(() => camera.dispose());

const arrives = (firstName: string, bay: string): Promise<Arrived> =>
  demo.shop.arrives(STORE, firstName, bay);
const qrOf = ({ shortCode, handOverCode }: Arrived): string => `curbline:${shortCode}:${handOverCode}`;
const wrong = ({ shortCode, handOverCode }: Arrived): string =>
  `curbline:${shortCode}:${handOverCode === 'ZZZ2' ? 'ZZZ3' : 'ZZZ2'}`;
const say = (key: string, filled: Record<string, string | number> = {}): string => texts.say(key, filled);
const button = (key: string, within: Locator | Screen['page'] = hand.page): Locator =>
  within.getByRole('button', { name: say(key), exact: true });
const card = (name: string): Locator =>
  hand.page.locator('section.column.here').getByRole('article', { name: new RegExp(name) });
const panel = (): Locator => hand.page.locator('dialog');
const told = (text: string): Promise<void> => panel().getByText(text).waitFor({ timeout: SOON_MS });
const handedOver = (name: string): Promise<void> =>
  hand.page.getByText(say('board_toast_handed_over', { name: `${name} D.` })).waitFor({ timeout: SOON_MS });

async function claim(name: string): Promise<void> {
  await button('board_claim', card(name)).click();
  await button('board_hand_over', card(name)).waitFor();
}
async function openHandOver(name: string): Promise<void> {
  await claim(name);
  await button('board_hand_over', card(name)).click();
  await panel().getByLabel(say('board_ask_code')).first().waitFor();
}
async function expectNothingOpen(): Promise<void> {
  await panel().waitFor({ state: 'detached' });
  expect(await camerasOn(hand.page)).toBe(0);
}

describe('in the hand-over', () => {
  it('a foreign code is told, a wrong one is refused once, and the right one hands over', async () => {
    const ada = await arrives('Ada', '1');
    await openHandOver('Ada');
    sent = 0;
    camera.show([[FOREIGN]]);
    await button('board_camera', panel()).click();
    await told(say('board_camera_foreign'));
    expect(await camerasOn(hand.page)).toBe(1);
    await button('board_camera_type', panel()).click();
    camera.show([[FOREIGN], [wrong(ada)]]);
    await button('board_camera', panel()).click();
    await told(say('board_camera_foreign'));
    await panel().getByRole('alert').getByText(say('board_wrong_code')).waitFor({ timeout: SOON_MS });
    expect(sent).toBe(1);
    // It looks again, at the same film: the code that was refused is not tried a second time.
    await told(say('board_camera_foreign'));
    await hand.page.waitForTimeout(3_000);
    expect(sent).toBe(1);
    expect(await camerasOn(hand.page)).toBe(1);
    expect(await seriousFaults(hand.page)).toEqual([]);

    // By hand once more, with another film.
    await button('board_camera_type', panel()).click();
    expect(await camerasOn(hand.page)).toBe(0);
    camera.show([[wrong(ada)], [qrOf(ada)]]);
    await button('board_camera', panel()).click();
    await handedOver('Ada');
    expect(sent).toBe(3);
    await expectNothingOpen();
  }, 90_000);

  it('of two codes on one phone takes the one of the order in hand', async () => {
    const [ben, cleo] = [await arrives('Ben', '1'), await arrives('Cleo', '2')];
    await openHandOver('Ben');
    camera.show([[qrOf(cleo), qrOf(ben)]]);
    await button('board_camera', panel()).click();
    await handedOver('Ben');
    await expectNothingOpen();
    await card('Cleo').waitFor();
  }, 60_000);

  it('is closed with the panel, and while nobody can see the page', async () => {
    await arrives('Dora', '3');
    await openHandOver('Dora');
    camera.show([[]]);
    await button('board_camera', panel()).click();
    await told(say('board_camera_aim'));
    await hand.page.evaluate(SEEN_OR_NOT, 'hidden');
    await untilTrue(hand.page, 'cameras.every(({ readyState }) => readyState === "ended")');
    await hand.page.evaluate(SEEN_OR_NOT, 'visible');
    // For a moment the panel still says what it said of the camera before.
    await expect.poll(() => camerasOn(hand.page), { timeout: SOON_MS }).toBe(1);
    await told(say('board_camera_aim'));
    await hand.page.keyboard.press('Escape');
    await expectNothingOpen();
  }, 60_000);
});

const SEEN_OR_NOT = (state: string): void => {
  const page = globalThis as unknown as { document: object; dispatchEvent: never };
  Object.defineProperty(page.document, 'visibilityState', { value: state, configurable: true });
  (page.document as EventTarget).dispatchEvent(new Event('visibilitychange'));
};

describe('from the board', () => {
  it('an order that nobody knows is told, and the next one is handed over', async () => {
    const emil = await arrives('Emil', '4');
    await card('Emil').waitFor();
    camera.show([['curbline:ZZ9:AM6G'], [qrOf(emil)]]);
    await button('board_camera').click();
    await told(say('board_find_nothing', { text: 'ZZ9' }));
    await handedOver('Emil');
    await expectNothingOpen();
  }, 60_000);

  it('a wrong code is refused in the hand-over that it opened; the camera stays on for the next', async () => {
    const finn = await arrives('Finn', '5');
    await card('Finn').waitFor();
    sent = 0;
    camera.show([[wrong(finn)]]);
    await button('board_camera').click();
    await panel().getByRole('alert').getByText(say('board_wrong_code')).waitFor({ timeout: SOON_MS });
    await expect.poll(() => camerasOn(hand.page), { timeout: SOON_MS }).toBe(1);
    camera.show([[qrOf(finn)]]);
    await handedOver('Finn');
    expect(sent).toBe(2);
    await expectNothingOpen();
  }, 60_000);

  it('an order that is handed over already is shown as such', async () => {
    const gus = await arrives('Gus', '4');
    camera.show([[qrOf(gus)]]);
    await card('Gus').waitFor();
    await button('board_camera').click();
    await handedOver('Gus');
    await arrives('Hal', '4');
    await openHandOver('Hal');
    await button('board_camera', panel()).click();
    await told(say('board_find_done', { code: gus.shortCode }));
    await hand.page.keyboard.press('Escape');
    await expectNothingOpen();
  }, 60_000);

  it('of two orders on one phone, one tap says which is handed over', async () => {
    const [ines, jan] = [await arrives('Ines', '1'), await arrives('Jan', '2')];
    await card('Jan').waitFor();
    camera.show([[qrOf(ines), qrOf(jan)]]);
    await button('board_camera').click();
    await panel()
      .getByRole('heading', { name: say('board_found_which') })
      .waitFor({ timeout: SOON_MS });
    expect(await camerasOn(hand.page)).toBe(0);
    await panel().getByRole('button', { name: /Jan/ }).click();
    await handedOver('Jan');
    await expectNothingOpen();
  }, 60_000);

  it('a code that names no order asks of which claim it is, when one person holds several', async () => {
    // Dora and Hal were claimed above; Kim makes three.
    const kim = await arrives('Kim', '5');
    await claim('Kim');
    camera.show([[kim.handOverCode]]);
    await button('board_camera').click();
    await panel()
      .getByRole('heading', { name: say('board_found_which') })
      .waitFor({ timeout: SOON_MS });
    expect(await panel().getByRole('listitem').count()).toBe(3);
    expect(await seriousFaults(hand.page)).toEqual([]);
    await panel().getByRole('button', { name: /Kim/ }).click();
    await handedOver('Kim');
    await expectNothingOpen();
  }, 60_000);

  it('the way on without a camera is the field', async () => {
    camera.show([[]]);
    await button('board_camera').click();
    await told(say('board_camera_aim'));
    await button('board_camera_type', panel()).click();
    await expectNothingOpen();
    const field = hand.page.getByRole('textbox', { name: say('board_find') });
    await field.and(hand.page.locator(':focus')).waitFor();
  });

  it('asks no address but its own, and the page complains of nothing', () => {
    expect([...asked].filter((url) => !url.startsWith(demo.shop.url))).toEqual([]);
    expect([...asked].some((url) => url.endsWith('.wasm'))).toBe(true);
    expect(hand.complaints).toEqual([]);
  });
});
