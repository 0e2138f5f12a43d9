/** The forms in which a coordinate may lie on a disk. */

export interface Needle {
  /** What was found, for a person; never the coordinate itself. */
  readonly form: string;
  readonly bytes: Buffer;
}

export interface Place {
  readonly latitude: number;
  readonly longitude: number;
}

/** Fewer digits than these are found in any file of numbers. */
const DIGITS = [6, 7] as const;

/** Every form of both coordinates of a place that has at least seven digits after the point. */
export function needlesOf({ latitude, longitude }: Place): Needle[] {
  const values = [latitude, longitude];
  const texts = values.flatMap((value) => [...new Set(DIGITS.flatMap((digits) => textsOf(value, digits)))]);
  return [
    ...texts.map((text) => ({ form: 'text', bytes: Buffer.from(text) })),
    ...texts.map((text) => ({ form: 'text in UTF-16', bytes: Buffer.from(text, 'utf16le') })),
    ...texts.flatMap((text) => base64Of(text)),
    ...values.flatMap((value) => [
      { form: 'float8, little end first', bytes: float8(value, 'LE') },
      { form: 'float8, big end first', bytes: float8(value, 'BE') },
      { form: 'numeric, as jsonb has it', bytes: numericOf(value, 2) },
    ]),
    ...whole([latitude, longitude]),
    ...whole([longitude, latitude]),
  ];
}

/** Rounded and cut off, as whoever writes it may have done. */
function textsOf(value: number, digits: number): string[] {
  const cut = Math.trunc(value * 10 ** digits) / 10 ** digits;
  return [value.toFixed(digits), cut.toFixed(digits)];
}

/** At each of the three places in which a text may begin within base64; only what does not hang on its neighbors. */
function base64Of(text: string): Needle[] {
  return [0, 1, 2].map((before) => {
    const encoded = Buffer.from(`${' '.repeat(before)}${text}`)
      .toString('base64')
      .replace(/=+$/, '');
    const first = before === 0 ? 0 : before + 1;
    return { form: 'base64', bytes: Buffer.from(encoded.slice(first, encoded.length - 2)) };
  });
}

function float8(value: number, ends: 'LE' | 'BE'): Buffer {
  const bytes = Buffer.alloc(8);
  if (ends === 'LE') bytes.writeDoubleLE(value);
  else bytes.writeDoubleBE(value);
  // The last bytes go with the last digits: the first six stand for centimetres.
  return ends === 'LE' ? bytes.subarray(2) : bytes.subarray(0, 6);
}

/** PostgreSQL's numeric: four decimal digits in each two bytes. Of the fraction so many of these. */
function numericOf(value: number, groups: number): Buffer {
  const [before = '0', after = ''] = Math.abs(value).toFixed(12).split('.');
  const digits = [
    Number(before),
    ...Array.from({ length: groups }, (_, n) => Number(after.slice(4 * n, 4 * n + 4))),
  ];
  // The last group may have been rounded: it is known only if the value has as many digits.
  const bytes = Buffer.alloc(2 * digits.length);
  digits.forEach((digit, n) => bytes.writeUInt16LE(digit, 2 * n));
  return bytes;
}

/** Pairs of whole numbers of 32 bits, in a millionth and a ten millionth of a degree. */
function whole(pair: readonly number[]): Needle[] {
  return [1e6, 1e7].flatMap((scale) =>
    (['LE', 'BE'] as const).map((ends) => {
      const bytes = Buffer.alloc(8);
      pair.forEach((value, n) => {
        const number = Math.round(value * scale);
        if (ends === 'LE') bytes.writeInt32LE(number, 4 * n);
        else bytes.writeInt32BE(number, 4 * n);
      });
      return { form: `whole numbers of 1/${scale} degree`, bytes };
    }),
  );
}

/** Words that only a track in clear has, in any form in which JSON is kept. */
export const TRACK_WORDS: readonly Needle[] = ['plausibility', 'turnedRad', 'approachingTold'].map(
  (word) => ({
    form: 'a track in clear',
    bytes: Buffer.from(word),
  }),
);
