import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TripStatusPush } from '@curbline/contracts/http';
import { CookieJar } from '@curbline/simulation';
import { Running, until } from './running.js';
import { TestBoard } from './test-board.js';

interface Message {
  readonly id: string;
  readonly event: string;
  readonly data: string;
}

interface Customer {
  readonly jar: CookieJar;
  readonly orderId: string;
  /** The address of their trip. */
  readonly trip: string;
}

/** What a browser's EventSource would see, with the ids that it would send back. */
class Listener {
  readonly messages: Message[] = [];
  ended = false;

  constructor(
    readonly response: Response,
    private readonly abort: AbortController,
  ) {
    void this.read();
  }

  static async open(url: string, { jar, trip }: Customer, lastEventId?: string): Promise<Listener> {
    const abort = new AbortController();
    const response = await fetch(`${url}${trip}/events`, {
      headers: { cookie: jar.header(), ...(lastEventId ? { 'last-event-id': lastEventId } : {}) },
      signal: abort.signal,
    });
    return new Listener(response, abort);
  }

  of(event: string): Message[] {
    return this.messages.filter((message) => message.event === event);
  }

  statuses(): TripStatusPush[] {
    return this.of('status').map(({ data }) => JSON.parse(data) as TripStatusPush);
  }

  stop(): void {
    this.abort.abort();
  }

  private async read(): Promise<void> {
    let text = '';
    try {
      for await (const chunk of this.response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
        const parts = (text + chunk).split('\n\n');
        text = parts.pop() ?? '';
        for (const part of parts) {
          const field = (name: string): string => new RegExp(`^${name}: ?(.*)$`, 'm').exec(part)?.[1] ?? '';
          if (part.trim())
            this.messages.push({ id: field('id'), event: field('event'), data: field('data') });
        }
      }
    } catch {
      // Aborted by the test, or cut by the server: either way it is over.
    }
    this.ended = true;
  }
}

describe('what the customer’s page hears', () => {
  let running: Running;
  beforeAll(async () => {
    running = await Running.start();
  }, 60_000);
  afterAll(() => running.close(), 30_000);

  const customer = async (): Promise<Customer> => {
    const { order, customerLink } = await running.order();
    const jar = new CookieJar(running.url);
    await jar.send('POST', '/v1/link', { token: customerLink.split('#')[1] });
    return { jar, orderId: order.id, trip: `/v1/trips/${order.tripId}` };
  };

  it('begins with the present state, tells each change under the log’s number, and resumes with it', async () => {
    const me = await customer();
    const { jar, trip } = me;
    const first = await Listener.open(running.url, me);
    expect(first.response.headers.get('content-type')).toContain('text/event-stream');
    expect(first.response.headers.get('cache-control')).toContain('no-store');
    await until('the first status', () => first.of('status').length === 1);
    await jar.send('POST', `${trip}/start`, { sharing: false });
    await until('the start', () => first.statuses().at(-1)?.tripState === 'started');
    const ids = first.of('status').map(({ id }) => Number(id));
    expect([...ids].sort((a, b) => a - b)).toEqual(ids);
    first.stop();

    await jar.send('POST', `${trip}/here`, { bay: '6' });
    const second = await Listener.open(running.url, me, String(ids.at(-1)));
    await until('the present state', () => second.of('status').length === 1);
    expect(second.statuses()[0]).toMatchObject({ tripState: 'arrived', bay: '6' });
    expect(Number(second.of('status')[0]?.id)).toBeGreaterThan(ids.at(-1) ?? 0);
    second.stop();
  });

  it('hears of its own trip alone, of others only that the line moved', async () => {
    const [mine, other] = [await customer(), await customer()];
    const listener = await Listener.open(running.url, mine);
    await until('the first status', () => listener.of('status').length === 1);
    await other.jar.send('POST', `${other.trip}/start`, { sharing: false });
    await other.jar.send('POST', `${other.trip}/here`, { bay: '7' });
    await until('the line moved', () => listener.of('line').length > 0);
    expect(listener.of('status')).toHaveLength(1);
    expect(JSON.stringify(listener.messages)).not.toContain(other.orderId);
    expect(listener.of('line')[0]?.id).toBe(listener.of('status')[0]?.id);
    listener.stop();
  });

  it('carries the estimate, and never a position', async () => {
    const me = await customer();
    const { jar, trip } = me;
    const listener = await Listener.open(running.url, me);
    await jar.send('POST', `${trip}/start`, { sharing: true });
    for (const northM of [3_000, 2_950, 2_900]) {
      await jar.send('POST', `${trip}/fixes`, { sentAt: Date.now(), fixes: [running.fixAt(northM)] });
    }
    await until('progress', () => listener.of('progress').length > 0);
    const progress = listener.of('progress').at(-1)?.data ?? '';
    expect(JSON.parse(progress)).toMatchObject({ band: 'far', eta: { source: expect.any(String) } });
    expect(progress).not.toMatch(/latitude|longitude|45\.7/);
    listener.stop();
  });

  it('closes the oldest of too many', async () => {
    const me = await customer();
    const listeners: Listener[] = [];
    for (let i = 0; i < 7; i += 1) listeners.push(await Listener.open(running.url, me));
    await until('the first is closed', () => listeners[0]?.ended === true);
    expect(listeners.slice(1).map(({ ended }) => ended)).toEqual(listeners.slice(1).map(() => false));
    listeners.forEach((listener) => listener.stop());
  });

  it('wants a session', async () => {
    const { orderId, trip } = await customer();
    const nobody = { jar: new CookieJar(running.url), orderId, trip };
    expect((await Listener.open(running.url, nobody)).response.status).toBe(401);
    const other = { ...(await customer()), trip };
    expect((await Listener.open(running.url, other)).response.status).toBe(401);
  });
});

describe('stopping with lines open', () => {
  it('ends streams and sockets and is gone within five seconds', async () => {
    const running = await Running.start();
    let closed = false;
    try {
      const { order, customerLink } = await running.order();
      const jar = new CookieJar(running.url);
      await jar.send('POST', '/v1/link', { token: customerLink.split('#')[1] });
      const me = { jar, orderId: order.id, trip: `/v1/trips/${order.tripId}` };
      const listener = await Listener.open(running.url, me);
      await until('the first status', () => listener.of('status').length === 1);
      const board = await TestBoard.open(running.url, await running.device('wall'), running.store.id);
      await until('the board is live', () => board.live !== undefined);
      const startedAt = performance.now();
      closed = true;
      await running.close();
      expect(performance.now() - startedAt).toBeLessThan(5_000);
      await until('both are told', () => listener.ended && board.closed);
      expect(board.ended?.reason).toBe('shutdown');
    } finally {
      if (!closed) await running.close();
    }
  }, 60_000);
});
