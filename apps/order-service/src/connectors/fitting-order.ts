/** Makes an order of a shop's order: what the API would refuse is left out, so that one odd field holds nothing up. */
import { OrderLine, type PlaceOrder } from '@curbline/contracts/http';
import type { z } from 'zod';
import { windowFault } from '../orders/check-window.js';
import type { ShopOrderContent, ShopOrderLine } from './shop-adapter.js';

type Wish = z.input<typeof PlaceOrder>;

const MOST_LINES = 200;
const MOST_CHARACTERS = 2_000;

/** @param now Unix ms; a window that is over is none. */
export function fitting(content: ShopOrderContent, externalId: string, storeId: string, now: number): Wish {
  const { window, lines, language } = content;
  const ends = window && { from: Date.parse(window.from), to: Date.parse(window.to) };
  return {
    storeId,
    externalId,
    reference: cut(content.reference, 64),
    customer: {
      firstName: cut(content.firstName),
      lastName: cut(content.lastName),
      phone: cut(content.phone),
      email: cut(content.email),
      language: language !== null && /^[\w-]{2,35}$/.test(language) ? language : null,
    },
    window: ends && !windowFault(ends, now) ? window : null,
    lines: lines.slice(0, MOST_LINES).flatMap((line) => fittingLine(line) ?? []),
    note: cut(content.note),
  };
}

const cut = (text: string | null, most = MOST_CHARACTERS): string | null =>
  text?.trim().slice(0, most) || null;

/** A line without what does not fit; undefined when there is nothing of it, such as one that was removed. */
function fittingLine({ sku, name, quantity, imageUrl, price, flags }: ShopOrderLine): OrderLine | undefined {
  const line = {
    sku: cut(sku, 64),
    name: cut(name) ?? cut(sku, 64) ?? '–',
    quantity,
    flags: flags?.filter((flag) => OrderLine.shape.flags.safeParse([flag]).success),
    imageUrl: imageUrl && OrderLine.shape.imageUrl.safeParse(imageUrl).success ? imageUrl : null,
    price: price && OrderLine.shape.price.safeParse(price).success ? price : null,
  };
  const parsed = OrderLine.safeParse(line);
  return parsed.success ? parsed.data : undefined;
}
