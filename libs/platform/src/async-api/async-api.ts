/** `/docs/asyncapi.json`: AsyncAPI 3.1 of everything that Curbline pushes, from the schemas of the messages. */
import type { ZodType } from 'zod';
import { type ChannelDescription, channels, type MessageDescription } from './channels.js';
import { JsonSchemas } from './json-schemas.js';

const DESCRIPTION = `What Curbline tells without being asked: boards by socket.io, customers’ pages by server-sent
events, other systems by webhooks. What is asked and answered stands in the OpenAPI document, /docs-json.`;

/** The headers of a webhook (Standard Webhooks 1.0.0). */
const WEBHOOK_HEADERS = {
  type: 'object',
  required: ['webhook-id', 'webhook-timestamp', 'webhook-signature'],
  properties: {
    'webhook-id': { type: 'string', description: 'Names the event: the same in each attempt' },
    'webhook-timestamp': { type: 'string', description: 'When this attempt was made, seconds since 1970' },
    'webhook-signature': {
      type: 'string',
      description: 'One or several `v1,` and base64, with blanks between',
    },
  },
};

interface Reference {
  readonly $ref: string;
}
/** A JSON pointer (RFC 6901). */
const refTo = (...path: readonly string[]): Reference => ({
  $ref: `#/${path.map((part) => part.replaceAll('~', '~0').replaceAll('/', '~1')).join('/')}`,
});
const pascal = (name: string): string =>
  name.replaceAll(/(?:^|[._-])(\w)/g, (_, letter: string) => letter.toUpperCase());

/** The document as it grows by one channel after another. */
class Parts {
  readonly schemas = new JsonSchemas();
  readonly messages: Record<string, object> = {};
  readonly operations: Record<string, object> = {};
  readonly channels: Record<string, object> = {};

  addChannel(name: string, { server, hello, messages, parameters, ...described }: ChannelDescription): void {
    this.channels[name] = {
      ...described,
      servers: [refTo('servers', server)],
      ...(parameters && { parameters }),
      messages: Object.fromEntries(
        Object.entries(messages).flatMap(([key, message]) => this.addMessage(name, key, message)),
      ),
      ...(hello && { 'x-socketio': { ...hello, schema: undefined, auth: this.schemas.of(hello.schema) } }),
    };
  }

  /** @returns the names by which the channel knows it and its answer, each with where it is described */
  private addMessage(channel: string, name: string, message: MessageDescription): [string, Reference][] {
    const own = this.addPayload(channel, name, message.summary, message.schema);
    const answer =
      message.answer && this.addPayload(channel, `${name}.answer`, `Acknowledges ${name}.`, message.answer);
    const action = message.received ? 'receive' : 'send';
    this.operations[`${action}${pascal(channel)}${pascal(name)}`] = {
      action,
      summary: message.summary,
      ...inChannel(channel, name),
      ...(answer && { reply: inChannel(channel, `${name}.answer`) }),
    };
    return answer ? [own, answer] : [own];
  }

  private addPayload(channel: string, name: string, summary: string, schema: ZodType): [string, Reference] {
    const key = `${channel}.${name}`;
    this.messages[key] = {
      name,
      summary,
      contentType: 'application/json',
      ...(channel === 'webhooks' && { headers: WEBHOOK_HEADERS }),
      payload: this.schemas.of(schema),
    };
    return [name, refTo('components', 'messages', key)];
  }
}

const inChannel = (channel: string, name: string): object => ({
  channel: refTo('channels', channel),
  messages: [refTo('channels', channel, 'messages', name)],
});

/** @param publicUrl such as `https://pickup.example` */
export function asyncApiDocument(publicUrl: string): object {
  const { host, protocol } = new URL(publicUrl);
  const secure = protocol === 'https:';
  const parts = new Parts();
  for (const [name, channel] of Object.entries(channels())) parts.addChannel(name, channel);
  return {
    asyncapi: '3.1.0',
    info: {
      title: 'Curbline',
      version: '0.1.0',
      description: DESCRIPTION,
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    defaultContentType: 'application/json',
    servers: {
      sockets: { host, protocol: secure ? 'wss' : 'ws', description: 'socket.io 4, also by polling' },
      http: { host, protocol: secure ? 'https' : 'http' },
      receivers: {
        host: '{endpoint}',
        protocol: 'https',
        variables: { endpoint: { description: 'As the endpoint was made by POST /v1/webhooks' } },
      },
    },
    channels: parts.channels,
    operations: parts.operations,
    components: { messages: parts.messages, schemas: parts.schemas.all },
  };
}
