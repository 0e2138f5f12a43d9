/** The store's own texts to customers: each is one that can be filled in and sent. */
import type { OwnMessageTexts, StoreSettings } from '@curbline/contracts/http';
import { type TemplateFault, PLACEHOLDERS, templateFaults } from '@curbline/domain/notify';
import type { FieldError, Text } from '@curbline/platform';
import { readPhone } from '@curbline/platform/contact';
import { countryOfStore } from './country-of-store.js';

const KNOWN = PLACEHOLDERS.map((name) => `{${name}}`).join(', ');

/** Empty when all is well. */
export function messageFaults(settings: StoreSettings): FieldError[] {
  const { kinds = {}, alerts = {} } = settings.messages ?? {};
  const ofTexts = Object.entries(kinds).flatMap(([kind, { texts = {} }]) =>
    Object.entries(texts).flatMap(([language, own]) =>
      faultsOf(own, `messages.kinds.${kind}.texts.${language}`, language as 'fr' | 'en'),
    ),
  );
  const country = countryOfStore(settings);
  const ofPhones = Object.entries(alerts).flatMap(([whose, { phone }]) =>
    phone && !('e164' in readPhone(phone, country))
      ? [{ field: `messages.alerts.${whose}.phone`, message: NO_MOBILE }]
      : [],
  );
  return [...ofTexts, ...ofPhones];
}

const faultsOf = (own: OwnMessageTexts, at: string, language: 'fr' | 'en'): FieldError[] =>
  Object.entries(own).flatMap(([use, text]) =>
    templateFaults(text ?? '', use === 'sms' ? 'sms' : 'other', language).map((fault) => ({
      field: `${at}.${use}`,
      message: wordsFor(fault),
    })),
  );

function wordsFor(fault: TemplateFault): Text {
  if (fault.kind === 'unknown') {
    return {
      en: `${fault.what} is none of ${KNOWN}`,
      fr: `${fault.what} n’est aucun de ${KNOWN}`,
    };
  }
  const signs = fault.foreign.join(' ');
  return signs === ''
    ? {
        en: `with usual values it takes ${fault.segments} text messages: make it shorter`,
        fr: `avec des valeurs courantes, il faut ${fault.segments} SMS\u00a0: raccourcissez-le`,
      }
    : {
        en: `text messages have no ${signs}, or cost twice as much: write it without`,
        fr: `les SMS n’ont pas de ${signs}, ou coûtent le double\u00a0: écrivez sans`,
      };
}

const NO_MOBILE: Text = {
  en: 'this is no number that text messages reach: give a mobile number, such as +33 6 12 34 56 78',
  fr: 'aucun SMS n’arrive à ce numéro\u00a0: donnez un numéro de mobile, comme +33 6 12 34 56 78',
};
