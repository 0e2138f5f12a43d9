/**
 * What messages say otherwise where an order is collected at a counter or a window instead of being brought: nobody
 * comes out, and nobody looks for a car. The rules of the other texts hold here as well.
 */
import type { MessageKind } from './message-kinds.js';
import { MESSAGE_TEXTS, type MessageText } from './message-texts.js';

export const COLLECTED_TEXTS: Readonly<
  Partial<Record<MessageKind, Readonly<Record<'fr' | 'en', Partial<MessageText>>>>>
> = {
  order_placed: {
    fr: {
      body: 'Bonjour {name}, nous avons bien enregistré votre commande {code}. Quand vous partirez la chercher, touchez « Je suis en route » : elle vous attendra à votre arrivée.',
    },
    en: {
      body: 'Hello {name}, we have your order {code}. When you leave to collect it, tap “I’m on my way”: it will be waiting when you arrive.',
    },
  },
  order_ready: {
    fr: {
      body: 'Bonjour {name}, votre commande {code} est prête. Quand vous partirez la chercher, touchez « Je suis en route » : elle vous attendra à votre arrivée.',
    },
    en: {
      body: 'Hello {name}, your order {code} is ready. When you leave to collect it, tap “I’m on my way”: it will be waiting when you arrive.',
    },
  },
  customer_arrived: {
    fr: {
      sms: '{store} : nous savons que vous arrivez, la commande {code} vous attend. {link}',
      body: '{name}, nous vous voyons arriver : votre commande {code} vous attend.',
    },
    en: {
      sms: '{store}: we see that you are here, order {code} is waiting for you. {link}',
      body: '{name}, we see that you are here: your order {code} is waiting for you.',
    },
  },
  order_claimed: {
    fr: {
      sms: '{store} : {staff} a votre commande {code}.',
      subject: '{staff} a votre commande',
      body: '{staff} a votre commande {code}.',
    },
    en: {
      sms: '{store}: {staff} has your order {code}.',
      subject: '{staff} has your order',
      body: '{staff} has your order {code}.',
    },
  },
  customer_not_found: {
    fr: {
      sms: '{store} : nous vous appelons pour la commande {code}. Dites-nous si vous attendez : {link}',
      subject: 'Nous vous appelons',
      body: '{name}, nous vous appelons pour votre commande {code} et ne vous voyons pas. Dites-nous si vous attendez.',
    },
    en: {
      sms: '{store}: we are calling you for order {code}. Tell us if you are waiting: {link}',
      subject: 'We are calling you',
      body: '{name}, we are calling you for your order {code} and cannot see you. Tell us if you are waiting.',
    },
  },
};

/** The text of a message where the store has none of its own. @param isBrought as the order's service says */
export const usualText = (kind: MessageKind, language: 'fr' | 'en', isBrought: boolean): MessageText => ({
  ...MESSAGE_TEXTS[kind][language],
  ...(!isBrought && COLLECTED_TEXTS[kind]?.[language]),
});
