/** From the domain's refusals to what a person reads: the card as it is goes along, so they see why. */
import type { OrderRefusal } from '@curbline/domain/order';
import { problem, type ProblemException } from '@curbline/platform';
import type { Pickup } from '../pickups/pickup.js';
import { cardOf } from '../pickups/cards.js';

/** What is missing can be given: the card says nothing about it. */
const OF_THE_PROOF: ReadonlySet<OrderRefusal['refused']> = new Set([
  'wrong-code',
  'id-check-needed',
  'proof-needed',
  'reason-needed',
]);

/** A 409 (or 422 for a proof that will not do) with the card of the order as it stands. */
export function refusalOf(
  refusal: OrderRefusal,
  pickup: Pickup,
  orderId: string,
  now: number,
): ProblemException {
  if (OF_THE_PROOF.has(refusal.refused)) return problem(refusal.refused);
  const order = pickup.orders.find(({ id }) => id === orderId);
  const card = order && cardOf(order, pickup.trip);
  if (refusal.refused !== 'already-claimed') return problem(refusal.refused, { card });
  const { by, at } = refusal;
  const agoS = Math.max(0, Math.round((now - at) / 1000));
  return problem('already-claimed', {
    card,
    detail: {
      en: `Taken by ${by.name} ${spanOf(agoS, 'en')} ago`,
      fr: `Prise par ${by.name} il y a ${spanOf(agoS, 'fr')}`,
    },
  });
}

/** `4 s`, `3 min`, `2 h`: one unit is enough to know whether to ask. */
function spanOf(seconds: number, language: 'en' | 'fr'): string {
  const space = language === 'fr' ? '\u00a0' : ' ';
  if (seconds < 120) return `${seconds}${space}s`;
  if (seconds < 7200) return `${Math.round(seconds / 60)}${space}min`;
  return `${Math.round(seconds / 3600)}${space}h`;
}
