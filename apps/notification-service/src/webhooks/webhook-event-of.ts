/** From an event of a store's log to the webhook that other systems get; nothing personal goes along. */
import { createHash } from 'node:crypto';
import type { Card, StoreEvent, StoreEventType } from '@curbline/contracts/events';
import type { WebhookDataOf, WebhookEvent, WebhookEventType } from '@curbline/contracts/webhooks';

/** The shop's own names of an order. */
export interface ShopNames {
  readonly reference: string | null;
  readonly externalId: string | null;
}

type OfOrder = WebhookDataOf<'order.canceled'>;

/** What a card says, with how it was arrived at. */
interface Told {
  readonly event: StoreEvent;
  readonly card: Card;
  readonly common: OfOrder;
}

type Made = (told: Told) => Pick<WebhookEvent, 'type' | 'data'> | undefined;

const MADE: Readonly<Partial<Record<StoreEventType, Made>>> = {
  // An order that is placed ready was never made ready.
  order_placed: (told) => (told.card.order.state === 'ready' ? ready(told) : undefined),
  order_ready: ready,
  order_canceled: ({ common }) => ({ type: 'order.canceled', data: common }),
  order_delayed: ({ card, common }) => ({
    type: 'order.delayed',
    data: { ...common, expectedReadyAt: card.order.expectedReadyAt ?? null },
  }),
  order_claimed: ({ event, card, common }) => ({
    type: 'order.claimed',
    data: { ...common, claimedAt: card.order.claimedAt ?? event.occurredAt },
  }),
  order_handed_over: ({ event, card, common }) => ({
    type: 'order.handed_over',
    data: {
      ...common,
      handedOverAt: card.order.handedOverAt ?? event.occurredAt,
      proof: card.order.proof,
      wait: waitOf(card),
    },
  }),
  service_changed: serviceChanged,
  shortage_settled: shortageSettled,
  shortage_withdrawn: shortageSettled,
  locker_assigned: lockerAssigned,
  order_not_collected: ({ common }) => ({ type: 'order.not_collected', data: common }),
  trip_started: ({ card, common }) => ({
    type: 'trip.started',
    data: { ...common, expectedAt: card.trip.expectedAt ?? card.trip.declaredArrivalAt },
  }),
  trip_delayed: ({ event, card, common }) => ({
    type: 'trip.delayed',
    data: { ...common, expectedAt: card.trip.declaredArrivalAt ?? event.occurredAt },
  }),
  trip_approaching: approaching,
  trip_arrived: arrived,
  // A tap from far away is no arrival until something confirms it.
  arrival_confirmed: arrived,
  trip_returned: arrived,
  trip_departed: ({ event, card, common }) => ({
    type: 'trip.departed',
    data: { ...common, departedAt: card.trip.departedAt ?? event.occurredAt },
  }),
};

/** Whether a webhook may follow from an event of this type. */
export const mayBeWebhook = (type: StoreEventType): boolean => MADE[type] !== undefined;

/** @returns undefined when other systems are not told of it */
export function webhookEventOf(event: StoreEvent, names: ShopNames): WebhookEvent | undefined {
  const { card } = event.payload;
  if (!card) return undefined;
  const made = MADE[event.type]?.({ event, card, common: commonOf(card, event.seq, names) });
  return made && ({ type: made.type, timestamp: event.occurredAt, data: made.data } as WebhookEvent);
}

/** @param seq null for what is no event of the log */
export function commonOf(
  card: Pick<Card, 'storeId' | 'orderId' | 'tripId' | 'shortCode'> & {
    readonly order: Pick<Card['order'], 'state'>;
  },
  seq: number | null,
  { reference, externalId }: ShopNames,
): OfOrder {
  const { storeId, orderId, tripId, shortCode } = card;
  return { storeId, seq, orderId, tripId, reference, externalId, shortCode, orderState: card.order.state };
}

/** The id that a webhook has for ever, from what makes its event one: `evt_` and 162 bits. */
export function eventIdOf(...parts: readonly (string | number)[]): string {
  return `evt_${createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 27)}`;
}

/** What the endpoints that want this type are sent for an event of the log. */
export const eventIdOfLog = ({ storeId, epoch, seq }: StoreEvent, type: WebhookEventType): string =>
  eventIdOf(storeId, epoch, seq, type);

function ready({ card, common }: Told): ReturnType<Made> {
  return { type: 'order.ready', data: { ...common, readyAt: card.order.readyAt } };
}

function approaching({ event, card, common }: Told): ReturnType<Made> {
  const expectedAt = card.trip.expectedAt ?? null;
  const etaMs = expectedAt === null ? null : Date.parse(expectedAt) - Date.parse(event.occurredAt);
  return {
    type: 'trip.approaching',
    data: {
      ...common,
      expectedAt,
      etaSeconds: etaMs === null ? null : Math.max(0, Math.round(etaMs / 1_000)),
      hint: card.order.state === 'ready' ? 'bring_it_out' : 'finish_it',
    },
  };
}

function arrived({ card, common }: Told): ReturnType<Made> {
  const { arrival, bay } = card;
  if (!arrival?.confirmed) return undefined;
  return {
    type: 'trip.arrived',
    data: { ...common, arrivedAt: arrival.occurredAt, evidence: arrival.evidence, bay },
  };
}

/** All that is settled, so that the newest of these is enough. */
function shortageSettled({ card, common }: Told): ReturnType<Made> {
  const shortages = (card.shortages ?? []).flatMap(
    ({ line, sku, missing, state, choice, substitute, chosenStore, settledAt }) =>
      state === 'asked' || settledAt === null
        ? []
        : [
            {
              line,
              sku,
              quantity: missing,
              state,
              choice,
              substitute: choice === 'substitute' ? substitute : null,
              anotherStore: chosenStore ?? null,
              settledAt,
            },
          ],
  );
  return { type: 'order.shortage_settled', data: { ...common, shortages } };
}

function lockerAssigned({ card, common }: Told): ReturnType<Made> {
  if (!card.locker) return undefined;
  const { bank, compartment, size, assignedAt } = card.locker;
  return {
    type: 'locker.assigned',
    data: { ...common, locker: bank, compartment, size, assignedAt, heldUntil: card.heldUntil ?? null },
  };
}

/** Nobody else changes a service than those whom the contract names. */
function serviceChanged({ event, card, common }: Told): ReturnType<Made> {
  const { kind } = event.actor;
  return {
    type: 'order.service_changed',
    data: {
      ...common,
      service: card.service,
      serviceBefore: card.serviceChange?.from ?? card.service,
      changedBy: kind === 'staff' || kind === 'shop' ? kind : 'customer',
    },
  };
}

function waitOf({ wait }: Card): WebhookDataOf<'order.handed_over'>['wait'] {
  const seconds = (ms: number): number => Math.round(ms / 1_000);
  return (
    wait && {
      totalSeconds: seconds(wait.totalMs),
      earlySeconds: seconds(wait.earlyMs),
      shortNoticeSeconds: seconds(wait.shortNoticeMs),
      storeSeconds: seconds(wait.storeMs),
    }
  );
}
