/** The list behind every figure: as many pickups as the figure says, page by page, as CSV, and one by one. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PickupsPage, PickupTimeline, StoreStats } from '@curbline/contracts/http';
import Papa from 'papaparse';
import type { Caller } from './caller.js';
import { live, type LivedVisit } from './lived-visits.js';
import { TestSetup } from './test-setup.js';

const SECOND = 1000;

let setup: TestSetup;
let storeId: string;
let manager: Caller;
let visits: LivedVisit[];
beforeAll(async () => {
  setup = await TestSetup.open();
  const shop = await setup.shop();
  storeId = await setup.store({ goalS: 120, promiseS: 300 });
  const staff = await setup.staff(storeId, 'Léa');
  visits = [];
  for (const visit of [
    { noticeS: 600, responseS: 15, waitS: 60 },
    { noticeS: 600, waitS: 200.5 },
    { noticeS: 30, waitS: 400 },
    { noticeS: 600, waitS: 280, windowOpensS: 180 },
    { noticeS: 600, waitS: 90, more: { service: 'walk_in' } },
    { noticeS: 600 },
  ])
    visits.push(await live({ setup, shop, storeId, staff }, visit));
  setup.clock.advance(150 * SECOND);
  // Signed in now: the session of a manager who does nothing ends.
  manager = await setup.manager(storeId);
}, 120_000);
afterAll(() => setup.close());

const list = async (query = ''): Promise<PickupsPage> => {
  const { status, body } = await manager.get<PickupsPage>(`/v1/stores/${storeId}/pickups${query}`);
  expect(status).toBe(200);
  return body;
};
const idsOf = ({ pickups }: PickupsPage): string[] => pickups.map(({ orderId }) => orderId);

describe('the list of pickups', () => {
  it('has the newest first, with the open wait as long as it has lasted', async () => {
    const { total, pickups, nextPage } = await list();
    expect([total, nextPage]).toEqual([6, null]);
    expect(pickups.map(({ orderId }) => orderId)).toEqual(visits.map(({ orderId }) => orderId).reverse());
    expect(pickups[0]).toMatchObject({
      shortCode: visits[5]?.shortCode,
      outcome: 'waiting',
      wait: { totalMs: 150_000, storeMs: 150_000 },
      handedOverAt: null,
    });
    expect(pickups[5]).toMatchObject({ outcome: 'handed_over', responseMs: 15_000, walkMs: 45_000 });
  });

  it('has as many as each figure says', async () => {
    const { body } = await manager.get<StoreStats>(`/v1/stores/${storeId}/stats`);
    const { figures, heatMap, byService } = body;
    const totals = async (query: string) => (await list(query)).total;
    expect(await totals('?mark=judged')).toBe(figures.wait.n);
    expect(await totals('?mark=missed_goal')).toBe(figures.wait.missed);
    expect(await totals('?outcome=handed_over')).toBe(figures.handedOver);
    expect(await totals('?outcome=waiting')).toBe(body.now?.waiting);
    expect(await totals('?mark=short_notice')).toBe(1);
    expect(await totals('?mark=early')).toBe(1);
    for (const { service, wait } of byService)
      expect(await totals(`?service=${service}&mark=judged`)).toBe(wait.n);
    for (const { weekday, hour, n } of heatMap)
      expect(await totals(`?weekday=${weekday}&hour=${hour}&mark=judged`)).toBe(n);
  });

  it.each(['newest', 'longest'])(
    'is read page by page without a gap or a repetition, %s first',
    async (sort) => {
      const whole = idsOf(await list(`?sort=${sort}`));
      const read: string[] = [];
      for (let page: string | null = ''; page !== null;) {
        const next: PickupsPage = await list(`?sort=${sort}&limit=2${page && `&page=${page}`}`);
        expect(next.total).toBe(6);
        read.push(...idsOf(next));
        page = next.nextPage;
      }
      expect(read).toEqual(whole);
      if (sort === 'longest') expect(whole[0]).toBe(visits[2]?.orderId);
    },
  );

  it.each([
    ['?limit=0', 'limit'],
    ['?weekday=8', 'weekday'],
    ['?outcome=eaten', 'outcome'],
    ['?page=first', 'page'],
    ['?from=2000-01-01', 'from'],
  ])('refuses %s, naming the field', async (query, field) => {
    for (const path of [
      'pickups',
      ...(query.includes('=first') || query.includes('limit') ? [] : ['pickups.csv']),
    ]) {
      const { status, body } = await manager.get(`/v1/stores/${storeId}/${path}${query}`);
      expect(status).toBe(400);
      expect(body).toMatchObject({ code: 'invalid-input', errors: [{ field }] });
    }
  });
});

describe('the timeline of a pickup', () => {
  it('has what the log has, with names of staff and none of the customer', async () => {
    const { body } = await manager.get<PickupTimeline>(
      `/v1/stores/${storeId}/pickups/${visits[0]?.orderId ?? ''}`,
    );
    expect(body.pickup.orderId).toBe(visits[0]?.orderId);
    expect(body.events.map(({ type, by }) => [type, by.kind, by.name])).toEqual([
      ['order_placed', 'shop', 'Test shop'],
      ['trip_started', 'customer', null],
      ['trip_arrived', 'customer', null],
      ['order_claimed', 'staff', 'Léa'],
      ['order_handed_over', 'staff', 'Léa'],
    ]);
    expect(body.events[2]).toMatchObject({ evidence: 'tapped_unseen', confirmed: true });
    expect(JSON.stringify(body)).not.toMatch(/Zoé|Martin/);
  });

  it('is not found for an order that nobody has come for', async () => {
    const { order } = await setup.order(await setup.shop(), storeId);
    const { status, body } = await manager.get(`/v1/stores/${storeId}/pickups/${order.id}`);
    expect([status, body['code']]).toEqual([404, 'order-unknown']);
  });
});

describe('the list as CSV', () => {
  const csv = async (query: string) => {
    const response = await setup.app.inject({
      url: `/v1/stores/${storeId}/pickups.csv${query}`,
      headers: manager.headers,
    });
    expect(response.statusCode).toBe(200);
    return response;
  };

  it('opens in a French spreadsheet: semicolons, decimal commas, local days and hours', async () => {
    const { headers, body } = await csv('?language=fr');
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(headers['content-disposition']).toBe(
      `attachment; filename="${storeId}-2026-03-11-2026-03-11.csv"`,
    );
    expect(body.startsWith('\uFEFFcommande;code;service;issue;jour;')).toBe(true);
    const { data, errors } = Papa.parse<Record<string, string>>(body.slice(1), {
      header: true,
      delimiter: ';',
      skipEmptyLines: true,
    });
    expect(errors).toEqual([]);
    expect(data.map((row) => row['commande'])).toEqual(idsOf(await list()));
    const row = data.find(({ commande }) => commande === visits[1]?.orderId);
    expect(row).toMatchObject({ jour: '11/03/2026', attente_s: '200,5', magasin_s: '200,5', doublé: 'non' });
    expect(row?.['remise_iso']).toMatch(/^2026-03-11T\d\d:\d\d:\d\d\+01:00$/);
    expect(row?.['remise_heure']).toBe(row?.['remise_iso']?.slice(11, 19));
  });

  it('is in the default English: commas, decimal points, and the same filters', async () => {
    const { body } = await csv('?outcome=handed_over&mark=missed_goal');
    const { data } = Papa.parse<Record<string, string>>(body.slice(1), {
      header: true,
      skipEmptyLines: true,
    });
    expect(data.map((row) => row['order'])).toEqual(
      idsOf(await list('?outcome=handed_over&mark=missed_goal')),
    );
    expect(data.map((row) => row['store_s'])).toEqual(['310.0', '200.5']);
    expect(data[0]?.['day']).toBe('2026-03-11');
  });
});
