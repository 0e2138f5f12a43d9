import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FenceHealthView, StoreAlerts, StoreView } from '@curbline/contracts/http';
import { projectionAround, toPosition } from '@curbline/domain/geo';
import { FakeClock } from '@curbline/testkit';
import { DataSource } from 'typeorm';
import { ApproachModelsService } from '../../apps/geofence-service/src/learning/approach-models.service.js';
import { ParkingHeatMapsService } from '../../apps/geofence-service/src/learning/parking-heat-maps.service.js';
import { NearestStoreRepository } from '../../apps/geofence-service/src/premises/nearest-store.repository.js';
import { PremisesRepository } from '../../apps/geofence-service/src/premises/premises.repository.js';
import { PremisesService } from '../../apps/geofence-service/src/premises/premises.service.js';
import type { CookieJar } from '@curbline/simulation';
import { Running, until } from './running.js';

/** The manager learns that the outline is wrong, and accepts the one that is right. */
describe('the health of the fence', () => {
  let running: Running;
  let manager: CookieJar;
  const path = (): string => `/v1/stores/${running.store.id}`;
  const health = (): Promise<FenceHealthView> => manager.send('GET', `${path()}/fence-health`);
  beforeAll(async () => {
    running = await Running.start();
    manager = await running.manager();
  }, 60_000);
  afterAll(() => running.close(), 30_000);

  it('counts where a customer stood at the hand-over, and keeps no more than that', async () => {
    expect(await health()).toMatchObject({ stands: 0, corrected: null, findings: [{ kind: 'too_few' }] });
    const { placed, phone } = await running.customer();
    await phone.start(true);
    await phone.report(running.drive(7), Date.now());
    const board = await running.handheld();
    await running.act(board, placed.order.id, 'claim');
    await running.act(board, placed.order.id, 'hand-over', { proof: 'none', reason: 'known_customer' });
    await until('the parked spot is counted', async () => (await health()).stands === 1);
    // One alone could be told apart: it is counted and not shown.
    expect((await health()).squares).toEqual([]);
    // Nothing of it is on the disk yet: neither where it stood nor how long it took.
    await running.app.get(ParkingHeatMapsService, { strict: false }).write();
    const models = running.app.get(ApproachModelsService, { strict: false });
    await models.write();
    const onDisk = (table: string): Promise<unknown[]> =>
      running.app.get(DataSource).query(`SELECT * FROM ${table}`);
    expect(await onDisk('stand_grid')).toEqual([]);
    expect(await onDisk('approach_model')).toEqual([]);
  }, 30_000);

  it('finds an outline that lies beside the car park, and is content with the corrected one', async () => {
    const heatMaps = running.app.get(ParkingHeatMapsService, { strict: false });
    const [west, south] = running.store.settings.premises.coordinates[0]![0]!;
    const map = projectionAround([west, south]);
    const east = Math.max(...running.store.settings.premises.coordinates[0]!.map(([x]) => x));
    const middleEast = (east - west) * map.metersPerDegreeEast;
    for (let i = 0; i < 60; i += 1) {
      const position = toPosition(map, { x: middleEast + 10 + (i % 6) * 8, y: 10 + Math.floor(i / 6) * 3 });
      await heatMaps.add(running.store.id, { position, mapOrigin: [west, south] });
    }
    const ill = await health();
    expect(ill.findings.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining([expect.stringMatching(/moved|outside/)]),
    );
    expect(ill.squares.length).toBeGreaterThan(3);
    expect(ill.insidePercent).toBeLessThan(50);
    await heatMaps.write();
    const fenceAlerts = async (): Promise<unknown[]> =>
      (await manager.send<StoreAlerts>('GET', `${path()}/alerts`)).alerts.filter(
        ({ kind }) => kind === 'fence',
      );
    expect(await fenceAlerts()).toEqual([{ kind: 'fence', finding: ill.findings[0] }]);
    const { settings } = await manager.send<StoreView>('GET', path());
    await manager.send(
      'PUT',
      path(),
      { ...settings, premises: ill.corrected },
      { 'idempotency-key': 'fence' },
    );
    const well = await health();
    expect(well.insidePercent).toBeGreaterThan(90);
    expect(well.findings.map(({ kind }) => kind)).toEqual(['right']);
    expect(await fenceAlerts()).toEqual([]);
  });

  it('tells the decision where customers usually stand, beside the bays, and again after ten minutes', async () => {
    const clock = new FakeClock();
    const heatMaps = running.app.get(ParkingHeatMapsService, { strict: false });
    const premises = new PremisesService(
      running.app.get(PremisesRepository, { strict: false }),
      running.app.get(NearestStoreRepository, { strict: false }),
      heatMaps,
      clock,
    );
    const { id, settings } = running.store;
    const places = async (): Promise<number> => (await premises.of(id))!.places.length / 2;
    const first = await places();
    expect(first).toBeGreaterThan(settings.bays.length);

    // A new corner of the car park becomes usual.
    const [longitude, latitude] = settings.premises.coordinates[0]![2]! as [number, number];
    for (let i = 0; i < 20; i += 1) {
      await heatMaps.add(id, { position: [longitude, latitude], mapOrigin: [longitude, latitude] });
    }
    clock.advance(60_000);
    expect(await places()).toBe(first);
    clock.advance(600_000);
    expect(await places()).toBe(first + 1);
  }, 30_000);

  it('is for managers of the store alone', async () => {
    await expect((await running.handheld()).send('GET', `${path()}/fence-health`)).rejects.toMatchObject({
      status: 401,
    });
    await expect(manager.send('GET', '/v1/stores/nowhere-at-all/fence-health')).rejects.toMatchObject({
      status: 404,
    });
  });
});
