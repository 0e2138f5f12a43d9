/**
 * How many text messages a text is: 160 characters of the GSM alphabet are one, or 70 of any other (3GPP TS 23.038 and
 * 23.040); of a longer text each part has a few less, for the head that joins them.
 */

const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
/** Each takes the room of two. */
const EXTENDED = new Set('\f^{}\\[~]|€');

const LIMITS = { gsm7: { one: 160, each: 153 }, ucs2: { one: 70, each: 67 } } as const;

export interface SmsSize {
  readonly alphabet: 'gsm7' | 'ucs2';
  readonly segments: number;
  /** Characters outside the GSM alphabet, each once: one of them halves the room for all. */
  readonly foreign: readonly string[];
}

/** What a text costs as a text message. */
export function smsSizeOf(text: string): SmsSize {
  const signs = [...text];
  const foreign = [...new Set(signs.filter((sign) => !BASIC.has(sign) && !EXTENDED.has(sign)))];
  const alphabet = foreign.length === 0 ? 'gsm7' : 'ucs2';
  // A character is never cut in two: one of two units that does not fit begins the next part.
  const widths = signs.map((sign) => (alphabet === 'gsm7' ? (EXTENDED.has(sign) ? 2 : 1) : sign.length));
  const { one, each } = LIMITS[alphabet];
  const total = widths.reduce((sum, width) => sum + width, 0);
  return { alphabet, segments: total <= one ? 1 : partsOf(widths, each), foreign };
}

function partsOf(widths: readonly number[], room: number): number {
  let [parts, used] = [1, 0];
  for (const width of widths) {
    if (used + width > room) [parts, used] = [parts + 1, 0];
    used += width;
  }
  return parts;
}
