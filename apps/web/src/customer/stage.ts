/**
 * Which of the page's screens a trip is at, and how the page shows taps the server has not
 * acknowledged yet: at once, and marked as not sent.
 */
import type { CustomerView, TripStatusPush } from '@curbline/contracts/http';
import type { WaitingTap } from './taps.js';

export type Stage = 'open' | 'on-the-way' | 'here' | 'done' | 'ended';

export function stageOf(view: CustomerView): Stage {
  const states = view.orders.map((order) => order.state);
  if (states.length > 0 && states.every((orderState) => orderState === 'handed_over')) return 'done';
  switch (view.trip.state) {
    // Yesterday's arrival, which nobody closed: the order is still there to be fetched.
    case 'left_open':
    case 'pending':
      return states.every((orderState) => orderState === 'canceled' || orderState === 'not_collected')
        ? 'ended'
        : 'open';
    case 'started':
    case 'approaching':
    case 'departed':
      return 'on-the-way';
    case 'arrived':
      return 'here';
    case 'completed':
      return 'done';
    case 'canceled':
    case 'expired':
      return 'ended';
  }
}

/** The customer has the order, or nobody will fetch it any more. */
export const isOver = (stage: Stage | null): boolean => stage === 'done' || stage === 'ended';

/** The trip as it will be once the waiting taps are through. */
export function withTaps(view: CustomerView, taps: readonly WaitingTap[]): CustomerView {
  return taps.reduce(withTap, view);
}

function withTap(view: CustomerView, tap: WaitingTap): CustomerView {
  const { trip } = view;
  const at = new Date(tap.tappedAt).toISOString();
  switch (tap.kind) {
    case 'start':
      if (!['pending', 'left_open', 'expired'].includes(trip.state)) return view;
      return {
        ...view,
        trip: {
          ...trip,
          state: 'started',
          startedAt: at,
          sharing: tap.body.sharing ? 'live' : 'declined',
        },
      };
    case 'sharing':
      return { ...view, trip: { ...trip, sharing: tap.body.sharing ? 'live' : 'stopped' } };
    case 'here': {
      const open = trip.state !== 'arrived' || trip.questionedAt !== null;
      return {
        ...view,
        trip: {
          ...trip,
          questionedAt: null,
          ...(open
            ? {
                state: 'arrived' as const,
                arrival: {
                  occurredAt: at,
                  decidedAt: at,
                  evidence: 'tapped_unseen' as const,
                  confirmed: true,
                  reasons: null,
                },
              }
            : {}),
          bay: tap.body.bay ?? trip.bay,
        },
      };
    }
    case 'not-here':
      return { ...view, trip: { ...trip, state: 'started', arrival: null, questionedAt: null } };
    case 'rating':
      return view;
    case 'details': {
      const { bay, vehicle, placement, declaredMinutes } = tap.body;
      return {
        ...view,
        trip: {
          ...trip,
          ...(bay === undefined ? {} : { bay }),
          ...(vehicle === undefined ? {} : { vehicle }),
          ...(placement === undefined ? {} : { placement }),
          ...(declaredMinutes === undefined
            ? {}
            : { declaredArrivalAt: new Date(tap.tappedAt + declaredMinutes * 60_000).toISOString() }),
        },
      };
    }
    // Answers about missing goods are shown by their cards, and what changed on the way by its own.
    default:
      return view;
  }
}

/** The trip that is shown with what a push says of it, until the whole of it has been fetched. */
export function withPush(view: CustomerView, push: TripStatusPush, now: number): CustomerView {
  const runner =
    push.runner === null
      ? null
      : view.runner?.name === push.runner
        ? view.runner
        : { name: push.runner, since: new Date(now).toISOString() };
  const [order, ...others] = view.orders;
  return {
    ...view,
    runner,
    orders: order ? [{ ...order, state: push.orderState }, ...others] : view.orders,
    trip: { ...view.trip, state: push.tripState, sharing: push.sharing, bay: push.bay },
  };
}
