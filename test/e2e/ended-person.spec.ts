/** A person who is disabled: every board they are signed in on goes masked within 5 s, and stays so. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DeviceSession } from '@curbline/contracts/http';
import { Running, until } from './running.js';
import { TestBoard } from './test-board.js';

describe('a person whom a manager has disabled', () => {
  let running: Running;
  let board: TestBoard | undefined;
  beforeAll(async () => {
    running = await Running.start();
  }, 60_000);
  afterAll(async () => {
    board?.close();
    await running.close();
  }, 30_000);

  it('loses the open board within 5 s; it comes back without them, and their PIN opens nothing', async () => {
    const jar = await running.handheld(1);
    board = await TestBoard.open(running.url, jar, running.store.id);
    await until('the board is live', () => board?.live !== undefined);
    const person = running.demo.credentials.stores.find(({ id }) => id === running.store.id)?.people[1];
    const manager = await running.manager();
    await manager.send('POST', `/v1/stores/${running.store.id}/staff/${person?.staffId}/disable`, {});
    await until('the board is ended', () => board?.ended !== undefined, 5_000);
    expect(board.ended?.reason).toBe('signed_out');

    const back = await TestBoard.open(running.url, jar, running.store.id, { position: board.position });
    await until('the masked board is live', () => back.live !== undefined);
    back.close();
    const session = await jar.send<DeviceSession>('GET', '/v1/device');
    expect(session.signedIn).toBeNull();
    const { placed } = await running.customer();
    await expect(running.act(jar, placed.order.id, 'claim')).rejects.toMatchObject({ status: 401 });
    await expect(
      jar.send('POST', '/v1/staff/sign-in', { staffId: person?.staffId, pin: person?.pin }),
    ).rejects.toMatchObject({ status: 401 });
  }, 20_000);
});
