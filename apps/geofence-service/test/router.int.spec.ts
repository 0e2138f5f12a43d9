/** Tests the router's client against real HTTP servers: one that answers, hangs, fails, or answers in another form. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { Logger } from '@nestjs/common';
import { FakeClock } from '@curbline/testkit';
import { RouterEstimatesService, RouterAddress } from '../src/estimates/router-estimates.service.js';
import { ValhallaClient } from '../src/estimates/valhalla-client.js';

// The tests provoke warnings.
Logger.overrideLogger(false);

type Behavior = keyof typeof STATUS | 'hangs';

const STATUS = { answers: 200, 'knows no way': 400, fails: 500, lies: 200 } as const;

const FROM = [4.81, 45.74] as const;
const TO = [4.82, 45.75] as const;

class FakeValhalla {
  behavior: Behavior = 'answers';
  readonly asked: { path: string; body: unknown }[] = [];

  private constructor(private readonly server: Server) {}

  static async start(): Promise<FakeValhalla> {
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        fake.asked.push({ path: request.url ?? '', body: JSON.parse(Buffer.concat(chunks).toString()) });
        if (fake.behavior === 'hangs') return;
        const answers = {
          answers: { trip: { status: 0, summary: { time: 432.5, length: 3.2 }, legs: [] } },
          'knows no way': { error_code: 171, error: 'No suitable edges near location' },
          fails: { error: 'Internal server error' },
          lies: { trip: { status: 0, summary: { time: 'soon' } } },
        };
        response.writeHead(STATUS[fake.behavior], { 'content-type': 'application/json' });
        response.end(JSON.stringify(answers[fake.behavior]));
      });
    });
    const fake = new FakeValhalla(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return fake;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/valhalla`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

let fake: FakeValhalla;
afterEach(() => fake.close());

async function until(check: () => boolean): Promise<void> {
  for (let waited = 0; !check() && waited < 3_000; waited += 10) await sleep(10);
  expect(check()).toBe(true);
}

describe('a Valhalla server', () => {
  it('gets the request of its documentation, and its driving time is read', async () => {
    fake = await FakeValhalla.start();
    expect(await new ValhallaClient(fake.url).drivingSeconds(FROM, TO)).toBe(432.5);
    expect(fake.asked).toEqual([
      {
        path: '/valhalla/route',
        body: {
          locations: [
            { lon: 4.81, lat: 45.74 },
            { lon: 4.82, lat: 45.75 },
          ],
          costing: 'auto',
          directions_type: 'none',
        },
      },
    ]);
  });

  it.each(['hangs', 'fails', 'lies'] as const)('that %s is given up after a short time', async (behavior) => {
    fake = await FakeValhalla.start();
    fake.behavior = behavior;
    const startedAt = performance.now();
    await expect(new ValhallaClient(fake.url).drivingSeconds(FROM, TO)).rejects.toThrow();
    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });
});

describe('the estimates of a router', () => {
  const routed = (clock: FakeClock): RouterEstimatesService =>
    new RouterEstimatesService(clock, new RouterAddress(fake.url));

  it('are given with the next position and count down for two minutes', async () => {
    fake = await FakeValhalla.start();
    const clock = new FakeClock();
    const trips = routed(clock);
    expect(trips.latest('a', clock.now())).toBeUndefined();
    trips.request('a', FROM, TO);
    await until(() => trips.latest('a', clock.now()) !== undefined);
    const first = trips.latest('a', clock.now());
    expect(first?.seconds).toBeGreaterThan(432);
    expect(trips.latest('a', clock.now() + 60_000)?.seconds).toBeCloseTo((first?.seconds ?? 0) - 60, 6);
    expect(trips.latest('a', clock.now() + 121_000)).toBeUndefined();
    expect(trips.latest('b', clock.now())).toBeUndefined();
    trips.request('a', FROM, TO);
    trips.forget('a');
    expect(fake.asked.length).toBe(1);
    expect(trips.latest('a', clock.now())).toBeUndefined();
  });

  it('are not requested for 30 s from a router that fails, and then once', async () => {
    fake = await FakeValhalla.start();
    fake.behavior = 'fails';
    const clock = new FakeClock();
    const trips = routed(clock);
    for (const trip of ['a', 'b', 'c', 'd', 'e']) {
      trips.request(trip, FROM, TO);
      await trips.onModuleDestroy();
    }
    expect(fake.asked.length).toBe(3);
    clock.advance(31_000);
    fake.behavior = 'answers';
    trips.request('d', FROM, TO);
    trips.request('e', FROM, TO);
    await until(() => trips.latest('d', clock.now()) !== undefined);
    expect(fake.asked.length).toBe(4);
  });

  it('go on when the router finds no route for some trips', async () => {
    fake = await FakeValhalla.start();
    fake.behavior = 'knows no way';
    const clock = new FakeClock();
    const trips = routed(clock);
    for (const trip of ['a', 'b', 'c', 'd']) {
      trips.request(trip, FROM, TO);
      await trips.onModuleDestroy();
      expect(trips.latest(trip, clock.now())).toBeUndefined();
    }
    expect(fake.asked.length).toBe(4);
    fake.behavior = 'answers';
    trips.request('e', FROM, TO);
    await until(() => trips.latest('e', clock.now()) !== undefined);
  });

  it('are missing when no router is configured', () => {
    const clock = new FakeClock();
    const trips = new RouterEstimatesService(clock, new RouterAddress(undefined));
    trips.request('a', FROM, TO);
    expect(trips.latest('a', clock.now())).toBeUndefined();
  });
});
