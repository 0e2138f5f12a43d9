/**
 * The pictures of the demonstration's page: one in each language, and a short animation of one pickup, from the first tap on
 * the phone to the hand-over. Taken of the real program with simulated customers.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import sharp from 'sharp';
import { Texts } from '../test/browser/texts.ts';
import { launchCurbline } from './launch-curbline.mjs';

const STORES = { fr: 'lyon-confluence', en: 'bristol-harbour' };
/** Three pages beside each other fit into it; the animation is as large as a README shows it. */
const WINDOW = { width: 1360, height: 800 };
const SCALE = 0.72;
const QUALITY = 50;
/** A frame is taken and shown about so often. */
const EVERY_MS = 700;
/** Until the board has people in several columns. */
const LIVELY_AFTER_MS = 40_000;

/**
 * @param {import('playwright-core').Browser} browser
 * @param {string} folder where they are written
 * @param {(name: string) => void} onWritten called with the name of each file
 */
export async function takeDemoPictures(browser, folder, onWritten) {
  const program = await launchCurbline({ args: ['--demo', '--speed', '5'] });
  try {
    await sleep(LIVELY_AFTER_MS);
    for (const language of /** @type {const} */ (['fr', 'en'])) {
      const page = await openDemo(browser, program.url, language);
      const board = page.locator('iframe').nth(1).contentFrame();
      await board.getByRole('article').first().waitFor({ timeout: 120_000 });
      await page.screenshot({ path: join(folder, `demo-${language}.png`) });
      onWritten(`demo-${language}.png`);
      await page.context().close();
    }
    const page = await openDemo(browser, program.url, 'en');
    writeFileSync(join(folder, 'demo-en.webp'), await animate(page, new Texts('en')));
    onWritten('demo-en.webp');
    await page.context().close();
  } finally {
    await program.dispose();
  }
}

/** The page with the figures read and the phone ready. */
async function openDemo(browser, url, language) {
  const texts = new Texts(language);
  const locale = language === 'fr' ? 'fr-FR' : 'en-GB';
  const context = await browser.newContext({
    viewport: WINDOW,
    locale,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await page.goto(`${url}/demo#${STORES[language]}`);
  const frames = page.locator('iframe');
  const figures = frames.nth(2).contentFrame();
  await figures.getByRole('heading', { name: texts.say('figures_waits') }).waitFor({ timeout: 60_000 });
  await frames
    .nth(0)
    .contentFrame()
    .getByRole('button', { name: texts.say('customer_go'), exact: true })
    .waitFor();
  // The answer is what the figures begin with.
  await figures.locator('.figures-page form').evaluate((form) => form.scrollIntoView());
  await sleep(1_500);
  return page;
}

/** One pickup: the customer says so, comes, names the bay; somebody goes out; it is handed over. */
async function animate(page, texts) {
  const width = Math.round(WINDOW.width * SCALE);
  const frames = [];
  const film = async (count) => {
    for (let n = 0; n < count; n += 1) {
      frames.push(
        await sharp(await page.screenshot())
          .resize({ width })
          .png()
          .toBuffer(),
      );
      await sleep(EVERY_MS);
    }
  };
  const phone = page.locator('iframe').nth(0).contentFrame();
  const tap = (name) => phone.getByRole('button', { name }).first().click();
  const isOver = () =>
    phone.getByRole('heading', { name: texts.say('customer_done_title', { name: 'Alex' }) }).isVisible();
  await film(3);
  await tap(texts.say('customer_go'));
  await film(2);
  await tap(texts.say('customer_reason_no'));
  await film(4);
  await tap(texts.say('customer_here'));
  await film(2);
  await tap(/\b4$/);
  for (let n = 0; n < 30 && !(await isOver()); n += 1) await film(1);
  await film(2);
  const delay = frames.map((_, n) => (n === frames.length - 1 ? 4 * EVERY_MS : EVERY_MS));
  return sharp(frames, { join: { animated: true } })
    .webp({ quality: QUALITY, delay, loop: 0 })
    .toBuffer();
}
