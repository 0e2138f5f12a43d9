/** One click into the demonstration, and into nothing else. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type {
  DeviceSession,
  InstallationView,
  ManagerSession,
  OpenedDoor,
  StaffView,
} from '@curbline/contracts/http';
import { CookieJar } from '@curbline/simulation';
import { DemoDoorsService } from '../../src/demo/demo-doors.service.js';
import { Running } from './running.js';

let running: Running;
beforeAll(async () => {
  running = await Running.start();
}, 120_000);
afterAll(() => running.close(), 30_000);

/** A browser that keeps its cookies. */
function visitor() {
  const browser = new CookieJar(running.url);
  return {
    read: <T>(path: string): Promise<T> => browser.send<T>('GET', path),
    send: (path: string): Promise<unknown> => browser.send('POST', path),
    enter: (as: string, storeId = running.store.id): Promise<OpenedDoor> =>
      browser.send<OpenedDoor>('POST', '/v1/demo/doors', { storeId, as }),
  };
}

describe('the doors of the demonstration', () => {
  it('are shut where there is none', async () => {
    const { read, enter } = visitor();
    expect((await read<InstallationView>('/v1/installation')).demonstration).toEqual([]);
    await expect(enter('manager')).rejects.toMatchObject({ status: 404 });
  });

  describe('once it is there', () => {
    beforeAll(() => running.app.get(DemoDoorsService).open(running.app, running.demo));

    it('are named by store', async () => {
      const { demonstration } = await visitor().read<InstallationView>('/v1/installation');
      expect(demonstration.map(({ storeId }) => storeId)).toContain(running.store.id);
    });

    it('make a visitor the manager of that store, not an admin', async () => {
      const { read, enter } = visitor();
      expect(await enter('manager')).toEqual({ address: '/manager' });
      expect(await read<ManagerSession>('/v1/me')).toMatchObject({
        role: 'manager',
        stores: [{ id: running.store.id }],
      });
    });

    it('make their browser a board where somebody is signed in, or a wall', async () => {
      const { read, enter } = visitor();
      expect(await enter('staff')).toEqual({ address: '/board' });
      expect(await read<DeviceSession>('/v1/device')).toMatchObject({
        device: { kind: 'handheld' },
        store: { id: running.store.id },
        signedIn: { role: 'staff' },
      });
      const wall = visitor();
      await wall.enter('wall');
      expect(await wall.read<DeviceSession>('/v1/device')).toMatchObject({
        device: { kind: 'wall' },
        signedIn: null,
      });
    });

    it('give a customer an order of their own', async () => {
      const links = await Promise.all([visitor().enter('customer'), visitor().enter('customer')]);
      const addresses = links.map(({ address }) => address);
      expect(new Set(addresses).size).toBe(2);
      for (const address of addresses) expect(address).toMatch(/\/p#[\w-]+/);
    });

    it('let in fifteen visitors behind one address at the same moment, through each door', async () => {
      for (const as of ['manager', 'staff', 'wall', 'customer']) {
        const answers = await Promise.all(Array.from({ length: 15 }, () => visitor().enter(as)));
        expect([as, answers.length]).toEqual([as, 15]);
      }
    });

    it('go on after a visitor has disabled everybody', async () => {
      const boss = visitor();
      await boss.enter('manager');
      const people = await boss.read<StaffView[]>(`/v1/stores/${running.store.id}/staff`);
      for (const { id } of people.filter(({ role }) => role !== 'manager'))
        await boss.send(`/v1/stores/${running.store.id}/staff/${id}/disable`);
      const next = visitor();
      await next.enter('staff');
      expect(await next.read<DeviceSession>('/v1/device')).toMatchObject({ signedIn: { role: 'staff' } });
    });

    it('lead to no other store, and to nothing else', async () => {
      const { enter } = visitor();
      await expect(enter('manager', 'somewhere-else')).rejects.toMatchObject({ status: 404 });
      await expect(enter('admin')).rejects.toMatchObject({ status: 400 });
    });
  });
});
