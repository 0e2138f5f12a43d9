/**
 * Whether a new PIN or password is one that is tried first; with the reason, as the person is told it.
 * (OWASP ASVS 5.0.0 6.2.4, 6.2.11: lists of common ones, and words of the context.)
 */
import { pinFault, type PinFault } from '@curbline/domain/pin';
import { type FieldError, type Text } from '@curbline/platform';
import { weaknessOf } from './password-strength.js';

/** What belongs to the store and its people, and is guessed first by whoever knows them. */
export interface Surroundings {
  /** Names of the store, its town and its people, and the login. */
  readonly words: readonly string[];
  /** Digits that everybody there knows, such as the phone number. */
  readonly numbers: readonly string[];
}

const PIN_REASONS: Readonly<Record<PinFault, Text>> = {
  'few-digits': {
    en: 'too easy to guess: use at least three different digits',
    fr: 'trop facile à deviner\u00a0: utilisez au moins trois chiffres différents',
  },
  run: {
    en: 'too easy to guess: avoid runs such as 123456 or 97531',
    fr: 'trop facile à deviner\u00a0: évitez les suites comme 123456 ou 97531',
  },
  repeat: {
    en: 'too easy to guess: avoid a part said twice, such as 481481, and mirrored ones',
    fr: 'trop facile à deviner\u00a0: évitez un groupe répété, comme 481481, ou en miroir',
  },
  date: {
    en: 'too easy to guess: this can be read as a date',
    fr: 'trop facile à deviner\u00a0: ce code se lit comme une date',
  },
  keypad: {
    en: 'too easy to guess: avoid lines and shapes on the keypad, such as 147258',
    fr: 'trop facile à deviner\u00a0: évitez les lignes et dessins du clavier, comme 147258',
  },
  common: {
    en: 'too easy to guess: many people use this PIN',
    fr: 'trop facile à deviner\u00a0: beaucoup de gens utilisent ce code',
  },
  known: {
    en: 'too easy to guess: it is part of the store’s phone number or address',
    fr: 'trop facile à deviner\u00a0: ces chiffres figurent dans le téléphone ou l’adresse du magasin',
  },
};

/** @param field which field of the request is at fault. */
export function pinFaults(
  pin: string,
  { numbers }: Pick<Surroundings, 'numbers'>,
  field = 'pin',
): FieldError[] {
  const fault = pinFault(pin, numbers);
  return fault === undefined ? [] : [{ field, message: PIN_REASONS[fault] }];
}

export function passwordFaults(password: string, { words }: Pick<Surroundings, 'words'>): FieldError[] {
  const reason = weaknessOf(password, words);
  return reason === undefined ? [] : [{ field: 'password', message: reason }];
}
