import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CookieJar } from '@curbline/simulation';
import type { DeviceView } from '@curbline/contracts/http';
import { renewEpoch } from '@curbline/store-log';
import { DataSource } from 'typeorm';
import { MANY_CONNECTIONS, Running, until } from './running.js';
import { TestBoard } from './test-board.js';

describe('boards over the socket', () => {
  let running: Running;
  let wall: CookieJar;
  let boards: TestBoard[] = [];
  beforeAll(async () => {
    running = await Running.start({ connectionLimits: MANY_CONNECTIONS });
    wall = await running.device('wall');
  }, 60_000);
  afterAll(async () => {
    boards.forEach((board) => board.close());
    await running.close();
  }, 30_000);

  const open = async (jar = wall, options = {}): Promise<TestBoard> => {
    const board = await TestBoard.open(running.url, jar, running.store.id, options);
    boards = [...boards, board];
    return board;
  };
  const connect = (cookie: string, options = {}, storeId = running.store.id): TestBoard => {
    const board = TestBoard.connect(running.url, cookie, storeId, options);
    boards = [...boards, board];
    return board;
  };
  const live = (board: TestBoard): Promise<void> =>
    until('the board is live', () => board.live !== undefined);

  it('brings a board back to where it was, with all that it missed and nothing twice', async () => {
    const steady = await open();
    const leaving = await open();
    await Promise.all([live(steady), live(leaving)]);
    const { position } = leaving;
    leaving.close();
    const { placed, phone } = await running.customer();
    await phone.start(true);
    await phone.here({ bay: '3' });
    await phone.details({ bay: '5' });
    await until('the other board has seen it', () => steady.cards.get(placed.order.id)?.bay === '5');

    const back = connect(wall.header(), { position });
    await live(back);
    expect(back.events.map(({ seq }) => seq)).toEqual(
      Array.from({ length: steady.position.seq - position.seq }, (_, i) => position.seq + 1 + i),
    );
    expect(back.live?.head).toEqual(steady.position);
    expect(back.cards.get(placed.order.id)).toEqual(steady.cards.get(placed.order.id));
    expect([...back.faults, ...steady.faults]).toEqual([]);
    // Noted for the alerts, whatever process has the connection.
    await until('it is noted that the store has a board', async () => {
      const noted = 'SELECT connected_at FROM board_presence WHERE store_id = $1';
      const rows = await running.app.get(DataSource).query<unknown[]>(noted, [running.store.id]);
      return rows.length === 1;
    });
  });

  it('keeps boards that come and go during a flood complete and in order', async () => {
    const steady = await open();
    await live(steady);
    const flood = Array.from({ length: 12 }, async () => {
      const { phone } = await running.customer();
      await phone.start(false);
      await phone.here({});
    });
    const comers: TestBoard[] = [];
    for (let i = 0; i < 6; i += 1) {
      const comer = connect(wall.header(), { position: comers.at(-1)?.position ?? steady.position });
      await live(comer);
      comers.push(comer);
    }
    await Promise.all(flood);
    const all = [steady, ...comers];
    await until('everybody has everything', async () => {
      const { head } = await steady.probe();
      return all.every(({ position }) => position.seq === head.seq);
    });
    expect(all.flatMap(({ faults }) => faults)).toEqual([]);
  }, 20_000);

  it.each([
    ['ahead', { seq: 1_000_000 }],
    ['epoch', { epoch: 'of another log' }],
  ])('asks for a new snapshot when the position is %s', async (reason, change) => {
    const { position } = await open();
    const board = connect(wall.header(), { position: { ...position, ...change } });
    await until('resync', () => board.resync !== undefined);
    expect(board.resync).toBe(reason);
    await until('the connection ends', () => board.closed);
    expect(board.live).toBeUndefined();
    expect(board.events).toEqual([]);
  });

  it('tells live boards when the log was rebuilt under them', async () => {
    const board = await open();
    await live(board);
    await renewEpoch(running.app.get(DataSource), running.store.id);
    await until('resync', () => board.resync === 'epoch');
    // Snapshots are shared for a moment, so the first one may still be of the old log: the page asks again.
    await until('a board is live on the new log', async () => {
      const again = await open();
      await until('an answer', () => again.live !== undefined || again.closed);
      return again.live !== undefined;
    });
  });

  it('answers a probe with the head, and ends a board that sends something else', async () => {
    const board = await open();
    await live(board);
    const { head, serverTime } = await board.probe();
    expect(head).toEqual(board.position);
    expect(Math.abs(serverTime - Date.now())).toBeLessThan(5_000);
    board.socket.emit('probe', { sentAt: 'now' } as never, () => {});
    await until('the connection ends', () => board.closed);
  });

  it('ends a board that talks too much', async () => {
    const board = await open();
    await live(board);
    for (let i = 0; i < 120; i += 1) board.socket.emit('probe', { sentAt: i }, () => {});
    await until('the connection ends', () => board.closed);
  });

  it('cuts off a frame that is too large, and goes on', async () => {
    const board = await open();
    await live(board);
    board.socket.emit('probe', { sentAt: 0, more: 'x'.repeat(20_000) } as never, () => {});
    await until('the connection ends', () => board.closed);
    await live(await open());
  });

  it('refuses a page of another site before the upgrade', async () => {
    const board = connect(wall.header(), { headers: { origin: 'https://elsewhere.example' } });
    await until('refused', () => board.refused !== undefined);
    const polled = await fetch(`${running.url}/socket.io/?EIO=4&transport=polling`, {
      headers: { origin: 'https://elsewhere.example' },
    });
    expect(polled.status).toBe(403);
    const own = await fetch(`${running.url}/socket.io/?EIO=4&transport=polling`, {
      headers: { origin: running.url, cookie: wall.header() },
    });
    expect(own.status).toBe(200);
  });

  it('falls back to polling where sockets do not pass', async () => {
    await live(await open(wall, { transports: ['polling'] }));
  });

  it('has no other namespace and no client script', async () => {
    const response = await fetch(`${running.url}/socket.io/socket.io.js`);
    expect(response.status).toBeGreaterThanOrEqual(400);
  });

  it.each([
    ['nobody', {}, 'revoked'],
    ['an old page', { hello: { protocol: 0 } }, 'protocol'],
  ])('refuses %s, saying why', async (_who, options, reason) => {
    const board = connect(_who === 'nobody' ? '' : wall.header(), options);
    await until('refused', () => board.refused !== undefined);
    expect(board.refused?.data?.ended?.reason).toBe(reason);
  });

  it('refuses a hello with fields that it does not know, and a board of another store', async () => {
    const strange = connect(wall.header(), { hello: { admin: true } });
    const elsewhere = connect(wall.header(), {}, 'bristol-harbour');
    await until('both refused', () => strange.refused !== undefined && elsewhere.refused !== undefined);
    expect(elsewhere.refused?.data?.reason).toBe('not-signed-in');
    expect([...strange.events, ...elsewhere.events]).toEqual([]);
  });

  it('goes dark within 5 s when its device is revoked, and cannot come back', async () => {
    const manager = await running.manager();
    const jar = await running.device('handheld');
    const board = await open(jar);
    await live(board);
    const path = `/v1/stores/${running.store.id}/devices`;
    const device = (await manager.send<DeviceView[]>('GET', path)).find(
      ({ revokedAt }) => revokedAt === null,
    );
    await manager.send('POST', `${path}/${device?.id}/revoke`, {});
    await until('ended', () => board.ended !== undefined, 5_000);
    expect(board.ended?.reason).toBe('revoked');
    const again = connect(jar.header(), { position: board.position });
    await until('refused', () => again.refused !== undefined);
    expect(again.live).toBeUndefined();
  }, 15_000);

  it('tells a handheld whose person has signed out, so that it comes back masked', async () => {
    const jar = await running.handheld();
    const board = await open(jar);
    await live(board);
    await jar.send('POST', '/v1/staff/sign-out', {});
    await until('ended', () => board.ended !== undefined, 5_000);
    expect(board.ended?.reason).toBe('signed_out');
    await live(await open(jar));
  }, 15_000);
});
