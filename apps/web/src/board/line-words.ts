/** A line of an order in words. */
import type { OrderLineFlag, OrderLinesView } from '@curbline/contracts/http';
import { m } from '../messages/generated/messages.js';
import { LOCALES } from '../ui/format.js';
import { currentLocale } from '../ui/locale.js';

export const LINE_FLAGS: Readonly<Record<OrderLineFlag, () => string>> = {
  substitutable: m.board_line_substitutable,
  fragile: m.board_line_fragile,
  age_restricted: m.board_flag_id_check,
  cold: m.board_flag_cold,
  heavy: m.board_flag_heavy,
};

/** "2 ×", "0,4 ×". */
export const quantityWords = (quantity: number): string =>
  `${quantity.toLocaleString(LOCALES[currentLocale()])}\u00a0×`;

/** The price of one piece, "12,90 €". */
export const priceWords = ({
  amount,
  currency,
}: NonNullable<OrderLinesView['lines'][number]['price']>): string =>
  Number(amount).toLocaleString(LOCALES[currentLocale()], { style: 'currency', currency });
