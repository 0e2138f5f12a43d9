import { describe, expect, it } from 'vitest';
import { Ajv } from 'ajv';
import specs from '@asyncapi/specs';
import { BoardMessages } from '@curbline/contracts/socket';
import { TripStreamMessages } from '@curbline/contracts/http';
import { WebhookEvent } from '@curbline/contracts/webhooks';
import { asyncApiDocument } from './async-api.js';

const document = JSON.parse(JSON.stringify(asyncApiDocument('https://pickup.example'))) as {
  servers: Record<string, { host: string; protocol: string }>;
  channels: Record<string, { messages: Record<string, object>; 'x-socketio'?: object }>;
  components: { schemas: Record<string, object> };
};

/** What a JSON pointer leads to. */
const at = (pointer: string): unknown =>
  pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>((inside, part) => Reflect.get(Object(inside), part), document);

function* references(inside: unknown): Generator<string> {
  if (typeof inside !== 'object' || inside === null) return;
  for (const [key, value] of Object.entries(inside)) {
    if (key === '$ref') yield String(value);
    else yield* references(value);
  }
}

describe('the AsyncAPI document', () => {
  it('is one of version 3.1 by the official schema', () => {
    // The schema holds a copy of JSON Schema's own, which Ajv need not have twice.
    const ajv = new Ajv({ strict: false, validateFormats: false, meta: false, validateSchema: false });
    const validate = ajv.compile(specs.schemas['3.1.0'] as object);
    validate(document);
    expect(validate.errors ?? []).toEqual([]);
  });

  it('refers to nothing that it does not have', () => {
    const all = [...new Set(references(document))];
    expect(all.length).toBeGreaterThan(40);
    expect(all.filter((ref) => at(ref) === undefined)).toEqual([]);
  });

  it('has every message of the board, the trip and the webhooks', () => {
    const named = Object.fromEntries(
      Object.entries(document.channels).map(([name, { messages }]) => [name, Object.keys(messages)]),
    );
    expect(named).toEqual({
      board: [...Object.keys(BoardMessages), 'probe', 'probe.answer'],
      trip: Object.keys(TripStreamMessages),
      webhooks: WebhookEvent.options.map(({ shape }) => shape.type.value),
    });
    expect(document.components.schemas).toHaveProperty('StoreEvent');
    expect(document.channels['board']?.['x-socketio']).toMatchObject({
      path: '/socket.io',
      namespace: '/board',
      auth: { required: ['protocol', 'storeId', 'position'] },
    });
  });

  it('says where to connect, encrypted where the public address is', () => {
    expect(document.servers['sockets']).toMatchObject({ host: 'pickup.example', protocol: 'wss' });
    expect(asyncApiDocument('http://localhost:3000')).toMatchObject({
      servers: { sockets: { host: 'localhost:3000', protocol: 'ws' } },
    });
  });
});
