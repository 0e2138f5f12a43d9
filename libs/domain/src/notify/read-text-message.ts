/**
 * What a customer's text message says: that they are here and where, that they are late, that they want no more messages,
 * or none of it.
 * Only the first line counts: signatures and quoted messages stand below it.
 */

export type TextMeaning =
  /** `bay` is as it was written, in capitals; null where none was named. */
  | { readonly kind: 'here'; readonly bay: string | null }
  /** They will come later: by so many minutes; null where they named none. */
  | { readonly kind: 'late'; readonly minutes: number | null }
  | { readonly kind: 'stop' }
  | { readonly kind: 'start' }
  | { readonly kind: 'help' }
  | { readonly kind: 'unclear' };

/**
 * The words with which carriers and providers end and resume messages (CTIA Messaging Principles 5.1.3; in France
 * ARRET). They count only when the message is nothing but the word: "stop 12345" may be about anything.
 */
const STOP = /^(?:STOP|STOPALL|UNSUBSCRIBE|CANCEL|END|QUIT|REVOKE|OPTOUT|ARRET|ARRETER|DESABONNEMENT)[.! ]*$/;
const START = /^(?:START|UNSTOP|YES|OUI|REPRENDRE)[.! ]*$/;
const HELP = /^(?:HELP|INFO|AIDE)[.! ?]*$/;

/** A bay: up to three digits, or a letter and up to two. */
const BAY = String.raw`(\d{1,3}|[A-Z] ?\d{1,2}|\d{1,3} ?[A-Z])`;
/** What people put around it. */
const WHO = String.raw`(?:JE SUIS|I'?M|I AM|ON EST|NOUS SOMMES|WE'?RE|WE ARE) `;
const HERE_WORD = String.raw`(?:(?:${WHO})?(?:ICI|LA|HERE|ARRIVEE?S?|ARRIVED)|J'?Y SUIS|SUR PLACE)`;
const PLACE_WORD = String.raw`(?:PLACE|EMPLACEMENT|PARKING|BOX|BAY|SPOT|SPACE|P)`;
const NUMBER_WORD = String.raw`(?:NUMERO|NUMBER|NO|NR|N°|Nº|N|#|:|-)`;
const JOINED = String.raw`[ ,.:;!-]*`;
const POLITE = String.raw`(?:[ ,.!]*(?:MERCI|THANKS|THANK YOU|THX|SVP|PLEASE))?[ ,.!]*`;

const WITH_BAY = new RegExp(
  `^(?:${HERE_WORD}${JOINED}|${WHO}(?=.*${PLACE_WORD} ))?(?:(?:A LA|AT|IN|SUR|EN|LA|THE)(?: THE| LA)? +)?(?:${PLACE_WORD}${JOINED})?(?:${NUMBER_WORD}${JOINED})?${BAY}${POLITE}$`,
);
const WITHOUT_BAY = new RegExp(`^${HERE_WORD}${POLITE}$`);

const LATE_WHO = String.raw`(?:(?:${WHO}|J'?AI |J'?AURAI |(?:WILL|GOING TO) BE |I'?LL BE |JE SERAI |RUNNING )*)`;
const MINUTES = String.raw`(?:MINUTES?|MINS?|MNS?|MN|')?`;
/** "Retard", "en retard de 20 min", "20 min de retard", "late 20", "20 minutes late". */
const LATE = new RegExp(
  `^${LATE_WHO}(?:(?:(\\d{1,3})\\s?${MINUTES} ?(?:DE )?)?(?:EN |DU )?(?:RETARD|LATE)|(?:EN )?(?:RETARD|LATE)(?: DE| BY)?${JOINED}(\\d{1,3})\\s?${MINUTES})${POLITE}$`,
);
/** More minutes than this are meant otherwise: a price, a code. */
const MOST_LATE_MIN = 240;

/** The digits in a square or circle that keyboards offer: a digit and U+FE0F, U+20E3. */
const KEYCAPS = /[\uFE0F\u20E3]/g;

export function readTextMessage(text: string): TextMeaning {
  const line = simple(text);
  if (STOP.test(line)) return { kind: 'stop' };
  if (START.test(line)) return { kind: 'start' };
  if (HELP.test(line)) return { kind: 'help' };
  const late = LATE.exec(line);
  if (late) return lateBy(late[1] ?? late[2]);
  const [, bay] = WITH_BAY.exec(line) ?? [];
  if (bay !== undefined) return { kind: 'here', bay: bay.replaceAll(' ', '').replace(/^0+(?=\d)/, '') };
  return WITHOUT_BAY.test(line) ? { kind: 'here', bay: null } : { kind: 'unclear' };
}

function lateBy(digits: string | undefined): TextMeaning {
  const minutes = digits === undefined ? null : Number(digits);
  return minutes !== null && (minutes < 1 || minutes > MOST_LATE_MIN)
    ? { kind: 'unclear' }
    : { kind: 'late', minutes };
}

/**
 * The store's label of a bay that a message names: written alike but for case, blanks and a P before the number.
 * @param labels of the store's bays; undefined when none is alike, or several are
 */
export function bayNamed(bay: string, labels: readonly string[]): string | undefined {
  const alike = (text: string): string =>
    simple(text)
      .replaceAll(' ', '')
      .replace(/^P(?=\d)/, '')
      .replace(/^0+(?=\d)/, '');
  const found = labels.filter((label) => alike(label) === alike(bay));
  return found.length === 1 ? found[0] : undefined;
}

/** The first line that says something, in capitals, without accents, with single blanks and straight apostrophes. */
function simple(text: string): string {
  const [line = ''] = text
    .normalize('NFKC')
    .split(/[\r\n]+/)
    .map((each) => each.trim())
    .filter((each) => each !== '' && !each.startsWith('>'));
  return line
    .replace(KEYCAPS, '')
    .replace(/[«»“”"]/g, '')
    .replace(/[’`´]/g, "'")
    .toUpperCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
}
