/**
 * Fills a demo store with customers in every state, through the API that their pages use: some on the way, some
 * here, one claimed, some served. First names only; nothing of it exists.
 */
import { randomUUID } from 'node:crypto';
import { request } from 'playwright-core';

/**
 * What each customer does, in the order in which they come. `minutes`: on the way, due in so many. `bay`: here;
 * `by` says how that is known; `late`: comes only in the second half. `served` and `claimed` are the staff's part.
 */
const DEEDS = [
  { bay: '1', by: 'near', served: true },
  { bay: '6', by: 'tap', served: true },
  { bay: '3', by: 'sign', served: true },
  { bay: '5', by: 'near', vehicle: 'white', order: { itemsCount: 31 } },
  { bay: '2', by: 'sign', vehicle: 'green', order: { flags: ['cold'], itemsCount: 8 }, claimed: true },
  { bay: '7', by: 'tap', vehicle: 'black', order: { flags: ['id_check'], itemsCount: 5 }, late: true },
  { minutes: 1, vehicle: 'red', order: { itemsCount: 2 } },
  { minutes: 9, vehicle: 'grey', order: { flags: ['heavy'], itemsCount: 24 } },
  { minutes: 18, vehicle: 'blue', order: { itemsCount: 14 } },
];

/** First name, last name and model of each, in the same order. */
const PEOPLE = {
  en: [
    ['Poppy', 'Hill', ''],
    ['Oscar', 'Ward', ''],
    ['Ivy', 'Cole', ''],
    ['George', 'Reed', 'VW Transporter'],
    ['Freya', 'Marsh', 'Fiat 500'],
    ['Arthur', 'Lane', 'Toyota Yaris'],
    ['Isla', 'Frost', 'Mini'],
    ['Noah', 'Brook', 'Skoda Octavia'],
    ['Amelia', 'Stone', 'Ford Fiesta'],
  ],
  fr: [
    ['Chloé', 'Roux', ''],
    ['Léon', 'Faure', ''],
    ['Zoé', 'Gauthier', ''],
    ['Gabriel', 'Mercier', 'Berlingo'],
    ['Alice', 'Perrin', 'Fiat 500'],
    ['Hugo', 'Colin', 'Dacia Sandero'],
    ['Louise', 'Bonnet', 'Twingo'],
    ['Inès', 'Lambert', 'Peugeot 308'],
    ['Jules', 'Noël', 'Renault Clio'],
  ],
};

async function accepted(response) {
  if (!response.ok())
    throw new Error(`${response.url()} answered ${response.status()}: ${await response.text()}`);
  return response.status() === 204 ? undefined : response.json();
}

/** A signed-in handheld that taps through the API. */
export async function openHandheld(shop, storeId) {
  const api = await request.newContext({ baseURL: shop.url });
  const code = await shop.enrolCode(storeId, 'handheld');
  await accepted(await api.post('/v1/devices/enrol', { data: { code, name: 'Handheld' } }));
  const { people } = await accepted(await api.get('/v1/device'));
  const person = shop.person(storeId, 1);
  const staffId = people.find(({ name }) => name === person.name).id;
  await accepted(await api.post('/v1/staff/sign-in', { data: { staffId, pin: person.pin } }));
  const tap = async (orderId, action, data = {}) =>
    accepted(
      await api.post(`/v1/stores/${storeId}/orders/${orderId}/${action}`, {
        headers: { 'idempotency-key': randomUUID() },
        data,
      }),
    );
  return { tap, dispose: () => api.dispose() };
}

/** One customer's way up to where their story stands; answers their order's id. */
async function live(shop, storeId, language, deed, [firstName, lastName, model]) {
  const customer = { firstName, lastName, language };
  const { order, customerLink } = await shop.order(storeId, firstName, language, { ...deed.order, customer });
  const phone = await request.newContext({ baseURL: shop.url });
  const headers = () => ({ 'idempotency-key': randomUUID() });
  const post = async (path, data) => accepted(await phone.post(path, { headers: headers(), data }));
  await post('/v1/link', { token: new URL(customerLink).hash.slice(1) });
  const trip = `/v1/trips/${order.tripId}`;
  await post(`${trip}/start`, { sharing: deed.by === 'near', declaredMinutes: deed.minutes ?? 0 });
  if (deed.vehicle) {
    const vehicle = { colour: deed.vehicle, model: model || null };
    await accepted(await phone.put(`${trip}/details`, { headers: headers(), data: { vehicle } }));
  }
  if (deed.by === 'near') {
    const [longitude, latitude] = (await shop.store(storeId)).settings.entrance.coordinates;
    const fix = { longitude, latitude, accuracyM: 12, recordedAt: Date.now() };
    await post(`${trip}/fixes`, { sentAt: Date.now(), fixes: [fix] });
  }
  const sign = deed.by === 'sign' ? { sign: await shop.signCode(storeId, deed.bay) } : {};
  if (deed.bay) await post(`${trip}/here`, { bay: deed.bay, ...sign });
  await phone.dispose();
  return order.id;
}

/**
 * Lets everybody come but the late ones; the waits run from now on, in real time.
 * @param {import('../test/browser/demo-shop.ts').DemoShop} shop @param {'fr' | 'en'} language
 * @returns the second half: staff serve and claim, the late ones come
 */
export async function makeLivelyStore(shop, storeId, language) {
  const people = PEOPLE[language];
  const come = (deed, index) => live(shop, storeId, language, deed, people[index]);
  const orderIds = [];
  for (const [index, deed] of DEEDS.entries()) orderIds.push(deed.late ? undefined : await come(deed, index));
  return async () => {
    const handheld = await openHandheld(shop, storeId);
    for (const [index, deed] of DEEDS.entries()) {
      if (deed.late) await come(deed, index);
      if (deed.served || deed.claimed) await handheld.tap(orderIds[index], 'claim');
      if (deed.served) await handheld.tap(orderIds[index], 'hand-over', { proof: 'id_checked' });
    }
    await handheld.dispose();
  };
}
