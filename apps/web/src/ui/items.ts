import { m } from '../messages/generated/messages.js';

/** "1 article", "12 items". */
export const itemsWords = (count: number): string =>
  count === 1 ? m.ui_items_one() : m.ui_items({ count: String(count) });
