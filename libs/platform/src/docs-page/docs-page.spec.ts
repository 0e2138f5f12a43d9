import { expect, it } from 'vitest';
import { docsPage } from './docs-page.js';
import { type Schema, schemaHtml } from './schema-html.js';

const operation = {
  operationId: 'placeOrder',
  summary: 'Places an order <now>.',
  description: 'First.\n\nThen `card` & more.',
  tags: ['Orders'],
  security: [{ shop: [] }],
  parameters: [{ name: 'If-Match', in: 'header', required: true, schema: { type: 'string' } }],
  requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Order' } } } },
  responses: { 200: { description: 'Here.', content: { 'text/csv': { schema: { type: 'string' } } } } },
};
const DOCUMENT = {
  openapi: '3.1.0',
  info: { title: 'Curbline', version: '1', description: 'Words.' },
  paths: { '/v1/orders': { post: operation } },
  webhooks: { 'order.ready': { post: { operationId: 'receiveOrderReady', tags: ['Webhooks'] } } },
  components: {
    schemas: { Order: { type: 'object', properties: { id: { type: 'string' } } } },
    securitySchemes: { shop: { type: 'http', scheme: 'bearer', description: 'A key' } },
  },
} as unknown as Parameters<typeof docsPage>[0];

it('shows every operation, webhook and schema under an address of its own', () => {
  const page = docsPage(DOCUMENT);
  for (const id of ['placeOrder', 'receiveOrderReady', 'schema-Order', 'access', 'part-orders'])
    expect(page.split(`id="${id}"`)).toHaveLength(2);
  expect(page).toContain('<a href="#schema-Order">Order</a>');
  expect(page).toContain('Places an order &lt;now&gt;.');
  expect(page).toContain('<p>First.</p>\n<p>Then <code>card</code> &amp; more.</p>');
  expect(page).toContain('string as <code>text/csv</code>');
  expect(page).toContain('<code>placeOrder</code> for <a href="#access">shop</a>');
  expect(page).not.toMatch(/<script|style="|\son\w+=/);
});

it.each<[Schema, string]>([
  [{ type: ['string', 'null'], maxLength: 40 }, 'string or null, at most 40 characters'],
  [{ type: 'integer', minimum: 1, maximum: 9 }, 'integer, 1 to 9'],
  [{ type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER }, 'integer, 0 or more'],
  [
    { enum: ['a', null], default: 'a' },
    '<code>&quot;a&quot;</code> or <code>null</code>, else <code>&quot;a&quot;</code>',
  ],
  [{ type: 'string', format: 'date-time', pattern: '^x$' }, 'string (date-time)'],
  [
    { items: { $ref: '#/components/schemas/Order' }, maxItems: 3 },
    'list of <a href="#schema-Order">Order</a>, at most 3 entries',
  ],
  [{ additionalProperties: { type: 'number' } }, 'object whose values are number'],
  [{}, 'any'],
])('says %j in words', (schema, words) => {
  expect(schemaHtml(schema)).toBe(words);
});

it('shows the fields of objects within lists and choices', () => {
  const inner: Schema = {
    type: 'object',
    properties: { x: { type: 'number', description: 'A <b>.' } },
    required: ['x'],
  };
  const html = schemaHtml({ anyOf: [{ items: inner }, { type: 'null' }] });
  expect(html).toBe(
    'list of object or null<ul class="fields"><li><code>x</code>: number<br>A &lt;b&gt;.</li></ul>',
  );
});
