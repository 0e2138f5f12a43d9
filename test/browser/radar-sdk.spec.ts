/** Radar's own SDK for the web, unchanged, on the page of a retailer at another site: it talks to Curbline. */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { customerWithPhone } from '../e2e/phone-automations.js';
import { Running, until } from '../e2e/running.js';
import { oneBrowser } from './one-browser.js';
import { untilTrue } from './pages.js';
import { newToken } from '@curbline/access';

const SDK = readFileSync(fileURLToPath(import.meta.resolve('radar-sdk-js')), 'utf8');
const PAGE = `<!doctype html><title>Shop</title><script type="module">
  import Radar from '/radar.js';
  globalThis.Radar = Radar;
</script>`;

const browser = oneBrowser();
let running: Running;
const retailer = createServer((request, response) => {
  const script = request.url === '/radar.js';
  response
    .writeHead(200, { 'content-type': script ? 'text/javascript' : 'text/html' })
    .end(script ? SDK : PAGE);
});
beforeAll(async () => {
  retailer.listen(0, '127.0.0.1');
  await once(retailer, 'listening');
  running = await Running.start();
}, 120_000);
afterAll(async () => {
  await running.close();
  retailer.close();
}, 30_000);

interface Answer {
  readonly trip?: { readonly status: string; readonly externalId: string };
  readonly user?: object;
  readonly error?: string;
}

/** Calls the SDK on the page, as the retailer's own code does. */
const call = (page: Page, method: string, ...input: readonly unknown[]): Promise<Answer> =>
  page.evaluate(
    ([name, given]) =>
      (globalThis as unknown as { Radar: Record<string, (...all: unknown[]) => Promise<Answer>> }).Radar[
        name as string
      ]!(...(given as unknown[])).catch((error: Error) => ({ error: String(error) })),
    [method, input] as const,
  );

async function shopPage(token: string): Promise<Page> {
  const context = await browser().newContext({ permissions: ['geolocation'] });
  const page = await context.newPage();
  const { port } = retailer.address() as AddressInfo;
  await page.goto(`http://127.0.0.1:${port}/`);
  await untilTrue(page, 'globalThis.Radar !== undefined');
  await page.evaluate(
    ([key, host]) =>
      (
        globalThis as unknown as { Radar: { initialize(key: string, options: object): void } }
      ).Radar.initialize(key, {
        host,
      }),
    [`prj_live_pk_${token}`, `${running.url.replace('127.0.0.1', 'localhost')}/radar`] as const,
  );
  return page;
}

const TRIP = { externalId: 'order-1', destinationGeofenceTag: 'store', mode: 'car' };
const stands = { latitude: 45.74, longitude: 4.82, accuracy: 10 };

describe('Radar’s SDK', () => {
  it('starts, tracks, arrives and completes for a customer whose phone is connected', async () => {
    const trip = await customerWithPhone(running);
    const token = newToken();
    await trip.link(token);
    const page = await shopPage(token);
    expect(await call(page, 'startTrip', TRIP)).toMatchObject({
      trip: { externalId: 'order-1', status: 'started' },
    });
    expect((await trip.view()).trip).toMatchObject({ state: 'started', sharing: 'live' });

    const stand = async (metersAway: number): Promise<void> => {
      const { latitude, longitude } = running.fixAt(metersAway);
      await page.context().setGeolocation({ latitude, longitude, accuracy: 8 });
      expect(await call(page, 'trackOnce', {})).toMatchObject({ user: { _id: 'phone' } });
    };
    await stand(8);
    // The arrival is decided from the positions: version 5 sends no status with `updateTrip`, whatever it is given.
    await until('the arrival', async () => (await trip.view()).trip.state === 'arrived', 60_000);
    expect(await call(page, 'updateTrip', TRIP)).toMatchObject({ trip: { status: 'arrived' } });
    expect((await call(page, 'completeTrip')).error).toBeUndefined();
    expect((await trip.view()).trip.sharing).not.toBe('live');
  }, 120_000);

  it('lets a program that sends a status say that the customer is here', async () => {
    const trip = await customerWithPhone(running);
    const token = newToken();
    await trip.link(token);
    const say = async (status: string): Promise<unknown> => {
      const answer = await fetch(`${running.url}/radar/v1/trips/order-1/update`, {
        method: 'PATCH',
        headers: { authorization: `prj_live_pk_${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ status }),
      });
      return answer.json();
    };
    expect(await say('started')).toMatchObject({ trip: { status: 'started' } });
    expect(await say('arrived')).toMatchObject({ trip: { status: 'arrived' } });
    expect((await trip.view()).trip.arrival).toMatchObject({ confirmed: true });
  }, 30_000);

  it('goes on whatever the state of its key and its trip', async () => {
    const trip = await customerWithPhone(running);
    const token = newToken();
    const page = await shopPage(token);
    const all = async (): Promise<(string | undefined)[]> => [
      (await call(page, 'startTrip', TRIP)).error,
      (await call(page, 'trackOnce', stands)).error,
      (await call(page, 'updateTrip', TRIP)).error,
    ];
    const well = [undefined, undefined, undefined];
    expect(await all()).toEqual(well);
    await trip.link(token);
    expect(await all()).toEqual(well);
    await running.shop.cancel(trip.order.id);
    expect(await all()).toEqual(well);
    await trip.disconnect();
    expect(await all()).toEqual(well);
  }, 120_000);

  it.each(['', '{', '[]', '{"latitude":"x"}', '{"latitude":91,"longitude":200}', 'x'.repeat(100_000)])(
    'may send what makes no sense: %#',
    async (body) => {
      for (const path of ['track', 'trips']) {
        const answer = await fetch(`${running.url}/radar/v1/${path}`, {
          method: 'POST',
          headers: { authorization: `prj_live_pk_${newToken()}`, 'content-type': 'application/json' },
          body,
        });
        expect([answer.status, await answer.json()]).toEqual([
          200,
          expect.objectContaining({ meta: expect.anything() }),
        ]);
        expect(answer.headers.get('access-control-allow-origin')).toBe('*');
      }
    },
  );
});
