/** Orders as WooCommerce 11 sends them: the fields and their odd habits, with made-up people and places. */
import { createHmac } from 'node:crypto';

interface WooPlace {
  readonly name: string;
  readonly street: string;
}

export const CONFLUENCE: WooPlace = { name: 'Lyon Confluence', street: '112 cours Charlemagne' };
export const VILLEURBANNE: WooPlace = { name: 'Villeurbanne', street: '1 place' };

export interface WooChange {
  readonly id: number;
  readonly status?: string;
  /** UTC, without an offset, to the second. */
  readonly at: string;
  /** Null: it is shipped. */
  readonly place?: WooPlace | 'classic' | null;
  readonly quantity?: number;
  readonly note?: string;
  /** A shop translates these from one delivery to the next. */
  readonly displayKey?: string;
}

export function wooOrder(change: WooChange): Record<string, unknown> {
  const { id, status = 'processing', at, place = CONFLUENCE, quantity = 2, note = '' } = change;
  return {
    id,
    number: String(id),
    status,
    currency: 'EUR',
    date_created_gmt: at,
    date_modified_gmt: at,
    billing: {
      first_name: 'Zo\u00e9',
      last_name: 'O\u2019Neil',
      email: 'zoe@example.fr',
      phone: '0612345678',
    },
    shipping: { first_name: 'Zo\u00e9', address_1: '1 rue Test', city: 'Lyon' },
    customer_note: note,
    meta_data: [{ id: 1, key: 'is_vat_exempt', value: 'no' }],
    line_items: [
      {
        id: 3,
        name: 'Caf\u00e9 &amp; th\u00e9',
        product_id: 10,
        quantity,
        sku: '',
        price: 12.9,
        image: { id: '', src: '' },
      },
    ],
    shipping_lines: shippingOf(place, change.displayKey ?? 'pickup_location'),
    refunds: [],
  };
}

function shippingOf(place: WooChange['place'], displayKey: string): object[] {
  if (!place)
    return [{ id: 4, method_title: 'Colis', method_id: 'flat_rate', instance_id: '1', meta_data: [] }];
  if (place === 'classic')
    return [
      {
        id: 6,
        method_title: 'Retrait en magasin',
        method_id: 'local_pickup',
        instance_id: '4',
        meta_data: [],
      },
    ];
  const { name, street } = place;
  return [
    {
      id: 4,
      method_title: `Retrait (${name})`,
      method_id: 'pickup_location',
      instance_id: '0',
      meta_data: [
        { id: 34, key: 'pickup_location', value: name, display_key: displayKey },
        { id: 35, key: 'pickup_address', value: `${street}, LYON` },
        {
          id: 37,
          key: '_pickup_location_address',
          value: { address_1: street, city: 'Lyon', state: '', postcode: '69002', country: 'FR' },
        },
        { id: 38, key: 'Items', value: 'Caf\u00e9 &times; 2' },
      ],
    },
  ];
}

/** The headers of a delivery; its id is the same for different orders, as WooCommerce has it. */
export const wooHeaders = (body: string, key: string, topic = 'order.updated'): Record<string, string> => ({
  'content-type': 'application/json',
  'user-agent': 'WooCommerce/11.0.1 Hookshot (WordPress/7.1)',
  'x-wc-webhook-topic': topic,
  'x-wc-webhook-resource': 'order',
  'x-wc-webhook-delivery-id': 'c399012ecbec7ab99f18431268ec7c95',
  'x-wc-webhook-signature': createHmac('sha256', key).update(body).digest('base64'),
});
