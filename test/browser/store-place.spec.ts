import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { radiusOf } from '@curbline/domain/place';
import { managedStore } from './managed-store.js';
import { judge } from './manager-screens.js';

/** Where a store is, without drawing: a pin, a radius, a row of bays, and an outline from a file. */
const managed = managedStore();

describe('the place of a store', () => {
  it('is set by a pin and a radius; what looks wrong is said, and an outline that crosses itself refused', async () => {
    const { page, context, texts, press, fill, saved, complaints } = await managed.open('en');
    const [longitude, latitude] = managed.running.store.settings.entrance.coordinates;
    await page.getByLabel(texts.say('manager_store')).selectOption(managed.running.store.id);
    await press('manager_settings');
    await press('store_edit_named', { part: texts.say('store_place') });
    await press('store_outline_round');

    await fill('store_entrance', 'behind the church');
    await page.getByText(texts.say('store_position_unreadable')).waitFor();
    await fill('store_entrance', `${longitude}, ${latitude}`);
    await page.getByText(texts.say('store_position_swapped')).waitFor();
    await press('store_position_swap');
    await page.getByText(texts.say('store_position_swapped')).waitFor({ state: 'detached' });
    await fill('store_radius', '30');
    await page.getByText(texts.say('store_radius_small', { least: 50 })).waitFor();
    await judge(page, 'store-place-en');

    await context.grantPermissions(['geolocation']);
    await context.setGeolocation({ longitude: longitude + 1e-4, latitude, accuracy: 7 });
    const mine = texts.say('store_position_mine');
    await press('store_of', { what: mine, of: texts.say('store_entrance') });
    await page.getByText(texts.say('store_position_accuracy', { distance: '7 m' })).waitFor();
    await fill('store_radius', '70');
    await press('store_save');
    await saved('store_place');
    const { settings } = await managed.read();
    expect(settings.entrance.coordinates[0]).toBeCloseTo(longitude + 1e-4, 9);
    expect(radiusOf(settings.premises.coordinates[0]!, settings.entrance.coordinates)).toBe(70);

    await press('store_edit_named', { part: texts.say('store_place') });
    await page.getByText(texts.say('store_geojson')).click();
    const download = page.waitForEvent('download');
    await press('store_geojson_save');
    const file = await (await download).path();
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ geometry: settings.premises });
    const [[a, b, c, d] = []] = managed.running.store.settings.premises.coordinates;
    const bowTie = { type: 'Polygon', coordinates: [[a, c, b, d, a]] };
    await fill('store_geojson_text', JSON.stringify(bowTie));
    await press('store_save');
    await page.getByRole('alert').filter({ hasText: 'crosses itself at longitude' }).waitFor();
    const outline = JSON.stringify(managed.running.store.settings.premises);
    await page
      .getByLabel(texts.say('store_geojson_file'))
      .setInputFiles({ name: 'lot.geojson', mimeType: 'application/json', buffer: Buffer.from(outline) });
    await page.getByText(/The outline was drawn/).waitFor();
    await press('store_save');
    await saved('store_place');
    expect((await managed.read()).settings.premises).toEqual(managed.running.store.settings.premises);
    expect(complaints).toEqual([]);
  }, 180_000);

  it('has its bays by a row between two points, each with a label of its own', async () => {
    const { page, texts, press, fill, saved, complaints } = await managed.open('fr');
    const [longitude, latitude] = managed.running.store.settings.bays[0]!.position.coordinates;
    await page.getByLabel(texts.say('manager_store')).selectOption(managed.running.store.id);
    await press('manager_settings');
    await press('store_edit_named', { part: texts.say('manager_bays') });
    const before = (await managed.read()).settings.bays.length;
    await fill('store_bays_count', '4');
    await fill('store_bays_first', '20');
    await fill('store_bays_from', `${latitude}, ${longitude}`);
    await fill('store_bays_to', `${latitude}, ${longitude + 2e-4}`);
    await press('store_bays_add', { count: 4 });
    await page.getByLabel(texts.say('store_bay_label', { number: before + 4 })).fill('20');
    await page.getByText(texts.say('store_bays_repeated', { labels: '20' })).waitFor();
    await press('store_save');
    await page.getByRole('alert').filter({ hasText: 'deux places s’appellent 20' }).waitFor();
    await judge(page, 'store-bays-fr');
    await page.getByLabel(texts.say('store_bay_label', { number: before + 4 })).fill('B4');
    await press('store_save');
    await saved('manager_bays');
    const labels = (await managed.read()).settings.bays.map(({ label }) => label);
    expect(labels.slice(before)).toEqual(['20', '21', '22', 'B4']);
    expect(complaints).toEqual([]);
  }, 180_000);
});
