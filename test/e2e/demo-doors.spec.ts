/** One click into the demonstration, and into nothing else; its past, and the people who live in it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  BoardSnapshot,
  DemoView,
  DeviceSession,
  InstallationView,
  ManagerSession,
  OpenedDoor,
  StaffView,
  StoreStats,
} from '@curbline/contracts/http';
import { wallClock } from '@curbline/domain/opening-hours';
import { CookieJar, demoDaysBefore, Phone } from '@curbline/simulation';
import { DataSource } from 'typeorm';
import { DemoDoorsService } from '../../src/demo/demo-doors.service.js';
import { recordDemoPast } from '../../src/demo/demo-past.js';
import { startDemoLife } from '../../src/demo/start-demo-life.js';
import { Running, until } from './running.js';

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
    send: (path: string, body?: object): Promise<unknown> => browser.send('POST', path, body),
    enter: (as: string, storeId = running.store.id): Promise<OpenedDoor> =>
      browser.send<OpenedDoor>('POST', '/v1/demo/doors', { storeId, as }),
  };
}

describe('the doors of the demonstration', () => {
  it('are shut where there is none', async () => {
    const { read, enter } = visitor();
    expect((await read<InstallationView>('/v1/installation')).demonstration).toEqual([]);
    await expect(enter('manager')).rejects.toMatchObject({ status: 404 });
    await expect(read('/v1/demo')).rejects.toMatchObject({ status: 404 });
    expect((await fetch(`${running.url}/demo`)).status).toBe(404);
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

    it('show one page with all of it, which may frame the others', async () => {
      for (const path of ['/demo', '/p', '/board', '/manager']) {
        const { status, headers } = await fetch(`${running.url}${path}`);
        expect([path, status]).toEqual([path, 200]);
        expect(headers.get('content-security-policy')).toMatch(/frame-ancestors 'self'$/);
        expect(headers.get('x-frame-options')).toBe('SAMEORIGIN');
      }
      const { headers } = await fetch(`${running.url}/v1/demo`);
      expect(headers.get('content-security-policy')).toMatch(/frame-ancestors 'none'$/);
    });

    it('have a past of fourteen days in which the shops do well but for one Saturday', async () => {
      const added = await recordDemoPast(running.app);
      expect(added).toBeGreaterThan(2_000);
      expect(await recordDemoPast(running.app)).toBe(0);
      const api = await running.manager();
      const days = demoDaysBefore(wallClock(running.store.settings.timeZone, Date.now()).day);
      const stats = (): Promise<StoreStats> =>
        api.send('GET', `/v1/stores/${running.store.id}/stats?from=${days[1]}&to=${days[13]}`);
      const whole = await stats();
      expect(whole.figures.wait.withinGoalPercent).toBeGreaterThan(80);
      expect(whole.insight.cause).toMatchObject({ weekday: 6, hour: 17 });
      for (const part of [
        'abandoned',
        'notCollected',
        'optIn',
        'overtaken',
        'recalled',
        'corrected',
      ] as const)
        expect([part, whole.figures[part].count > 0]).toEqual([part, true]);
      expect(whole.figures.eta.n).toBeGreaterThan(100);
      expect(whole.days.every(({ wait }) => wait.n > 20)).toBe(true);

      // Away for some days: what is missing is added, and nothing else changes.
      const away = 'DELETE FROM pickup_record WHERE store_id = $1 AND local_day >= $2';
      await running.app.get(DataSource).query(away, [running.store.id, days[9]]);
      expect(await recordDemoPast(running.app)).toBeGreaterThan(300);
      expect(await stats()).toEqual(whole);
    }, 60_000);

    it('have people who drive in and are served, and leave to a visitor whom the visitor serves', async () => {
      const port = Number(new URL(running.url).port);
      const life = startDemoLife(running.app, running.demo, port, 20);
      try {
        const { read, send, enter } = visitor();
        await enter('staff');
        const own = new Phone(running.url);
        const { orders } = await own.open((await enter('customer')).address);
        await own.here({ bay: '8' });
        const board = (): Promise<BoardSnapshot> => read(`/v1/stores/${running.store.id}/board`);
        const isOwn = ({ shortCode }: { shortCode: string }): boolean => shortCode === orders[0]!.shortCode;
        const { cards } = await board();
        await send(`/v1/stores/${running.store.id}/orders/${cards.find(isOwn)!.orderId}/claim`, {});

        await until(
          'simulated people are served',
          async () => (await board()).cards.filter(({ order }) => order.state === 'handed_over').length >= 2,
          90_000,
        );
        expect((await own.view()).orders[0]!.state).toBe('ready');
        const demo = await read<DemoView>('/v1/demo');
        expect(demo.speed).toBe(20);
        expect(demo.stores.map(({ lastCustomer }) => typeof lastCustomer?.name)).toEqual([
          'string',
          'string',
        ]);
        await expect(send('/v1/demo/speed', { speed: 7 })).rejects.toMatchObject({ status: 400 });
        expect(await send('/v1/demo/speed', { speed: 5 })).toMatchObject({ speed: 5 });
        expect(life.speed).toBe(5);
      } finally {
        await life.end();
      }
    }, 120_000);

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
