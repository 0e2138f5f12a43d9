/** What a discreet store sends: messages of every kind, language, service and channel, searched for what nobody else may read. */
import type { Card, Shortage } from '@curbline/contracts/events';
import { Service } from '@curbline/contracts/ids';
import {
  CHANNELS,
  DISCREET_WORDS,
  MESSAGE_KINDS,
  REPLY_KINDS,
  replyText,
  smsSizeOf,
} from '@curbline/domain/notify';
import { describe, expect, it } from 'vitest';
import { emailHtml } from '../channels/email-html.js';
import { pushPayload } from '../channels/push/push-payload.js';
import type { StoreForMessages } from './store-messages.repository.js';
import { writeMessage } from './write-message.js';

const LANGUAGES = ['fr', 'en'] as const;
const ITEM = 'Test de grossesse';
const BRAND = 'Clearvia';
const STORE = 'Pharmacie Vaillant';
const CUSTOMER = 'Camille M.';
/** The words of each, since a sentence may hold one of them alone. Three boxes of it is what they bought. */
const SECRETS = [
  ITEM,
  'grossesse',
  BRAND,
  STORE,
  'Vaillant',
  'Pharmac',
  CUSTOMER,
  'Camille',
  'ordonnance',
  '×3',
];
const LINK = 'https://retrait.example.fr/p#lyon-1.b5Xw2kQ9zR4tLm8vNc3pYA';

const shortage = {
  line: 0,
  sku: `${BRAND}-1`,
  name: `${ITEM} ${BRAND} ×3`,
  substitute: `${ITEM} ${BRAND} duo`,
  state: 'asked',
} as Shortage;

const cardOf = (language: 'fr' | 'en', service: Service, claimer: string | null) =>
  ({
    language,
    service,
    customerName: CUSTOMER,
    shortCode: 'K7M',
    itemsCount: 3,
    note: `ordonnance de ${CUSTOMER}`,
    order: {
      claimedBy: claimer === null ? null : { staffId: '1', name: claimer },
      expectedReadyAt: '2026-03-11T09:00:00.000Z',
    },
    shortages: [shortage],
  }) as unknown as Card;

/** The store's own words name what a manager may well write. */
const own = { sms: `${STORE} : ${BRAND}, {name}`, subject: `${BRAND} {name}`, body: `${ITEM}, {name}` };
const storeOf = (discreet: boolean): StoreForMessages => ({
  name: STORE,
  phone: '+33 4 00 00 00 00',
  timeZone: 'Europe/Paris',
  discreet,
  messages: {
    kinds: Object.fromEntries(MESSAGE_KINDS.map((kind) => [kind, { texts: { fr: own, en: own } }])),
  },
});

const found = (texts: readonly string[]) =>
  SECRETS.filter((secret) => texts.some((text) => text.toLowerCase().includes(secret.toLowerCase())));

/** Everything of a message that leaves, as each channel makes it. */
function sent(
  kind: (typeof MESSAGE_KINDS)[number],
  channel: (typeof CHANNELS)[number],
  card: Card,
  discreet: boolean,
) {
  const message = writeMessage({ kind, channel, to: 'x', card, store: storeOf(discreet), link: LINK });
  const shown = { ...message, language: card.language, unsubscribe: `${LINK}/end` };
  return [
    message.storeName,
    message.subject,
    message.text,
    emailHtml(shown),
    pushPayload(shown, LINK, 'trip'),
  ];
}

describe.each(MESSAGE_KINDS)('a message of a discreet store: %s', (kind) => {
  for (const language of LANGUAGES)
    for (const service of Service.options)
      for (const claimer of ['Léa', null])
        it(`names nobody and nothing in ${language} for ${service}, ${claimer ?? 'taken by nobody'}`, () => {
          const card = cardOf(language, service, claimer);
          for (const channel of CHANNELS) {
            const texts = sent(kind, channel, card, true);
            expect(found(texts)).toEqual([]);
            expect(texts.join(' ')).not.toMatch(/\{\w+\}|undefined/);
            // It still says of which order it is.
            expect(texts.join(' ')).toContain('K7M');
          }
          const { text } = writeMessage({
            kind,
            channel: 'sms',
            to: 'x',
            card,
            store: storeOf(true),
            link: LINK,
          });
          expect(smsSizeOf(text)).toMatchObject({ segments: 1, alphabet: 'gsm7' });
          // The same search finds them where nobody asked for discretion.
          expect(found(sent(kind, 'email', card, false))).not.toEqual([]);
        });
});

it('addresses the reader without a name, as one would write it', () => {
  const textOf = (kind: (typeof MESSAGE_KINDS)[number], language: 'fr' | 'en') => {
    const card = cardOf(language, 'curbside', 'Léa');
    return writeMessage({ kind, channel: 'email', to: 'x', card, store: storeOf(true), link: LINK }).text;
  };
  expect(textOf('order_ready', 'fr')).toMatch(/^Bonjour, votre commande K7M est prête\./);
  expect(textOf('order_ready', 'en')).toMatch(/^Hello, your order K7M is ready\./);
  expect(textOf('customer_arrived', 'fr')).toMatch(/^Nous vous voyons arriver/);
  expect(textOf('order_handed_over', 'fr')).toBe('Merci, votre commande K7M vous a été remise.');
  expect(textOf('shortage_asked', 'fr')).toMatch(
    /^Bonjour, nous avons une question sur votre commande K7M\./,
  );
});

it('answers a text message without the store’s name', () => {
  for (const language of LANGUAGES)
    for (const kind of REPLY_KINDS) {
      const store = DISCREET_WORDS[language].storeInSentence;
      const text = replyText(kind, language, { store, phone: '+33 4 00 00 00 00', bays: ['1', '2'] });
      expect([found([text]), smsSizeOf(text).segments]).toEqual([[], 1]);
    }
});
