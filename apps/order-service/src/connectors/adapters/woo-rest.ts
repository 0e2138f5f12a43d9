/** WooCommerce's REST API v3: orders by the time of their change, notes, and the status of an order. */
import { createHmac, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { ShopAccess, ShopCalls, ShopCursor, ShopPage } from '../shop-adapter.js';
import { ShopCallFailed } from '../shop-call-failed.js';
import { instantOf } from './fields.js';

const PAGE = 100;

const Changed = z.looseObject({ date_modified_gmt: z.string() });

/** What stands in the shop's own history of the order; read by the shop's people. */
const NOTES = {
  en: {
    ready: 'Curbline: ready for pickup',
    arrived: 'Curbline: the customer is here',
    handed_over: 'Curbline: handed over',
  },
  fr: {
    ready: 'Curbline\u00a0: commande prête',
    arrived: 'Curbline\u00a0: le client est sur place',
    handed_over: 'Curbline\u00a0: commande remise',
  },
} as const;

export const wooCalls: ShopCalls = {
  page,
  async fetchOrder(access, lookup) {
    try {
      return await call(access, 'GET', `/orders/${encodeURIComponent(lookup)}`);
    } catch (error) {
      if (error instanceof ShopCallFailed && error.trouble === 'not_found') return undefined;
      throw error;
    }
  },
  async tell(access, { externalId, news, level, language }) {
    const path = `/orders/${encodeURIComponent(externalId)}`;
    // A completed order makes WooCommerce write to the customer, unless that mail is turned off there.
    if (news === 'handed_over' && level === 'full')
      await call(access, 'PUT', path, {}, { status: 'completed' });
    else
      await call(access, 'POST', `${path}/notes`, {}, { note: NOTES[language][news], customer_note: false });
  },
};

/**
 * Goes on by the time of the last change, not by page numbers: an order that is changed meanwhile moves to the end, and
 * with page numbers another one would be skipped. Only a page that is full of one second is followed by its next.
 */
async function page(access: ShopAccess, { since, page: number = '1' }: ShopCursor): Promise<ShopPage> {
  const query = {
    modified_after: new Date(since - 1_000).toISOString().slice(0, 19),
    dates_are_gmt: 'true',
    orderby: 'modified',
    order: 'asc',
    per_page: String(PAGE),
    page: number,
  };
  const answer = z.array(Changed).safeParse(await call(access, 'GET', '/orders', query));
  if (!answer.success) throw new ShopCallFailed('unreadable');
  const bodies = answer.data;
  const last = instantOf(bodies.at(-1)?.date_modified_gmt) ?? since;
  const more = bodies.length === PAGE;
  const next = last - 1_000 > since ? { since: last } : { since, page: String(Number(number) + 1) };
  return { bodies, next: more ? next : undefined };
}

function call(
  { address, credentials, http }: ShopAccess,
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  query: Readonly<Record<string, string>> = {},
  body?: object,
): Promise<unknown> {
  const url = new URL(`${address}/wp-json/wc/v3${path}`);
  const secure = url.protocol === 'https:';
  const secret = credentials.secret ?? '';
  const all = secure ? query : signed(method, url.href, query, credentials.key, secret);
  for (const [name, value] of Object.entries(all)) url.searchParams.set(name, value);
  const basic = Buffer.from(`${credentials.key}:${secret}`).toString('base64');
  return http.json({
    method,
    url: url.href,
    ...(secure && { headers: { authorization: `Basic ${basic}` } }),
    ...(body && { body }),
  });
}

const encoded = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/** Over http WooCommerce takes no password, but a signature by OAuth 1.0a with one leg (RFC 5849, section 3.4). */
function signed(
  method: string,
  url: string,
  query: Readonly<Record<string, string>>,
  key: string,
  secret: string,
): Record<string, string> {
  const fields: Record<string, string> = {
    ...query,
    oauth_consumer_key: key,
    oauth_nonce: randomBytes(16).toString('hex'),
    oauth_signature_method: 'HMAC-SHA256',
    oauth_timestamp: String(Math.floor(Date.now() / 1_000)),
  };
  const pairs = Object.entries(fields)
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .toSorted();
  const base = [method, encoded(url), encoded(pairs.join('&'))].join('&');
  const signature = createHmac('sha256', `${encoded(secret)}&`)
    .update(base)
    .digest('base64');
  return { ...fields, oauth_signature: signature };
}
