/** The channels that Curbline pushes on, and every message of each by the schema that its sender's types come from. */
import { TripStreamMessages } from '@curbline/contracts/http';
import {
  BOARD_NAMESPACE,
  BOARD_PROTOCOL,
  BoardHello,
  BoardMessages,
  Live,
  Probe,
} from '@curbline/contracts/socket';
import { WebhookEvent } from '@curbline/contracts/webhooks';
import type { ZodType } from 'zod';
import { SOCKET_PATH } from '../edge/edge-listener.js';

export interface MessageDescription {
  readonly summary: string;
  readonly schema: ZodType;
  /** What the receiver of this message answers it with. */
  readonly answer?: ZodType;
  /** Sent to Curbline instead of by it. */
  readonly received?: boolean;
}

export interface ChannelDescription {
  /** Where the channel is; null where the receiver says it. */
  readonly address: string | null;
  readonly server: 'sockets' | 'http' | 'receivers';
  readonly title: string;
  readonly description: string;
  readonly parameters?: Readonly<Record<string, { readonly description: string }>>;
  /** How a client introduces itself, where it does. */
  readonly hello?: { readonly schema: ZodType; readonly [more: string]: unknown };
  readonly messages: Readonly<Record<string, MessageDescription>>;
}

const BOARD: Record<keyof typeof BoardMessages, string> = {
  events: 'What happened at the store, in order and without gaps; each event has the whole card.',
  live: 'Everything that was missed has been sent; from here on the board is live.',
  resync:
    'What was missed cannot be sent: read GET /v1/stores/{storeId}/board, and connect again from its position.',
  progress: 'The newest of each trip: volatile, any may be lost, and never a position on the map.',
  heartbeat: 'Every ten seconds, with the head of the log: a board behind it has missed an event.',
  ended: 'The connection is over for good: sign in or load the page again instead of connecting again.',
};

const TRIP: Record<keyof typeof TripStreamMessages, string> = {
  status: 'How the trip stands; the first message of the stream is how it stands now.',
  progress: 'When the customer is expected: volatile, any may be lost.',
  line: 'The place in the line may have changed: read GET /v1/trips/{tripId}.',
  heartbeat: 'Every few seconds, so that a silent line is noticed.',
  ended: 'The customer’s link was revoked, and the stream ends.',
};

const sent = <Name extends string>(
  schemas: Readonly<Record<Name, ZodType>>,
  summaries: Readonly<Record<Name, string>>,
): Record<string, MessageDescription> =>
  Object.fromEntries(
    (Object.keys(schemas) as Name[]).map((name) => [
      name,
      { schema: schemas[name], summary: summaries[name] },
    ]),
  );

/** @returns the channels by name */
export function channels(): Readonly<Record<string, ChannelDescription>> {
  return {
    board: {
      address: BOARD_NAMESPACE,
      server: 'sockets',
      title: 'A store’s board',
      description:
        'A socket.io 4 namespace, for the screens of staff and managers and for walls, by their cookies. Who connects ' +
        'says in `auth` which store they show and which position of its log they know: the answer is every missed event ' +
        'and then `live`, or `resync` alone. Positions are `{epoch, seq}`, and `seq` has no gaps; one of another epoch ' +
        'means nothing. Walls and screens on which nobody is signed in get the same messages with names masked.',
      hello: { schema: BoardHello, path: SOCKET_PATH, namespace: BOARD_NAMESPACE, protocol: BOARD_PROTOCOL },
      messages: {
        ...sent(BoardMessages, BOARD),
        probe: {
          summary: 'Asks whether the connection works in both directions; acknowledged at once.',
          schema: Probe,
          answer: Live,
          received: true,
        },
      },
    },
    trip: {
      address: '/v1/trips/{tripId}/events',
      server: 'http',
      title: 'A customer’s trip',
      description:
        'Server-sent events for whoever holds the cookie of the trip, which POST /v1/link sets. The event id is the ' +
        '`seq` of the store’s log. A stream that ends is opened again, and begins with how the trip stands.',
      parameters: { tripId: { description: 'The trip, as POST /v1/link names it' } },
      messages: sent(TripStreamMessages, TRIP),
    },
    webhooks: {
      address: null,
      server: 'receivers',
      title: 'Webhooks',
      description:
        'An HTTP POST to each endpoint that asked for the event, signed by Standard Webhooks 1.0.0. At least once, ' +
        'in any order, always with the same `webhook-id`.',
      messages: Object.fromEntries(
        WebhookEvent.options.map((schema) => [
          schema.shape.type.value,
          { schema, summary: schema.meta()?.description ?? '' },
        ]),
      ),
    },
  };
}
