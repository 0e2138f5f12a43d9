/** What is in the bags, as the shop sent it: at the hand-over, however long the list is. */
import { expect, it } from 'vitest';
import type { Locator } from 'playwright-core';
import { demoOnScreen } from './demo-on-screen.js';
import { judge } from './manager-screens.js';
import { openScreen, PHONE, startBoard, type Screen } from './pages.js';
import { Texts } from './texts.js';

/** A board speaks its store's language. */
const STORES = { fr: 'lyon-confluence', en: 'bristol-harbour' };
const SOON_MS = 25_000;
const demo = demoOnScreen();

const LINES = Array.from({ length: 60 }, (_, i) => ({
  sku: `SKU-${i}-${'W'.repeat(30)}`,
  name: i % 2 === 0 ? `Article ${i} ${'W'.repeat(60)}` : `Café en grains n°${i}, torréfié sur place`,
  quantity: i === 0 ? 0.4 : i + 1,
  flags: i === 0 ? (['cold', 'fragile', 'substitutable'] as const) : [],
  imageUrl: null,
  price: { amount: '12.90', currency: 'EUR' },
}));

const say = (texts: Texts, key: string, filled: Record<string, string | number> = {}) =>
  texts.say(key, filled);
const seen = (within: Locator, text: string) => within.getByText(text).first().waitFor({ timeout: SOON_MS });

async function board(language: 'fr' | 'en', options: object, name: string): Promise<[Screen, Texts]> {
  const texts = new Texts(language);
  const locale = language === 'fr' ? 'fr-FR' : 'en-GB';
  const screen = await openScreen(demo.browser, { ...options, locale });
  await startBoard(screen, demo.shop, texts, {
    storeId: STORES[language],
    personIndex: language === 'fr' ? 0 : 1,
    name,
  });
  return [screen, texts];
}
const cardOf = ({ page }: Screen, name: string) =>
  page.locator('section.column.here').getByRole('article', { name: new RegExp(name) });

it.each([
  ['fr', PHONE, '0,4\u00a0×', '12,90\u00a0€'],
  ['en', { viewport: { width: 1280, height: 800 } }, '0.4\u00a0×', '€12.90'],
] as const)(
  'are read at the hand-over, in %s',
  async (language, options, quantity, price) => {
    const [name, bare] = [`Inès${language}`, `Paul${language}`];
    await demo.shop.arrives(STORES[language], name, '1', { lines: [...LINES] as never });
    await demo.shop.arrives(STORES[language], bare, '2');
    const [screen, texts] = await board(language, options, `Board ${language}`);
    const { page } = screen;
    const panel = page.locator('dialog');
    const button = (key: string, within: Locator, filled = {}) =>
      within.getByRole('button', { name: say(texts, key, filled), exact: true });
    const handOver = async (who: string) => {
      await button('board_claim', cardOf(screen, who)).click({ timeout: SOON_MS });
      await button('board_hand_over', cardOf(screen, who)).click({ timeout: SOON_MS });
      await button('board_contents', panel).click();
    };

    await handOver(bare);
    await seen(panel, say(texts, 'board_contents_none'));
    await button('shared_back', panel).click();

    await handOver(name);
    const list = panel.getByRole('region', { name: say(texts, 'board_contents'), exact: true });
    await seen(list, quantity);
    await seen(list, price);
    await seen(list, `${say(texts, 'board_flag_cold')} · ${say(texts, 'board_line_fragile')}`);
    expect(await list.getByRole('listitem').count()).toBe(LINES.length);
    const last = list.getByRole('listitem').last();
    await last.scrollIntoViewIfNeeded();
    expect(await last.isVisible()).toBe(true);
    await judge(page, `hand-over-contents-${language}`);

    // They stand in the place of the keys, which come back.
    await button('board_contents', panel).click();
    await button('board_camera', panel).waitFor();
    expect(await list.count()).toBe(0);
    expect(screen.complaints).toEqual([]);
  },
  180_000,
);
