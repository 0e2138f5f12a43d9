/**
 * The load: pickups one after the other, each with everything that the promise is about: the shop orders, the
 * customer sets off and taps "I'm here", two members of staff reach for it at once, one hands over, now and
 * then it is taken back, and now and then somebody sends the same thing twice.
 */
import type { CardAnswer, CustomerView, OrderView, PlacedOrder } from '@curbline/contracts/http';
import { SeededRandom } from '@curbline/testkit';
import { setTimeout as sleep } from 'node:timers/promises';
import { Caller, type Outcome, type Proofs } from './caller.js';
import { driveIn } from './drives.js';
import type { Barrier } from './barrier.js';
import { stampOf, type History, type Operation } from './history.js';

export interface Crew {
  readonly history: History;
  readonly url: string;
  readonly shop: Caller;
  /** Two signed-in handhelds of the store. */
  readonly staff: readonly [Caller, Caller];
  readonly store: string;
  readonly barrier: Barrier;
}

const cardProofs = ({ card }: CardAnswer): Proofs => ({ card: stampOf(card) });
const nothing = (): Proofs => ({});

let customers = 0;

/** One order from its placing to its end. @throws Error when the server gave no answer for 4 min. */
export async function pickUp(crew: Crew, random: SeededRandom): Promise<void> {
  const { shop, store, barrier } = crew;
  const chance = (share: number): boolean => random.next() < share;
  const pause = async (): Promise<void> => {
    await sleep(random.integer(20, 160));
    await barrier.open();
  };
  await barrier.open();
  const wish = {
    storeId: store,
    customer: { firstName: 'Alix', language: 'fr' },
    itemsCount: random.integer(1, 20),
    state: chance(0.6) ? 'ready' : 'placed',
  };
  const send = chance(0.15) ? 'doubled' : 'command';
  const placed = await shop[send]<PlacedOrder>(
    { op: 'place', store, path: '/v1/orders', body: wish },
    (response) => ({ order: response.order.id }),
  );
  if ('refused' in placed) throw new Error(`the order was refused: ${placed.refused}`);
  const { order, customerLink } = placed.value;
  const customer = customerOf(crew);
  const about = { store, order: order.id };
  const trip = `/v1/trips/${order.tripId}`;
  const tap = (op: Operation, path: string, body: object): Promise<Outcome<CustomerView>> =>
    customer.command({ ...about, op, path, body, ...(op === 'details' ? { method: 'PUT' } : {}) }, nothing);
  await tap('open', '/v1/link', { token: customerLink.slice(customerLink.indexOf('#') + 1) });
  await pause();
  if (chance(0.08)) {
    await shop.command<OrderView>({ ...about, op: 'cancel', path: `/v1/orders/${order.id}/cancel` }, nothing);
    return;
  }
  const sharing = chance(0.2);
  await tap('start', `${trip}/start`, { sharing });
  await pause();
  if (chance(0.3)) await tap('details', `${trip}/details`, { bay: String(random.integer(1, 8)) });
  if (wish.state === 'placed' && chance(0.7)) {
    await shop.command<OrderView>({ ...about, op: 'ready', path: `/v1/orders/${order.id}/ready` }, nothing);
  }
  await pause();
  const seen =
    sharing &&
    (await customer.watched({ ...about, op: 'drive' }, () => driveIn(customer, order.tripId, store, random)));
  if (!seen) await tap('here', `${trip}/here`, { bay: String(random.integer(1, 8)) });
  await pause();
  await serve(crew, order.id, chance, pause);
}

async function serve(
  crew: Crew,
  order: string,
  chance: (share: number) => boolean,
  pause: () => Promise<void>,
): Promise<void> {
  const { staff, store } = crew;
  const act = (
    who: Caller,
    op: Operation,
    body: object = {},
    send: 'command' | 'doubled' = 'command',
  ): Promise<Outcome<CardAnswer>> =>
    who[send]({ op, store, order, path: `/v1/stores/${store}/orders/${order}/${op}`, body }, cardProofs);
  const race = await Promise.all(staff.map(async (who) => ({ who, outcome: await act(who, 'claim') })));
  const winner = race.find(({ outcome }) => 'value' in outcome)?.who ?? staff[0];
  await pause();
  if (chance(0.15)) {
    await act(winner, 'release');
    await act(winner, 'claim');
  }
  const handOver = (): Promise<unknown> =>
    act(
      winner,
      'hand-over',
      { proof: 'none', reason: 'known_customer' },
      chance(0.2) ? 'doubled' : 'command',
    );
  await handOver();
  if (!chance(0.2)) return;
  await pause();
  await act(staff[1], 'recall');
  await pause();
  await handOver();
}

function customerOf({ history, url }: Crew): Caller {
  customers += 1;
  const address = `10.${(customers >> 16) & 255}.${(customers >> 8) & 255}.${customers & 255}`;
  return new Caller(history, url, 'customer', address);
}
