/** A customer's own tracking app against the whole program: part of the spec of positions, in the same program. */
import { beforeEach, describe, expect, it } from 'vitest';
import { newToken } from '@curbline/access';
import type { FixInput, PlacedOrder } from '@curbline/contracts/http';
import { TrackStore, TripEventStream } from '@curbline/messaging';
import { customerWithPhone } from './phone-automations.js';
import type { Running } from './running.js';

interface AppCall {
  readonly path: string;
  readonly method?: string;
  readonly type?: string;
  readonly body?: string;
}

const overland = (fixes: readonly FixInput[]): string =>
  JSON.stringify({
    locations: fixes.map(({ latitude, longitude, recordedAt, accuracyM = -1, speedMps = -1 }) => ({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [longitude, latitude] },
      properties: {
        timestamp: new Date(recordedAt).toISOString(),
        horizontal_accuracy: accuracyM,
        speed: speedMps,
      },
    })),
  });

/** Each app's request with one position, and the body that lets it go on. */
const APPS: Readonly<Record<string, (token: string, fix: FixInput) => AppCall & { readonly done: string }>> =
  {
    OwnTracks: (token, { latitude: lat, longitude: lon, recordedAt }) => ({
      path: `/c/${token}/owntracks`,
      type: 'application/json',
      body: JSON.stringify({ _type: 'location', lat, lon, tst: Math.floor(recordedAt / 1000), acc: 8 }),
      done: '[]',
    }),
    'Traccar Client 10': (token, { latitude, longitude, recordedAt }) => ({
      path: `/c/${token}`,
      type: 'application/x-www-form-urlencoded; charset=UTF-8',
      body: `id=a&lat=${latitude}&lon=${longitude}&timestamp=${Math.floor(recordedAt / 1000)}&accuracy=8`,
      done: '',
    }),
    'Traccar Client 9': (token, { latitude, longitude, recordedAt }) => ({
      path: `/c/${token}`,
      type: 'application/json',
      body: JSON.stringify({
        location: {
          timestamp: new Date(recordedAt).toISOString(),
          coords: { latitude, longitude, accuracy: 8 },
        },
        device_id: 'a',
      }),
      done: '{}',
    }),
    OsmAnd: (token, { latitude, longitude, recordedAt }) => ({
      path: `/c/${token}?lat=${latitude}&lon=${longitude}&timestamp=${recordedAt}`,
      method: 'GET',
      done: '',
    }),
    Overland: (token, fix) => ({
      path: `/c/${token}/api/v1/overland/batches`,
      type: 'application/json',
      body: overland([fix]),
      done: '{"result":"ok"}',
    }),
    'a client of Dawarich': (token, fix) => ({
      path: `/api/v1/overland/batches?api_key=${token}`,
      type: 'application/json',
      body: overland([fix]),
      done: '{"result":"ok"}',
    }),
  };

/** @param program with a limit of 60 requests with positions a minute */
export function describePhoneApps(program: () => Running): void {
  const call = async ({ path, method = 'POST', type, body }: AppCall) => {
    const headers: Record<string, string> = type === undefined ? {} : { 'content-type': type };
    const response = await fetch(`${program().url}${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
    });
    return { status: response.status, body: await response.text() };
  };
  const customer = () => customerWithPhone(program());
  /** How many positions were used for a trip so far. */
  const used = async ({ storeId, tripId }: PlacedOrder['order']): Promise<number> => {
    const track = await program().app.get(TrackStore).get(storeId, tripId);
    return (track?.state as { fixesReceived: number } | undefined)?.fixesReceived ?? 0;
  };
  const now = (): FixInput => program().fixAt(880);

  describe('the app of a phone', () => {
    let token: string;
    beforeEach(() => {
      token = newToken();
    });

    /** Every app sends a position, and is told that it is done. */
    const allSend = async (): Promise<void> => {
      for (const [app, request] of Object.entries(APPS)) {
        const { done, ...sent } = request(token, now());
        expect([app, await call(sent)]).toEqual([app, { status: 200, body: done }]);
      }
    };

    it('brings its customer’s car to the board, and for later orders after one tap', async () => {
      for (const distanceM of [150, 140]) {
        const trip = await customer();
        expect((await trip.link(token)).connected).toBe(1);
        const fix = (at: number) => overland([program().fixAt(distanceM, { recordedAt: at })]);
        const before = Date.now() - 1_000;
        await trip.start();
        await call({ path: `/c/${token}`, body: fix(before) });
        expect((await trip.view()).trip.state).toBe('started');
        await call({ path: `/c/${token}`, body: fix(Date.now()) });
        expect((await trip.view()).trip.state).toBe('approaching');
        await program().shop.cancel(trip.order.id);
      }
    });

    it('is never blocked, whatever the state of its token and its trip', async () => {
      const trip = await customer();
      await allSend();
      await trip.link(token);
      await allSend();
      expect(await used(trip.order)).toBe(0);
      await trip.start();
      await allSend();
      expect(await used(trip.order)).toBeGreaterThan(2);
      // Past the limit of 60 a minute.
      for (let sent = 0; sent < 64; sent += 1) await call(APPS['OsmAnd']!(token, now()));
      const withinLimit = await used(trip.order);
      await allSend();
      expect(await used(trip.order)).toBe(withinLimit);
      await trip.disconnect();
      expect(await trip.phones()).toBe(0);
      await allSend();
      expect(await used(trip.order)).toBe(withinLimit);
      await trip.link(token);
      await program().shop.cancel(trip.order.id);
      await allSend();
      token = 'made-up';
      await allSend();
    });

    it('may send last week, and more than can be read, and is told that it is done', async () => {
      const trip = await customer();
      await trip.link(token);
      await trip.start();
      const weekAgo = Date.now() - 7 * 86_400_000;
      const lastWeek = Array.from({ length: 1000 }, (_, i) => ({
        ...now(),
        recordedAt: weekAgo + i * 60_000,
      }));
      const path = `/c/${token}/api/v1/overland/batches`;
      for (const body of [overland(lastWeek), 'x'.repeat(1_100_000)])
        expect(await call({ path, body })).toEqual({ status: 200, body: '{"result":"ok"}' });
      expect(await used(trip.order)).toBe(0);
    });

    it('keeps what cannot be stored now, and its address takes nothing by HEAD', async () => {
      const trip = await customer();
      await trip.link(token);
      await trip.start();
      const stream = program().app.get(TripEventStream);
      const publish = stream.publish.bind(stream);
      stream.publish = () => Promise.reject(new Error('the stream is away'));
      const request = { path: `/c/${token}`, body: overland([program().fixAt(150)]) };
      expect((await call(request)).status).toBe(503);
      stream.publish = publish;
      expect((await call(request)).status).toBe(200);
      expect((await trip.view()).trip.state).toBe('approaching');
      expect((await call({ path: `/c/${token}?lat=1&lon=1`, method: 'HEAD' })).status).toBe(405);
    });

    it('is forgotten by all trips when one of them disconnects it', async () => {
      const [one, two] = [await customer(), await customer()];
      await one.link(token);
      await two.link(token);
      await two.link(newToken());
      expect([await one.phones(), await two.phones()]).toEqual([1, 2]);
      expect((await one.disconnect()).connected).toBe(0);
      expect(await two.phones()).toBe(1);
    });

    it('is not connected with a trip that is over, nor by a token of another form', async () => {
      const trip = await customer();
      await expect(trip.link('short')).rejects.toMatchObject({ code: 'invalid-input' });
      await program().shop.cancel(trip.order.id);
      await expect(trip.link(token)).rejects.toMatchObject({ code: 'not-possible-now' });
    });
  });
}
