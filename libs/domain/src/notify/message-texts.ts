/**
 * The texts of messages, French and English. A store may replace each. Those for `sms` keep to the GSM-7 alphabet, which
 * lacks ê, ô, ç and the apostrophe ’: with one of those a message costs twice (3GPP TS 23.038, 6.2.1).
 */
import type { MessageKind } from './message-kinds.js';

export interface MessageText {
  readonly sms: string;
  /** Also the title of a push message. */
  readonly subject: string;
  /** Of an e-mail, above the button; also the text of a push message. */
  readonly body: string;
}

/** What may stand in braces in a text. */
export const PLACEHOLDERS = ['name', 'store', 'code', 'link', 'time', 'staff', 'phone'] as const;
export type Placeholder = (typeof PLACEHOLDERS)[number];
export type MessageValues = Readonly<Record<Placeholder, string>>;

export const MESSAGE_TEXTS: Readonly<Record<MessageKind, Readonly<Record<'fr' | 'en', MessageText>>>> = {
  order_placed: {
    fr: {
      sms: '{store} : commande {code} enregistrée. Dites-nous quand vous partez : {link}',
      subject: 'Commande {code} enregistrée',
      body: 'Bonjour {name}, nous avons bien enregistré votre commande {code}. Quand vous partirez la chercher, touchez « Je suis en route » : nous sortirons à votre arrivée.',
    },
    en: {
      sms: '{store}: we have your order {code}. Tell us when you set off: {link}',
      subject: 'We have your order {code}',
      body: 'Hello {name}, we have your order {code}. When you leave to collect it, tap “I’m on my way”: we will come out as you arrive.',
    },
  },
  order_ready: {
    fr: {
      sms: '{store} : commande {code} disponible. Dites-nous quand vous partez : {link}',
      subject: 'Votre commande {code} est prête',
      body: 'Bonjour {name}, votre commande {code} est prête. Quand vous partirez la chercher, touchez « Je suis en route » : nous sortirons à votre arrivée.',
    },
    en: {
      sms: '{store}: order {code} is ready. Tell us when you set off: {link}',
      subject: 'Your order {code} is ready',
      body: 'Hello {name}, your order {code} is ready. When you leave to collect it, tap “I’m on my way”: we will come out as you arrive.',
    },
  },
  order_delayed: {
    fr: {
      sms: '{store} : commande {code} disponible plus tard, vers {time}. {link}',
      subject: 'Votre commande {code} a du retard',
      body: 'Bonjour {name}, votre commande {code} n’est pas encore prête. Elle le sera vers {time}. Merci de votre patience.',
    },
    en: {
      sms: '{store}: order {code} is running late, ready at about {time}. {link}',
      subject: 'Your order {code} is running late',
      body: 'Hello {name}, your order {code} is not ready yet. It will be at about {time}. Thank you for your patience.',
    },
  },
  order_canceled: {
    fr: {
      sms: '{store} : commande {code} annulée. Une question ? {phone}',
      subject: 'Votre commande {code} est annulée',
      body: 'Bonjour {name}, votre commande {code} est annulée. Pour toute question, appelez-nous au {phone}.',
    },
    en: {
      sms: '{store}: order {code} is canceled. Any questions? {phone}',
      subject: 'Your order {code} is canceled',
      body: 'Hello {name}, your order {code} is canceled. If you have a question, call us on {phone}.',
    },
  },
  customer_arrived: {
    fr: {
      sms: '{store} : nous savons que vous arrivez, la commande {code} sort. {link}',
      subject: 'Nous savons que vous arrivez',
      body: '{name}, nous vous voyons arriver : votre commande {code} sort tout de suite.',
    },
    en: {
      sms: '{store}: we see that you are here, order {code} is coming out. {link}',
      subject: 'We see that you are here',
      body: '{name}, we see that you are here: your order {code} is coming out.',
    },
  },
  order_claimed: {
    fr: {
      sms: '{store} : {staff} vous apporte la commande {code}.',
      subject: '{staff} arrive',
      body: '{staff} vous apporte votre commande {code}.',
    },
    en: {
      sms: '{store}: {staff} is bringing you order {code}.',
      subject: '{staff} is on the way',
      body: '{staff} is bringing you your order {code}.',
    },
  },
  customer_not_found: {
    fr: {
      sms: '{store} : nous vous cherchons pour la commande {code}. Dites-nous votre place : {link}',
      subject: 'Nous vous cherchons',
      body: '{name}, nous sommes dehors avec votre commande {code} et ne vous voyons pas. Dites-nous où vous êtes.',
    },
    en: {
      sms: '{store}: we are looking for you with order {code}. Tell us your bay: {link}',
      subject: 'We are looking for you',
      body: '{name}, we are outside with your order {code} and cannot see you. Tell us where you are.',
    },
  },
  shortage_asked: {
    fr: {
      sms: '{store} : un article manque dans la commande {code}. Que faire ? Choisissez : {link}',
      subject: 'Un article manque dans votre commande {code}',
      body: 'Bonjour {name}, il manque un article dans votre commande {code}. Dites-nous ce que vous préférez : un seul geste suffit.',
    },
    en: {
      sms: '{store}: an item is missing from order {code}. What should we do? Choose here: {link}',
      subject: 'An item is missing from your order {code}',
      body: 'Hello {name}, an item of your order {code} is missing. Tell us what you would like instead: one tap is enough.',
    },
  },
  hold_ending: {
    fr: {
      sms: '{store} : nous gardons la commande {code} jusque vers {time}. Ensuite elle retourne en rayon. {link}',
      subject: 'Nous gardons votre commande {code} jusque vers {time}',
      body: 'Bonjour {name}, votre commande {code} vous attend encore jusque vers {time}. Ensuite elle retourne en rayon. Si vous venez plus tard, appelez-nous au {phone}.',
    },
    en: {
      sms: '{store}: we keep order {code} until about {time}. After that it goes back to the shelf. {link}',
      subject: 'We keep your order {code} until about {time}',
      body: 'Hello {name}, your order {code} is waiting for you until about {time}. After that it goes back to the shelf. If you will come later, call us on {phone}.',
    },
  },
  order_handed_over: {
    fr: {
      sms: '{store} : commande {code} remise. Merci de votre visite.',
      subject: 'Commande {code} remise, merci',
      body: 'Merci {name}, votre commande {code} vous a été remise.',
    },
    en: {
      sms: '{store}: order {code} is handed over. Thank you.',
      subject: 'Order {code} handed over, thank you',
      body: 'Thank you {name}, your order {code} has been handed over to you.',
    },
  },
};

/** A text with its placeholders replaced; one that is not known stays as it stands. */
export const fillText = (text: string, values: Partial<MessageValues>): string =>
  text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => values[name as Placeholder] ?? whole);
