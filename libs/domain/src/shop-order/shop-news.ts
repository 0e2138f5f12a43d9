/** What a shop is told of an order that it sent: each at most once, and nothing that was overtaken. Pure. */
import type { OrderState } from '../order/order-transitions.js';

export type ShopNews = 'ready' | 'arrived' | 'handed_over';

const RANK: Readonly<Record<ShopNews, number>> = { ready: 1, arrived: 2, handed_over: 3 };

/** Zero for nothing. */
export const newsRank = (news: ShopNews | null): number => (news === null ? 0 : RANK[news]);

/**
 * The latest news of an order that the shop has not been told; null when there is none. News that something later has
 * overtaken are left out: a shop that was out of reach for an hour wants to know where the order stands.
 */
export function newsFor(
  order: { readonly state: OrderState; readonly arrived: boolean },
  told: ShopNews | null,
): ShopNews | null {
  const latest = latestOf(order);
  return newsRank(latest) > newsRank(told) ? latest : null;
}

function latestOf({ state, arrived }: { state: OrderState; arrived: boolean }): ShopNews | null {
  if (state === 'handed_over') return 'handed_over';
  if (state === 'canceled' || state === 'not_collected') return null;
  if (arrived) return 'arrived';
  return state === 'ready' ? 'ready' : null;
}
