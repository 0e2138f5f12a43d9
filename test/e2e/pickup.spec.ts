import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CardAnswer, TodayStats } from '@curbline/contracts/http';
import type { Heard, Phone } from '@curbline/simulation';
import { Running, until } from './running.js';
import { TestBoard } from './test-board.js';

/** One pickup through the whole program: shop, phone, fixes, two boards, hand-over, figures. */
describe('a pickup from the order to the figures', () => {
  let running: Running;
  beforeAll(async () => {
    running = await Running.start();
  }, 60_000);
  afterAll(() => running.close(), 30_000);

  const listenOn = (phone: Phone): { heard: Heard[]; stop: () => Promise<void> } => {
    const [heard, stopping]: [Heard[], AbortController] = [[], new AbortController()];
    const listening = phone.listen((event) => heard.push(event), stopping.signal).catch(() => {});
    return {
      heard,
      stop: async () => {
        stopping.abort();
        await listening;
      },
    };
  };

  it('drives in, rings on both boards, is claimed, handed over by code, and counted', async () => {
    const { placed, phone } = await running.customer();
    const [lea, karim, wall] = [
      await running.handheld(0),
      await running.handheld(1),
      await running.device('wall'),
    ];
    const boards = [
      await TestBoard.open(running.url, lea, running.store.id),
      await TestBoard.open(running.url, wall, running.store.id),
    ];
    const [first, second] = boards as [TestBoard, TestBoard];
    await until('both boards live', () => boards.every((board) => board.live !== undefined));
    const { heard, stop } = listenOn(phone);
    await until('the first status', () => heard.some(({ type }) => type === 'status'));

    await phone.start(true);
    const response = await phone.report(running.drive(7), Date.now());
    expect(response.accepted).toBeGreaterThan(50);
    const { id } = placed.order;
    await until('the arrival on both boards', () =>
      boards.every((board) => board.cards.get(id)?.trip.state === 'arrived'),
    );
    const arrival = first.cards.get(id)?.arrival;
    expect(arrival).toMatchObject({ confirmed: true });
    expect(arrival?.evidence).toMatch(/^position_/);
    await until('progress on the board', () => first.progress.some(({ band }) => band === 'on_premises'));
    await until('the arrival on the phone', () =>
      heard.some(({ status }) => status?.tripState === 'arrived'),
    );

    await phone.details({ bay: '4', vehicle: { colour: 'blue', model: 'Zoe' } });
    await running.act(lea, id, 'claim');
    await expect(running.act(karim, id, 'claim')).rejects.toMatchObject({
      status: 409,
      code: 'already-claimed',
    });
    await until('the runner on the phone', () => heard.some(({ status }) => status?.runner === 'Léa'));

    await expect(running.act(lea, id, 'hand-over', { proof: 'code', code: 'ZZZZ' })).rejects.toMatchObject({
      status: 422,
      code: 'wrong-code',
    });
    const code = (await phone.view()).orders[0]?.handOverCode;
    const { card } = await running.act<CardAnswer>(lea, id, 'hand-over', { proof: 'code', code });
    expect(card.order).toMatchObject({ state: 'handed_over', proof: 'code' });
    const { wait } = card;
    expect(wait && wait.earlyMs + wait.shortNoticeMs + wait.storeMs).toBe(wait?.totalMs);
    await until('the hand-over on both boards', () =>
      boards.every((board) => board.cards.get(id)?.order.state === 'handed_over'),
    );
    expect(first.cards.get(id)).toMatchObject({ bay: '4', vehicle: { colour: 'blue', model: 'Zoe' } });
    // Passers-by read the wall: it has the bay and not the car.
    expect(second.cards.get(id)).toMatchObject({ bay: '4', vehicle: null });
    expect(boards.flatMap(({ faults }) => faults)).toEqual([]);
    expect(JSON.stringify(first.events)).not.toMatch(/latitude|longitude|coordinates|handOverCode/);

    await until('the receipt', async () => (await phone.view()).receipt?.erasedAt != null);
    const view = await phone.view();
    expect(view.receipt?.fixesReceived).toBe(response.accepted + response.refused.length);
    expect(view.orders[0]?.handOverCode).toBeNull();

    await running.act(lea, id, 'recall');
    await until('the recalled card on both boards', () =>
      boards.every((board) => board.cards.get(id)?.order.state === 'ready'),
    );
    await running.act(lea, id, 'hand-over', { proof: 'id_checked' });

    const stats = await (
      await running.manager()
    ).send<TodayStats>('GET', `/v1/stores/${running.store.id}/stats/today`);
    expect(stats.figures.handedOver).toBe(1);
    expect(stats.pickups.find(({ orderId }) => orderId === id)).toMatchObject({ orderState: 'handed_over' });
    await stop();
    boards.forEach((board) => board.close());
  }, 30_000);

  it('comes without a position just as well', async () => {
    const { placed, phone } = await running.customer();
    await phone.start(false, 3);
    await phone.here({ bay: '2' });
    const board = await TestBoard.open(running.url, await running.handheld(), running.store.id);
    // The snapshot may be a second old; what is missing from it follows.
    await until('the card', () => board.cards.get(placed.order.id)?.trip.state === 'arrived');
    expect(board.cards.get(placed.order.id)).toMatchObject({
      bay: '2',
      trip: { state: 'arrived', sharing: 'declined' },
      arrival: { evidence: 'tapped_unseen', confirmed: true },
    });
    board.close();
  });

  it('refuses positions at once when sharing stops, and erases what it had', async () => {
    const { phone } = await running.customer();
    await phone.start(true);
    await phone.report([running.fixAt(2_000)], Date.now());
    await phone.stopSharing();
    await until(
      'positions are refused',
      async () => {
        const refusal = await phone
          .report([running.fixAt(1_900)], Date.now())
          .catch((error: unknown) => error);
        return refusal instanceof Error && 'code' in refusal && refusal.code === 'sharing-off';
      },
      2_000,
    );
    await until('the receipt', async () => (await phone.view()).receipt?.erasedAt != null, 3_000);
  });
});
