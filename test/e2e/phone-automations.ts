/** What the automations of a customer's phone say, against the whole program. */
import { describe, expect, it } from 'vitest';
import { newToken } from '@curbline/access';
import type { CustomerView, PhoneEventAnswer, TripPhone } from '@curbline/contracts/http';
import type { Problem } from '@curbline/contracts/problems';
import { CookieJar } from '@curbline/simulation';
import type { Running } from './running.js';

/** A customer with the link open, who may connect a phone. */
export async function customerWithPhone(program: Running) {
  const { order, customerLink } = await program.order();
  const jar = new CookieJar(program.url);
  await jar.send('POST', '/v1/link', { token: customerLink.split('#')[1] });
  const at = `/v1/trips/${order.tripId}`;
  return {
    order,
    link: (token: string) => jar.send<TripPhone>('PUT', `${at}/phone`, { token }),
    disconnect: () => jar.send<TripPhone>('DELETE', `${at}/phone`),
    start: () => jar.send('POST', `${at}/start`, { sharing: true }),
    view: () => jar.send<CustomerView>('GET', at),
    phones: async () => (await jar.send<TripPhone>('GET', `${at}/phone`)).connected,
  };
}

/** @param program the whole program */
export function describeAutomations(program: () => Running): void {
  describe('an automation', () => {
    const report = async (token: string, body: object | string, language = 'en') => {
      const response = await fetch(`${program().url}/c/${token}/event`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'accept-language': language },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      });
      return { status: response.status, ...((await response.json()) as Partial<PhoneEventAnswer & Problem>) };
    };

    it('says “on my way” and “here”, as often as it likes', async () => {
      const trip = await customerWithPhone(program());
      const token = newToken();
      await trip.link(token);
      for (let time = 0; time < 2; time += 1)
        expect(await report(token, { event: 'on_my_way', minutes: 12 }, 'fr')).toMatchObject({
          status: 200,
          result: 'done',
          message: 'Le magasin sait que vous êtes en route.',
        });
      expect((await trip.view()).trip).toMatchObject({ state: 'started', sharing: 'declined' });
      expect(await report(token, { event: 'on_my_way', sharing: true })).toMatchObject({ result: 'done' });
      expect((await trip.view()).trip.sharing).toBe('live');
      for (let time = 0; time < 2; time += 1)
        expect(await report(token, { event: 'here', bay: '2' })).toMatchObject({
          status: 200,
          result: 'done',
        });
      expect((await trip.view()).trip).toMatchObject({ state: 'arrived', bay: '2' });
    });

    it('is told what it said wrong, and that nothing waits for it', async () => {
      const trip = await customerWithPhone(program());
      const token = newToken();
      expect(await report(token, { event: 'here' })).toMatchObject({ status: 200, result: 'no_trip' });
      await trip.link(token);
      expect(await report(token, { event: 'gone' })).toMatchObject({ status: 400, code: 'invalid-input' });
      expect(await report(token, '{"event":')).toMatchObject({ status: 400, code: 'malformed-body' });
      expect(await report(token, { event: 'here', bay: 'Z99' })).toMatchObject({ code: 'bay-unknown' });
      await program().shop.cancel(trip.order.id);
      expect(await report(token, { event: 'here' })).toMatchObject({ status: 200, result: 'no_trip' });
    });
  });
}
