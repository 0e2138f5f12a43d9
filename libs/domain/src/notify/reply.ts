/** What a customer is answered who wrote a text message that could not be followed, or not in full. */
import { smsSizeOf } from './gsm7.js';
import { bayNamed, type TextMeaning } from './read-text-message.js';

export const REPLY_KINDS = [
  'reply_bay_unknown',
  'reply_how_to_arrive',
  'reply_late_noted',
  'reply_no_order',
] as const;
/**
 * `reply_bay_unknown`: they are here, at a bay that the store does not have. `reply_how_to_arrive`: it was not
 * understood. `reply_late_noted`: they will come later. `reply_no_order`: no order of theirs is under way.
 */
export type ReplyKind = (typeof REPLY_KINDS)[number];

/** An answer is worth sending while they hold the phone in their hand, ms. */
export const REPLY_LIFETIME_MS = 10 * 60_000;

/**
 * Which answer a text message gets; undefined where it was understood, or ends and resumes messages, which providers
 * answer themselves.
 * @param bays the labels of the store's bays; undefined when no trip of theirs is under way
 */
export function replyTo(meaning: TextMeaning, bays: readonly string[] | undefined): ReplyKind | undefined {
  if (meaning.kind === 'stop' || meaning.kind === 'start') return undefined;
  if (bays === undefined) return 'reply_no_order';
  if (meaning.kind === 'late') return 'reply_late_noted';
  if (meaning.kind !== 'here') return 'reply_how_to_arrive';
  const { bay } = meaning;
  const isUnknown = bay !== null && bays.length > 0 && bayNamed(bay, bays) === undefined;
  return isUnknown ? 'reply_bay_unknown' : undefined;
}

export interface ReplyWords {
  readonly store: string;
  readonly phone: string;
  /** The labels of the store's bays, in their order. */
  readonly bays: readonly string[];
}

/** The answer in its reader's language: one text message, of as many bays as it holds. */
export function replyText(kind: ReplyKind, language: 'fr' | 'en', words: ReplyWords): string {
  const write = TEXTS[language][kind];
  const { bays } = words;
  const all = write(words, bayList(bays, language));
  if (kind !== 'reply_bay_unknown' || isOne(all)) return all;
  for (let most = bays.length - 1; most > 0; most -= 1) {
    const some = write(words, `${bays.slice(0, most).join(', ')}...`);
    if (isOne(some)) return some;
  }
  return all;
}

type Write = (words: ReplyWords, list: string) => string;
const example = ({ bays }: ReplyWords, word: string): string =>
  bays[0] === undefined ? word : `${word} ${bays[0]}`;

const TEXTS: Readonly<Record<'fr' | 'en', Readonly<Record<ReplyKind, Write>>>> = {
  fr: {
    reply_bay_unknown: (_, list) =>
      `Votre arrivée est notée, mais cette place n'existe pas. Répondez ICI suivi de votre place (${list}).`,
    reply_how_to_arrive: (words) =>
      `Répondez ${example(words, 'ICI')} à votre arrivée. Pour joindre ${words.store}, appelez le ${words.phone}.`,
    reply_late_noted: (words) =>
      `C'est noté, vous arriverez plus tard. Répondez ${example(words, 'ICI')} à votre arrivée.`,
    reply_no_order: ({ store, phone }) =>
      `Aucune commande en cours pour ce numéro. Pour joindre ${store}, appelez le ${phone}.`,
  },
  en: {
    reply_bay_unknown: (_, list) =>
      `We know you are here, but there is no such bay. Reply HERE and your bay (${list}).`,
    reply_how_to_arrive: (words) =>
      `Reply ${example(words, 'HERE')} when you arrive. To reach ${words.store}, call ${words.phone}.`,
    reply_late_noted: (words) =>
      `Noted, you will come later. Reply ${example(words, 'HERE')} when you arrive.`,
    reply_no_order: ({ store, phone }) =>
      `There is no order under way for this number. To reach ${store}, call ${phone}.`,
  },
};

/** `1 to 8` where the bays are numbered on end. */
function bayList(bays: readonly string[], language: 'fr' | 'en'): string {
  const [first = '', last = ''] = [bays[0], bays.at(-1)];
  const isOnEnd = bays.length > 2 && bays.every((bay, at) => bay === String(Number(first) + at));
  return isOnEnd ? `${first} ${language === 'fr' ? 'à' : 'to'} ${last}` : bays.join(', ');
}

const isOne = (text: string): boolean => smsSizeOf(text).segments === 1;
