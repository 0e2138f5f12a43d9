import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { BaySigns } from '@curbline/contracts/http';
import { radiusOf } from '@curbline/domain/place';
import { readSignPdf } from '../../apps/web/fixtures/read-sign-pdf.js';
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

  it('is drawn on a plan that needs no network: outline, entrance and bays, step by step, back and again', async () => {
    const { page, texts, press, saved, complaints } = await managed.open('fr');
    const asked: string[] = [];
    await page.route('**', (route) => {
      const url = route.request().url();
      if (/^(blob|data):/.test(url) || url.startsWith(`${managed.running.url}/`)) return route.continue();
      asked.push(url);
      return route.abort();
    });
    await page.getByLabel(texts.say('manager_store')).selectOption(managed.running.store.id);
    await press('manager_settings');
    await press('store_edit_named', { part: texts.say('store_place') });
    await press('store_draw');
    await page.locator('[data-ready=true] canvas').waitFor();
    await page.getByText(/^\d+\sm$/).waitFor();
    const [fault, undo] = [texts.say('store_fault_crossing'), texts.say('store_draw_undo')];
    type Place = [across: number, down: number];
    const pixels = async (places: Place[]): Promise<Place[]> => {
      const paper = page.locator('[data-ready=true]');
      await paper.evaluate((element) => element.scrollIntoView({ block: 'center' }));
      const { x, y, width, height } = (await paper.boundingBox())!;
      return places.map(([across, down]) => [x + across * width, y + down * height]);
    };
    const draw = async (...places: Place[]): Promise<void> => {
      for (const at of await pixels(places)) await page.mouse.click(...at);
    };
    const tap = async (place: Place): Promise<void> => {
      for (const at of await pixels([place])) await page.touchscreen.tap(...at);
    };

    await press('store_draw_outline');
    await draw([0.3, 0.3], [0.7, 0.7], [0.7, 0.3], [0.3, 0.7]);
    await press('store_draw_finish');
    await page.getByText(fault).waitFor();
    await press('store_draw_undo');
    await page.getByText(fault).waitFor({ state: 'detached' });
    await press('store_draw_outline');
    await draw([0.2, 0.25], [0.8, 0.25], [0.8, 0.75], [0.2, 0.75]);
    await press('store_draw_finish');
    await page.getByRole('button', { name: texts.say('store_draw_move'), pressed: true }).waitFor();
    const corners = (count: number) => page.getByText(texts.say('store_outline_drawn', { count }));
    const removal = page.getByRole('button', { name: texts.say('store_draw_remove_corner') });
    await corners(4).waitFor();
    await tap([0.8, 0.75]);
    await removal.waitFor();
    expect((await removal.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    await removal.tap();
    await corners(3).waitFor();
    // Three corners are the fewest.
    await tap([0.8, 0.25]);
    await page.getByRole('button', { name: undo }).tap();
    await corners(4).waitFor();
    await removal.waitFor({ state: 'detached' });

    await press('store_draw_entrance');
    await draw([0.5, 0.25]);
    await page.getByRole('button', { name: texts.say('store_draw_move'), pressed: true }).waitFor();

    const before = managed.running.store.settings;
    const next = 1 + Math.max(...before.bays.map(({ label }) => Number(label)));
    const bays = page.getByText(texts.say('store_bays_drawn', { count: before.bays.length + 2 }));
    await press('store_draw_bay');
    await draw([0.4, 0.5], [0.6, 0.5]);
    await bays.waitFor();
    await page.getByRole('button', { name: undo }).click();
    await bays.waitFor({ state: 'detached' });
    await press('store_draw_redo');
    await bays.waitFor();
    await judge(page, 'store-drawing-fr');

    const manyCorners = Array.from({ length: 100_000 }, (_, i) => [4 + i / 1e6, 45]);
    const endless = JSON.stringify({ type: 'Polygon', coordinates: [[...manyCorners, manyCorners[0]]] });
    await page.getByText(texts.say('store_geojson')).click();
    await page
      .getByLabel(texts.say('store_geojson_file'))
      .setInputFiles({ name: 'lot.geojson', mimeType: 'application/json', buffer: Buffer.from(endless) });
    await page.getByText(texts.say('store_fault_corners', { corners: 100_001, most: 500 })).waitFor();
    await press('store_save');
    await saved('store_place');
    const { settings } = await managed.read();
    expect(settings.bays.map(({ label }) => label)).toEqual([
      ...before.bays.map(({ label }) => label),
      String(next),
      String(next + 1),
    ]);
    expect(settings.premises.coordinates[0]).toHaveLength(5);
    expect(settings.entrance).not.toEqual(before.entrance);
    expect(asked).toEqual([]);
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

  it('has signs to print, whose codes are good until they are renewed', async () => {
    const { page, texts, press, complaints } = await managed.open('fr');
    await page.getByLabel(texts.say('manager_store')).selectOption(managed.running.store.id);
    await press('manager_settings');
    const part = page.getByRole('region', { name: texts.say('store_signs'), exact: true });
    await part.waitFor();
    const { settings } = await managed.read();
    const labels = [...settings.bays, ...(settings.counters ?? [])].map(({ label }) => label);
    const download = async (count: number) => {
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        press('store_signs_download', { count }),
      ]);
      return { name: file.suggestedFilename(), pages: await readSignPdf(readFileSync(await file.path())) };
    };
    const all = await download(labels.length);
    expect(all.name).toBe(`panneaux-${managed.running.store.id}.pdf`);
    expect(all.pages.map(({ lines }) => lines[2]?.text)).toEqual(labels);
    expect(all.pages.every(({ widthMm, heightMm }) => widthMm === 210 && heightMm === 297)).toBe(true);
    const manager = await managed.running.manager();
    const signs = (): Promise<BaySigns> =>
      manager.send('GET', `/v1/stores/${managed.running.store.id}/signs`);
    const before = (await signs()).signs;
    expect(all.pages.map(({ codes }) => codes)).toEqual(before.map(({ url }) => [url]));

    await part.getByText(texts.say('store_signs_copied')).click();
    await part.getByLabel(texts.say('store_signs_which')).selectOption(labels[0]!);
    await press('store_signs_renew', { bay: labels[0]! });
    await part.getByRole('button', { name: texts.say('manager_yes_sure') }).click();
    await part.getByText(texts.say('store_signs_renewed', { bay: labels[0]! })).waitFor();
    await part.getByLabel(texts.say('store_signs_all', { count: labels.length })).uncheck();
    await part.getByLabel(labels[0]!, { exact: true }).check();
    await part.getByLabel(texts.say('store_signs_paper')).selectOption('a5');
    await part.getByLabel(texts.say('store_signs_languages')).selectOption({ label: 'Français' });
    await judge(page, 'store-signs-fr');
    const [renewed, ...more] = (await download(1)).pages;
    expect(more).toEqual([]);
    expect([renewed!.widthMm, renewed!.heightMm]).toEqual([148, 210]);
    expect(renewed!.lines.map(({ text }) => text).join(' ')).toContain('Vous venez retirer une commande');
    expect(renewed!.lines.map(({ text }) => text).join(' ')).not.toContain('Picking up');
    expect(renewed!.codes).toEqual([(await signs()).signs[0]!.url]);
    expect(renewed!.codes).not.toEqual(all.pages[0]!.codes);
    expect(complaints).toEqual([]);
  }, 180_000);
});
