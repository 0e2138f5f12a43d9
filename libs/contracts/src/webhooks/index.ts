/** What Curbline sends to other systems as webhooks: one schema for each event. No position, no phone, no person's name. */
import { z } from 'zod';
import { CompartmentSize } from '../events/locker.js';
import { ShortageChoice, ShortageState } from '../events/shortage.js';
import { BayLabel, Evidence, Instant, Proof, Service, StoreId } from '../ids/index.js';
import { event, ofOrder } from './webhook-event.js';

const Wait = z.object({
  totalSeconds: z.number().int().nonnegative(),
  earlySeconds: z.number().int().nonnegative().meta({ description: 'Before the promised window opened' }),
  shortNoticeSeconds: z
    .number()
    .int()
    .nonnegative()
    .meta({ description: 'Because the customer gave less notice than the store needs' }),
  storeSeconds: z.number().int().nonnegative().meta({ description: 'What the store is judged by' }),
});

const expectedAt = Instant.nullable().meta({
  description: 'When the customer is expected; null when nothing is known',
});

export const OrderReadyWebhook = event('order.ready', 'The order can be handed over.', {
  ...ofOrder,
  readyAt: Instant.nullable(),
});

export const OrderCanceledWebhook = event('order.canceled', 'The order was canceled.', ofOrder);

export const OrderDelayedWebhook = event(
  'order.delayed',
  'The store said that the order will be ready later.',
  {
    ...ofOrder,
    expectedReadyAt: Instant.nullable(),
  },
);

export const OrderPrepareByWebhook = event(
  'order.prepare_by',
  'Work on the order must begin now, or at this time, so that it is ready as the customer arrives. Sent once the ' +
    'arrival is known well enough, and again when it moved by more than three minutes.',
  {
    ...ofOrder,
    prepareBy: Instant,
    expectedAt: Instant,
    confidence: z.enum(['low', 'medium', 'high']).meta({
      description: 'Four times in five the customer comes within 10, 6 or 3 minutes',
    }),
  },
);

export const TripStartedWebhook = event('trip.started', 'The customer is on the way.', {
  ...ofOrder,
  expectedAt,
});

export const TripDelayedWebhook = event(
  'trip.delayed',
  'The customer said that they will come later than was expected. The order is kept for them.',
  { ...ofOrder, expectedAt: Instant },
);

export const TripApproachingWebhook = event(
  'trip.approaching',
  'The customer will be there within the store’s lead: time to walk out.',
  {
    ...ofOrder,
    expectedAt,
    etaSeconds: z.number().int().nonnegative().nullable(),
    hint: z
      .enum(['bring_it_out', 'finish_it'])
      .meta({ description: 'What there is to do: the order is ready, or it is not' }),
  },
);

export const TripArrivedWebhook = event(
  'trip.arrived',
  'The customer is there. Sent again when they come back after they had left.',
  {
    ...ofOrder,
    arrivedAt: Instant,
    evidence: Evidence.meta({ description: 'Why Curbline believes it' }),
    bay: BayLabel.nullable(),
  },
);

export const OrderClaimedWebhook = event('order.claimed', 'Somebody of the store is bringing the order.', {
  ...ofOrder,
  claimedAt: Instant,
});

export const OrderHandedOverWebhook = event('order.handed_over', 'The customer has the order.', {
  ...ofOrder,
  handedOverAt: Instant,
  proof: Proof.nullable(),
  wait: Wait.nullable().meta({ description: 'How long the customer waited; null when no arrival is known' }),
});

export const OrderShortageSettledWebhook = event(
  'order.shortage_settled',
  'What is to be done about missing goods: agreed with the customer, or by the store when they said nothing. Sent again ' +
    'when an answer changes and when goods are found after all; it always has all settled lines of the order.',
  {
    ...ofOrder,
    shortages: z.array(
      z.object({
        line: z
          .number()
          .int()
          .nonnegative()
          .meta({ description: 'Which line of the order, counted from 0 as it was sent' }),
        sku: z.string().nullable(),
        quantity: z.number().meta({ description: 'How many are missing' }),
        state: ShortageState.exclude(['asked']).meta({
          description:
            '`agreed` by the customer, `fallen_back` to the store’s usual, or `withdrawn`: nothing is missing',
        }),
        choice: ShortageChoice.nullable().meta({ description: 'Null once it was withdrawn' }),
        substitute: z
          .string()
          .nullable()
          .meta({ description: 'With `substitute`: what is given instead, in words of the store' }),
        anotherStore: StoreId.nullable().meta({
          description:
            'With `another_store`: the store to which the customer goes for it. Curbline places no order there',
        }),
        settledAt: Instant,
      }),
    ),
  },
);

export const LockerAssignedWebhook = event(
  'locker.assigned',
  'The order was put into a compartment of the store’s lockers. Answer with `POST /v1/orders/{orderId}/locker-opened` ' +
    'once it is opened. Sent again when staff move it to another one.',
  {
    ...ofOrder,
    locker: BayLabel.meta({ description: 'The label of the lockers' }),
    compartment: BayLabel,
    size: CompartmentSize,
    assignedAt: Instant,
    heldUntil: Instant.nullable().meta({ description: 'From then on it may be taken out again' }),
  },
);

export const OrderServiceChangedWebhook = event(
  'order.service_changed',
  'The order is collected another way than before. The arrival, the wait and the place in line are as they were.',
  {
    ...ofOrder,
    service: Service,
    serviceBefore: Service,
    changedBy: z.enum(['customer', 'staff', 'shop']),
  },
);

export const OrderNotCollectedWebhook = event(
  'order.not_collected',
  'The customer did not come, and the store has put the order back.',
  ofOrder,
);

export const TripDepartedWebhook = event('trip.departed', 'The customer left without the order.', {
  ...ofOrder,
  departedAt: Instant,
});

export const WebhookTest = event('webhook.test', 'A manager tries the endpoint out.', {
  endpointId: z.uuid(),
  storeIds: z.array(StoreId).nullable(),
});

export const WebhookEvent = z.discriminatedUnion('type', [
  OrderReadyWebhook,
  OrderCanceledWebhook,
  OrderDelayedWebhook,
  OrderPrepareByWebhook,
  TripStartedWebhook,
  TripDelayedWebhook,
  TripApproachingWebhook,
  TripArrivedWebhook,
  OrderClaimedWebhook,
  OrderHandedOverWebhook,
  OrderNotCollectedWebhook,
  OrderShortageSettledWebhook,
  LockerAssignedWebhook,
  OrderServiceChangedWebhook,
  TripDepartedWebhook,
  WebhookTest,
]);
export type WebhookEvent = z.infer<typeof WebhookEvent>;

/** What an endpoint can ask for; `webhook.test` comes to each. */
export const WebhookEventType = z.enum([
  'order.ready',
  'order.canceled',
  'order.delayed',
  'order.prepare_by',
  'order.claimed',
  'order.handed_over',
  'order.not_collected',
  'order.shortage_settled',
  'locker.assigned',
  'order.service_changed',
  'trip.started',
  'trip.delayed',
  'trip.approaching',
  'trip.arrived',
  'trip.departed',
]);
export type WebhookEventType = z.infer<typeof WebhookEventType>;

/** Everything of an event but its type, for whoever makes one. */
export type WebhookDataOf<Type extends WebhookEvent['type']> = Extract<WebhookEvent, { type: Type }>['data'];
