/**
 * What messages of a discreet store say: that there is news of an order, and of which by its short code. A message lies open
 * on a locked screen, in a shared mailbox, on a device that somebody else holds, so it names no goods, no customer and no
 * store: of a pharmacy its name alone says much. The short code is on the customer's page and on the bag; behind the link,
 * which opens for nobody else, stands all that the customer may want to know.
 */
import { usualText } from './collected-texts.js';
import type { MessageKind } from './message-kinds.js';
import type { MessageText } from './message-texts.js';

/** What stands for the store's name, and for somebody of its staff whose name is not known. */
export const DISCREET_WORDS = {
  fr: { store: 'Point de retrait', storeInSentence: 'le point de retrait', staff: 'Notre équipe' },
  en: { store: 'Pickup point', storeInSentence: 'the pickup point', staff: 'Our team' },
} as const;

/** Where the usual text says what the order holds, or that something of it is missing. */
const TEXTS: Readonly<Partial<Record<MessageKind, Readonly<Record<'fr' | 'en', MessageText>>>>> = {
  shortage_asked: {
    fr: {
      sms: '{store} : une question sur la commande {code}. Choisissez ici : {link}',
      subject: 'Une question sur votre commande {code}',
      body: 'Bonjour, nous avons une question sur votre commande {code}. Dites-nous ce que vous préférez\u00a0: un seul geste suffit.',
    },
    en: {
      sms: '{store}: a question about order {code}. Choose here: {link}',
      subject: 'A question about your order {code}',
      body: 'Hello, we have a question about your order {code}. Tell us what you would like: one tap is enough.',
    },
  },
};

/** @param isBrought as the order's service says */
export function discreetText(kind: MessageKind, language: 'fr' | 'en', isBrought: boolean): MessageText {
  const { sms, subject, body } = TEXTS[kind]?.[language] ?? usualText(kind, language, isBrought);
  return { sms: withoutName(sms), subject: withoutName(subject), body: withoutName(body) };
}

/** "Bonjour {name}, votre…" is "Bonjour, votre…", and "{name}, nous…" is "Nous…". */
function withoutName(text: string): string {
  const addressed = text.replace(/^\{name\},\s*(\S)/u, (_, first: string) => first.toUpperCase());
  return addressed.replaceAll(/\s*\{name\}/gu, '');
}
