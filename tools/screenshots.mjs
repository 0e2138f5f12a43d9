#!/usr/bin/env node
/**
 * The README's pictures, taken of a real Curbline with a lively quarter of an hour made through its own API:
 * `npm run screenshots` writes docs/screenshots. Uses the tests' browser and the demo's stores. With `-- demo` only those of
 * the demonstration's page are taken.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { DemoShop } from '../test/browser/demo-shop.ts';
import { PHONE, startBoard } from '../test/browser/pages.ts';
import { Texts } from '../test/browser/texts.ts';
import { launchBrowser } from './browser.mjs';
import { takeDemoPictures } from './demo-pictures.mjs';
import { launchCurbline } from './launch-curbline.mjs';
import { makeLivelyStore, openHandheld } from './lively-store.mjs';

const folder = fileURLToPath(new URL('../docs/screenshots', import.meta.url));
const SHARP = { deviceScaleFactor: 2 };
const HANDHELD = {
  ...SHARP,
  viewport: { width: 412, height: 915 },
  hasTouch: true,
  isMobile: true,
};
const DESKTOP = { viewport: { width: 1280, height: 860 } };
const WALL = { viewport: { width: 1920, height: 1080 } };
const BRISTOL = 'bristol-harbour';
const LYON = 'lyon-confluence';

mkdirSync(folder, { recursive: true });
const browser = await launchBrowser();
try {
  await takeDemoPictures(browser, folder, (name) => console.log(`docs/screenshots/${name}`));
} catch (error) {
  await browser.close();
  throw error;
}
if (process.argv[2] === 'demo') {
  await browser.close();
  process.exit(0);
}
const program = await launchCurbline();
const shop = await DemoShop.of(program);

async function open(options, language, address) {
  const context = await browser.newContext({
    ...options,
    locale: language === 'fr' ? 'fr-FR' : 'en-GB',
    // A pulse caught in mid-beat makes a picture that differs each time.
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  if (address) await page.goto(address);
  return { context, page };
}

async function shoot(page, name) {
  // Notices leave and fonts settle first.
  await sleep(1_500);
  await page.screenshot({ path: join(folder, `${name}.png`) });
  console.log(`docs/screenshots/${name}.png`);
}

/** On the way with the position shared: the order, the reason before the prompt, the time of arrival. */
async function shootTheWay(language, storeId, firstName) {
  const texts = new Texts(language);
  const { customerLink } = await shop.order(storeId, firstName, language, {
    itemsCount: 12,
    flags: ['cold'],
  });
  const { context, page } = await open(
    { ...PHONE, ...SHARP, permissions: ['geolocation'] },
    language,
    customerLink,
  );
  const [longitude, latitude] = (await shop.store(storeId)).settings.entrance.coordinates;
  const tell = (step) =>
    context.setGeolocation({
      longitude: longitude - 0.03 + step * 1e-4,
      latitude: latitude - 0.02,
      accuracy: 9,
    });
  await tell(0);
  await page.getByRole('heading', { name: texts.say('customer_open_ready') }).waitFor();
  await shoot(page, `customer-open-${language}`);
  await page.getByRole('button', { name: texts.say('customer_go'), exact: true }).click();
  await shoot(page, `customer-reason-${language}`);
  await page.getByRole('button', { name: texts.say('customer_reason_yes') }).click();
  for (let step = 1; step <= 8; step += 1) {
    await sleep(1_000);
    await tell(step);
  }
  await shoot(page, `customer-way-${language}`);
  await page.getByRole('button', { name: texts.say('customer_stop') }).click();
  await context.close();
}

/** Here, without a position: the bay, the code, and who comes. */
async function shootTheArrival(language, storeId, firstName) {
  const texts = new Texts(language);
  const { order, customerLink } = await shop.order(storeId, firstName, language, { itemsCount: 6 });
  const { context, page } = await open({ ...PHONE, ...SHARP }, language, customerLink);
  await page.getByRole('button', { name: texts.say('customer_here_already') }).click();
  await page.getByRole('heading', { name: texts.say('customer_bay_title') }).waitFor();
  await shoot(page, `customer-bay-${language}`);
  const bay = page.getByRole('button', { name: texts.say('customer_bay', { bay: '4' }) });
  await bay
    .or(page.getByRole('button', { name: '4', exact: true }))
    .first()
    .click();
  const handheld = await openHandheld(shop, storeId);
  await handheld.tap(order.id, 'claim');
  const { name } = shop.person(storeId, 1);
  await page.getByRole('heading', { name: texts.say('customer_runner', { name }) }).waitFor();
  await shoot(page, `customer-here-${language}`);
  await handheld.tap(order.id, 'hand-over', { proof: 'none', reason: 'known_customer' });
  await handheld.dispose();
  await context.close();
}

try {
  // The waits run in real time while the customer's pages are photographed.
  const serve = [await makeLivelyStore(shop, BRISTOL, 'en'), await makeLivelyStore(shop, LYON, 'fr')];
  await shootTheWay('en', BRISTOL, 'Olivia');
  await shootTheWay('fr', LYON, 'Camille');
  await shootTheArrival('en', BRISTOL, 'Lily');
  await shootTheArrival('fr', LYON, 'Emma');
  for (const half of serve) await half();

  for (const [language, storeId] of [
    ['en', BRISTOL],
    ['fr', LYON],
  ]) {
    const texts = new Texts(language);
    for (const [options, name] of [
      [HANDHELD, 'board-handheld'],
      [DESKTOP, 'board-desktop'],
    ]) {
      const { context, page } = await open(options, language);
      await startBoard({ page }, shop, texts, { storeId, personIndex: 0, name });
      await shoot(page, `${name}-${language}`);
      await context.close();
    }

    const wall = await open(WALL, language, `${shop.url}/board`);
    await wall.page.getByLabel(texts.say('board_enrol_code')).fill(await shop.enrolCode(storeId, 'wall'));
    await wall.page.getByLabel(texts.say('board_enrol_name')).fill('Wall');
    await wall.page.getByRole('button', { name: texts.say('board_enrol_submit') }).click();
    await shoot(wall.page, `board-wall-${language}`);
    await wall.context.close();

    const manager = await open(DESKTOP, language, `${shop.url}/manager`);
    await manager.page.getByLabel(texts.say('manager_login')).fill(shop.demo.admin.login);
    await manager.page.getByLabel(texts.say('manager_password')).fill(shop.demo.admin.password);
    await manager.page.getByRole('button', { name: texts.say('manager_sign_in'), exact: true }).click();
    await manager.page.getByLabel(texts.say('manager_store')).first().selectOption(storeId);
    await shoot(manager.page, `manager-${language}`);
    await manager.context.close();
  }
} finally {
  await shop.dispose();
  await browser.close();
  await program.dispose();
}
