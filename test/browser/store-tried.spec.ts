import { afterAll, describe, expect, it } from 'vitest';
import type { PlacedOrder } from '@curbline/contracts/http';
import { withPlace } from '@curbline/testkit';
import sharp from 'sharp';
import { until } from '../e2e/running.js';
import { managedStore } from './managed-store.js';
import { judge } from './manager-screens.js';
import { seriousFaults, untilTrue } from './pages.js';
import { type Color, TileServer } from './tile-server.js';

/**
 * What customers are shown of a store, how its place is tried out before they come, and how it is drawn over a map that the
 * operator has set.
 */
const [PHOTO, ARCHIVED]: Color[] = [
  [70, 110, 70],
  [150, 90, 60],
];
const tiles = new TileServer(PHOTO!, ARCHIVED!);
const managed = managedStore(async () => ({
  kind: 'tiles',
  template: `${await tiles.listen()}/{z}/{x}/{y}.png`,
  maxZoom: 18,
  attribution: '© Les photos du quartier',
}));
afterAll(() => tiles.close());

describe('a store', () => {
  it('has a photo without the place that the camera wrote into it, which customers see', async () => {
    const { page, context, texts, press, complaints } = await managed.open('en');
    await page.getByLabel(texts.say('manager_store')).selectOption(managed.running.store.id);
    await press('manager_settings');
    const part = page.getByRole('region', { name: texts.say('store_photo'), exact: true });
    const picture = await page.evaluate<string>(`new Promise((resolve) => {
      const canvas = Object.assign(document.createElement('canvas'), { width: 2000, height: 1000 });
      canvas.getContext('2d').fillRect(400, 200, 800, 500);
      canvas.toBlob(async (blob) => resolve(btoa(String.fromCharCode(...new Uint8Array(await blob.arrayBuffer())))), 'image/jpeg');
    })`);
    const buffer = withPlace(Buffer.from(picture, 'base64'));
    await part
      .getByLabel(texts.say('store_photo_choose'))
      .setInputFiles({ name: 'lot.jpg', mimeType: 'image/jpeg', buffer });
    await part.getByRole('textbox').first().fill('L’auvent vert');
    await part.getByRole('textbox').last().fill('The green canopy');
    await press('store_photo_save');
    await part
      .getByRole('status')
      .filter({ hasText: texts.say('store_saved') })
      .waitFor();
    await judge(page, 'store-photo-en');
    const { photo } = await managed.read();
    expect(photo).toMatchObject({ width: 1280, height: 640, alt: { en: 'The green canopy' } });
    const kept = Buffer.from(await (await fetch(managed.running.url + photo!.url)).arrayBuffer());
    expect([buffer.includes('GPS'), kept.includes('GPS'), kept.includes('Exif')]).toEqual([
      true,
      false,
      false,
    ]);

    const manager = await managed.running.manager();
    const { customerLink } = await manager.send<PlacedOrder>(
      'POST',
      `/v1/stores/${managed.running.store.id}/test-orders`,
    );
    const customer = await context.newPage();
    await customer.goto(customerLink.replace(/^http:..localhost/, managed.running.url));
    const shown = customer.getByRole('img', { name: /^(The green canopy|L’auvent vert)$/ });
    await shown.scrollIntoViewIfNeeded();
    expect(await shown.evaluate((img) => (img as unknown as { loading: string }).loading)).toBe('lazy');
    await untilTrue(customer, 'document.querySelector("img[loading=lazy]").naturalWidth === 1280');
    await customer.close();

    await part.getByRole('button', { name: texts.say('store_remove') }).click();
    await part.getByRole('button', { name: texts.say('manager_yes_sure') }).click();
    await part.getByText(texts.say('store_photo_choose')).waitFor();
    expect((await managed.read()).photo).toBeUndefined();
    expect(complaints).toEqual([]);
  }, 180_000);

  it('is tried out: walked with a phone, whose position is sent to nobody, and with trips played over it', async () => {
    const { page, context, texts, press, complaints } = await managed.open('fr');
    await page.getByLabel(texts.say('manager_store')).selectOption(managed.running.store.id);
    await press('manager_settings');
    const [[west = 0, south = 0] = [], , [east = 0, north = 0] = []] = (await managed.read()).settings
      .premises.coordinates[0]!;
    const [longitude, latitude] = [(west + east) / 2, (south + north) / 2];
    await context.grantPermissions(['geolocation']);
    await context.setGeolocation({ longitude, latitude, accuracy: 4 });
    const sent: string[] = [];
    page.on('request', (request) => {
      if (request.method() !== 'GET' || request.url().includes(longitude.toFixed(4)))
        sent.push(request.url());
    });
    await press('store_walk_start');
    const walk = page.getByRole('region', { name: texts.say('store_walk'), exact: true });
    const told = walk.getByRole('status');
    await told.filter({ hasText: /^Vous êtes sur le site, à \d+ m du bord\.$/ }).waitFor();
    await context.setGeolocation({ longitude, latitude: latitude + 0.001, accuracy: 4 });
    await told.filter({ hasText: /^Vous êtes hors du site, à \d+ m du bord\.$/ }).waitFor();

    await press('store_trip_make');
    const trip = page.getByRole('region', { name: texts.say('store_trip'), exact: true });
    await trip.getByText(new RegExp(`· ${texts.say('store_trip_arrived')}$`)).waitFor();
    await judge(page, 'store-tried-fr');
    // Whoever wants no motion sees its end first; from there it plays from the start.
    await press('store_trip_play');
    await press('store_trip_pause');
    const gpx = (lat: number): string =>
      `<gpx xmlns="http://www.topografix.com/GPX/1/1"><trk><trkseg>${[0, 10]
        .map((s) => `<trkpt lat="${lat}" lon="4.9"><time>2026-11-29T09:00:${10 + s}Z</time></trkpt>`)
        .join('')}</trkseg></trk></gpx>`;
    const file = trip.getByLabel(texts.say('store_trip_file'));
    await file.setInputFiles({
      name: 'a.gpx',
      mimeType: 'application/gpx+xml',
      buffer: Buffer.from(gpx(45.9)),
    });
    await trip.getByText(texts.say('store_trip_nothing')).waitFor();
    await file.setInputFiles({
      name: 'b.gpx',
      mimeType: 'application/gpx+xml',
      buffer: Buffer.from('<gpx/>'),
    });
    await trip.getByText(texts.say('store_trip_unreadable')).waitFor();
    expect(sent).toEqual([]);
    expect(complaints).toEqual([]);
  }, 180_000);

  it('is drawn over the operator’s map, which can be hidden, and without it where it cannot be loaded', async () => {
    const { page, texts, press, complaints } = await managed.open('fr');
    const open = async (): Promise<void> => {
      await press('store_edit_named', { part: texts.say('store_place') });
      await press('store_draw');
      await page.locator('[data-ready=true] canvas').waitFor();
    };
    const shows = (what: string, wanted: Color, is: boolean): Promise<void> =>
      until(
        what,
        async () => is === (await hasColor(await page.locator('.paper').screenshot(), wanted)),
        20_000,
      );
    const missing = page.getByText(texts.say('store_base_map_missing'));
    const attribution = page.getByText('© Les photos du quartier');
    const shown = page.getByLabel(texts.say('store_base_map'));

    await page.getByLabel(texts.say('manager_store')).selectOption(managed.running.store.id);
    await press('manager_settings');
    await open();
    await attribution.waitFor();
    await shows('the photos under the plan', PHOTO!, true);
    expect(await missing.count()).toBe(0);
    await page.setViewportSize({ width: 360, height: 800 });
    const wide = await page.evaluate('document.documentElement.scrollWidth > window.innerWidth');
    expect([wide, await seriousFaults(page)]).toEqual([false, []]);
    await page.setViewportSize({ width: 1280, height: 800 });
    expect(tiles.asked.every(({ path }) => /^\/\d+\/\d+\/\d+\.png$/.test(path))).toBe(true);
    expect(tiles.asked.filter(({ referer }) => referer !== undefined)).toEqual([]);

    await shown.uncheck();
    await attribution.waitFor({ state: 'detached' });
    await shows('no photos', PHOTO!, false);
    const before = tiles.asked.length;
    await press('store_draw_farther');
    await press('store_draw_farther');
    await shown.check();
    await shows('the photos again', PHOTO!, true);
    await until('tiles of the new zoom', () => tiles.asked.length > before);
    expect(complaints).toEqual([]);

    // A page with this map asks no third site.
    const other = new TileServer(PHOTO!, PHOTO!);
    const foreign = await other.listen();
    expect(await page.evaluate(`fetch('${foreign}/1/1/1.png').then(() => 'asked', () => 'refused')`)).toBe(
      'refused',
    );
    await other.close();
    expect(other.asked).toEqual([]);

    await page.route(`${managed.running.url}/v1/base-map`, (route) =>
      route.fulfill({
        json: {
          baseMap: { kind: 'archive', url: `${tiles.origin}/lot.pmtiles`, attribution: '© Le fichier' },
        },
      }),
    );
    await page.reload();
    await open();
    await page.getByText('© Le fichier').waitFor();
    await shows('the pictures of the file', ARCHIVED!, true);
    expect(await missing.count()).toBe(0);
    await page.unroute(`${managed.running.url}/v1/base-map`);

    for (const fail of [
      () => void (tiles.failsWith = 404),
      () => page.route(`${tiles.origin}/**`, (route) => route.abort()),
    ]) {
      await fail();
      await page.reload();
      await open();
      await missing.waitFor();
      const { bays } = (await managed.read()).settings;
      await press('store_draw_bay');
      await page.locator('[data-ready=true]').click({ position: { x: 200, y: 200 } });
      await page.getByText(texts.say('store_bays_drawn', { count: bays.length + 1 })).waitFor();
    }
  }, 180_000);
});

/** Whether a tenth of a picture at least has about this color. */
async function hasColor(png: Buffer, color: Color): Promise<boolean> {
  const { data, info } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  let same = 0;
  for (let at = 0; at < data.length; at += info.channels)
    if (color.every((value, i) => Math.abs(value - (data[at + i] ?? 0)) < 6)) same += 1;
  return same > data.length / info.channels / 10;
}
