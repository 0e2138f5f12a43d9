/** Missing goods in words, as a card and its list of lines say them. */
import type { Shortage, ShortageChoice } from '@curbline/contracts/events';
import { m } from '../messages/generated/messages.js';
import { LOCALES } from '../ui/format.js';
import { currentLocale } from '../ui/locale.js';

/** What was settled stands out on a card for this long. */
const FRESH_MS = 60_000;

const CHOICES: Readonly<Record<Exclude<ShortageChoice, 'substitute' | 'another_store'>, () => string>> = {
  without: m.board_short_without,
  home_delivery: m.board_short_home_delivery,
  refund: m.board_short_refund,
};

function choiceWords(choice: ShortageChoice, { substitute, stores, chosenStore }: Shortage): string {
  if (choice === 'substitute') return m.board_short_substitute({ substitute: substitute ?? '' });
  if (choice !== 'another_store') return CHOICES[choice]();
  return m.board_short_another_store({ store: stores?.find(({ id }) => id === chosenStore)?.name ?? '' });
}

/** "2 × Lait missing". */
export const missingWords = ({ missing, name }: Shortage): string =>
  m.board_short_missing({ quantity: missing.toLocaleString(LOCALES[currentLocale()]), name });

/** "customer asked 2 min ago", "customer chose: refund", "no answer: without it"; empty once it was found. */
export function settledWords(shortage: Shortage, now: number): string {
  const { state, choice, askedAt } = shortage;
  if (state === 'asked')
    return m.board_short_asked({ minutes: Math.max(0, Math.floor((now - Date.parse(askedAt)) / 60_000)) });
  if (choice === null) return '';
  const words = { choice: choiceWords(choice, shortage) };
  return state === 'agreed' ? m.board_short_agreed(words) : m.board_short_silent(words);
}

/** Whether it was settled a moment ago: whoever packs has something to do. */
export const isFresh = ({ settledAt }: Shortage, now: number): boolean =>
  settledAt !== null && now - Date.parse(settledAt) < FRESH_MS;
