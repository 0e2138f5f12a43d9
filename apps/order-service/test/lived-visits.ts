/** Visits that customers and staff live through by HTTP, on the clock of the test. */
import type { Caller } from './caller.js';
import type { TestSetup } from './test-setup.js';

const SECOND = 1000;

export interface Visit {
  /** From "on my way" to the arrival; none for somebody who only says "here". */
  readonly noticeS?: number;
  /** From the arrival to the claim; none when nobody claims before the hand-over. */
  readonly responseS?: number;
  /** From the arrival to the hand-over; none while it is open. */
  readonly waitS?: number;
  /** When the promised window opens, seconds after the arrival. */
  readonly windowOpensS?: number;
  readonly more?: Record<string, unknown>;
}

export interface LivedVisit {
  readonly orderId: string;
  readonly shortCode: string;
  readonly customer: Caller;
  /** The order's address for staff. */
  readonly at: string;
}

/** Lives one visit. */
export async function live(
  { setup, shop, storeId, staff }: { setup: TestSetup; shop: Caller; storeId: string; staff: Caller },
  visit: Visit,
): Promise<LivedVisit> {
  const arrivesAt = setup.clock.now() + (visit.noticeS ?? 0) * SECOND;
  const opensAt = arrivesAt + (visit.windowOpensS ?? 0) * SECOND;
  const window =
    visit.windowOpensS === undefined
      ? null
      : { from: new Date(opensAt).toISOString(), to: new Date(opensAt + 3_600_000).toISOString() };
  const { order, link } = await setup.order(shop, storeId, { window, state: 'ready', ...visit.more });
  const customer = await setup.customer(link);
  const at = `/v1/stores/${storeId}/orders/${order.id}`;
  if (visit.noticeS !== undefined) {
    await customer.post('trip/start', {});
    setup.clock.advance(visit.noticeS * SECOND);
  }
  await customer.post('trip/here', {});
  if (visit.responseS !== undefined) {
    setup.clock.advance(visit.responseS * SECOND);
    await staff.post(`${at}/claim`);
  }
  if (visit.waitS !== undefined) {
    setup.clock.advance((visit.waitS - (visit.responseS ?? 0)) * SECOND);
    await staff.post(`${at}/hand-over`, { proof: 'none', reason: 'known_customer' });
  }
  return { orderId: order.id, shortCode: order.shortCode, customer, at };
}
