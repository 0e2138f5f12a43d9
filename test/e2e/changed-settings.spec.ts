/** Somebody changes the goal: boards, figures and customers' pages follow within two seconds, wherever they look. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BoardSnapshot, FiveFigures, StoreView } from '@curbline/contracts/http';
import type { Problem } from '@curbline/contracts/problems';
import type { CookieJar, Heard } from '@curbline/simulation';
import { Running, until } from './running.js';
import { TestBoard } from './test-board.js';

let running: Running;
let manager: CookieJar;
let path: string;
beforeAll(async () => {
  running = await Running.start();
  manager = await running.manager();
  path = `/v1/stores/${running.store.id}`;
}, 120_000);
afterAll(() => running.close(), 30_000);

async function patch(body: object, headers: Record<string, string>) {
  const response = await fetch(`${running.url}${path}`, {
    method: 'PATCH',
    headers: {
      cookie: manager.header(),
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
      ...headers,
    },
    body: JSON.stringify(body),
  });
  return {
    status: response.status,
    etag: response.headers.get('etag'),
    body: (await response.json()) as StoreView & Problem,
  };
}

describe('changed settings', () => {
  it('reach every board with the goal, and every customer’s page with promise and phone, within two seconds', async () => {
    const screens = await Promise.all([
      running.device('wall'),
      running.device('handheld'),
      running.handheld(),
    ]);
    const boards = await Promise.all(
      screens.map((jar) => TestBoard.open(running.url, jar, running.store.id)),
    );
    await until('all are live', () => boards.every(({ live }) => live !== undefined));
    const { phone } = await running.customer();
    const heard: Heard[] = [];
    const stop = new AbortController();
    const listening = phone.listen((event) => void heard.push(event), stop.signal).catch(() => undefined);
    await until('the page listens', () => heard.some(({ type }) => type === 'status'));
    // Everything that keeps settings for a while keeps them now.
    await Promise.all(screens.map((jar) => jar.send('GET', `${path}/figures`)));
    await phone.view();

    const before = await manager.send<StoreView>('GET', path);
    const changes = { goalS: 90, promiseS: 240, leadS: 150, phone: '+33 4 11 22 33 44' };
    const changedAt = performance.now();
    const changed = await patch(changes, { 'if-match': `"${before.version}"` });
    expect([changed.status, changed.etag, changed.body.version]).toEqual([
      200,
      `"${before.version + 1}"`,
      before.version + 1,
    ]);
    expect(changed.body.settings).toEqual({ ...before.settings, ...changes });

    const told = (board: TestBoard) => board.events.find(({ type }) => type === 'settings_changed');
    await until('all boards are told', () => boards.every((board) => told(board)), 2_000);
    await until('the page is told', () => heard.some(({ type }) => type === 'line'), 2_000);
    expect(told(boards[0]!)?.payload).toEqual({
      store: expect.objectContaining({ id: running.store.id, goalS: 90, promiseS: 240, leadS: 150 }),
    });
    for (const jar of screens) {
      expect((await jar.send<FiveFigures>('GET', `${path}/figures`)).goalS).toBe(90);
    }
    expect((await phone.view()).store).toMatchObject({ goalS: 90, promiseS: 240, phone: changes.phone });
    expect(performance.now() - changedAt).toBeLessThan(2_000);
    await until(
      'snapshots, which are shared for a second, say so too',
      async () => {
        const { store, figures } = await screens[0]!.send<BoardSnapshot>('GET', `${path}/board`);
        expect(store.goalS).toBe(figures.goalS);
        return store.goalS === 90;
      },
      2_000,
    );
    stop.abort();
    await listening;
    for (const board of boards) {
      expect(board.faults).toEqual([]);
      board.close();
    }
  }, 40_000);

  it('are refused from an outdated version, without a version, and when they are none', async () => {
    const { version } = await manager.send<StoreView>('GET', path);
    const tag = { 'if-match': `"${version}"` };
    const [one, two] = await Promise.all([patch({ goalS: 100 }, tag), patch({ goalS: 110 }, tag)]);
    expect([one.status, two.status].toSorted((a, b) => a - b)).toEqual([200, 412]);
    expect((await patch({ goalS: 100 }, {})).body).toMatchObject({ status: 428, code: 'if-match-missing' });
    expect((await patch({ goalS: 100 }, { 'if-match': 'yesterday' })).body).toMatchObject({
      status: 412,
      code: 'version-outdated',
    });
    const now = { 'if-match': `"${version + 1}"` };
    for (const wrong of [{ goalS: 'soon' }, { goalS: 5 }, { premises: null }, { languages: [] }]) {
      expect((await patch(wrong, now)).body).toMatchObject({ status: 400, code: 'invalid-input' });
    }
    const same = await manager.send<StoreView>('GET', path);
    expect((await patch({ goalS: same.settings.goalS }, now)).body.version).toBe(version + 1);
  }, 20_000);
});
