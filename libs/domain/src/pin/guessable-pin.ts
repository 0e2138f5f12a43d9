/**
 * Whether a PIN is one of those that a thief tries first, and why. Ten tries are all they have before a lock, so what
 * matters is the head of the list: runs, repetitions, dates, shapes on the keypad, and numbers that everybody knows.
 */
export type PinFault = 'few-digits' | 'run' | 'repeat' | 'date' | 'keypad' | 'common' | 'known';

/** The most used six-digit PINs that no rule below names. */
const COMMON = new Set([
  '159753',
  '753951',
  '147896',
  '520131',
  '131420',
  '142536',
  '112358',
  '314159',
  '271828',
  '141421',
  '007007',
  '696969',
  '420420',
  '102030',
  '202020',
  '101010',
  '232323',
  '252525',
  '789456',
  '456789',
  '159357',
  '951753',
  '246810',
  '135790',
  '102938',
  '192837',
  '010203',
  '080808',
  '100200',
  '121314',
]);

/** Rows of a phone's keypad; a line or a shape on it is a walk from neighbor to neighbor. */
const KEYPAD = ['123', '456', '789', ' 0 '];

/** A PIN counts as a known number if this many of its digits are part of it. */
const KNOWN_DIGITS = 5;

/**
 * @param pin digits only
 * @param known numbers that people there know, such as the store's phone number, however they are written
 * @returns undefined for a PIN that is no worse than any other
 */
export function pinFault(pin: string, known: readonly string[] = []): PinFault | undefined {
  if (new Set(pin).size < 3) return 'few-digits';
  if (isRun(pin)) return 'run';
  if (isRepetition(pin)) return 'repeat';
  if (isKeypadWalk(pin)) return 'keypad';
  if (COMMON.has(pin)) return 'common';
  if (isDate(pin)) return 'date';
  return isKnown(pin, known) ? 'known' : undefined;
}

/** The same step between all neighbors, around zero too: 123456, 97531, 890123. */
function isRun(pin: string): boolean {
  const steps = pairs(pin).map(([a, b]) => (Number(b) - Number(a) + 10) % 10);
  const odd = steps.filter((step) => step !== steps[0]).length;
  return (
    odd === 0 || (odd === 1 && steps.filter((step) => step === 1 || step === 9).length >= steps.length - 1)
  );
}

/** A part said again (481481, 4848), digits in pairs (113355), or a mirror (481184). */
function isRepetition(pin: string): boolean {
  for (let length = 1; length <= pin.length / 2; length += 1) {
    const part = pin.slice(0, length);
    if (part.repeat(Math.ceil(pin.length / length)).slice(0, pin.length) === pin) return true;
  }
  const inPairs = pin.length % 2 === 0 && /^(?:(\d)\1)+$/.test(pin);
  const half = Math.floor(pin.length / 2);
  const mirrored = pin.slice(0, half) === [...pin.slice(-half)].toReversed().join('');
  return inPairs || mirrored;
}

/** Each key the neighbor of the one before, straight ahead; or its columns one after another. */
function isKeypadWalk(pin: string): boolean {
  const places = [...pin].map((digit) => {
    const row = KEYPAD.findIndex((keys) => keys.includes(digit));
    return { row, column: KEYPAD[row]?.indexOf(digit) ?? 0 };
  });
  const walk = pairs(places).every(([a, b]) => Math.abs(a.row - b.row) + Math.abs(a.column - b.column) === 1);
  const columns = pairs(places).filter(([a, b]) => a.column === b.column && Math.abs(a.row - b.row) === 1);
  return walk || columns.length >= Math.max(4, pin.length - 2);
}

/** Day, month and year in the orders that people write them in, the year with two digits or four. */
function isDate(pin: string): boolean {
  const day = '(0[1-9]|[12]\\d|3[01])';
  const month = '(0[1-9]|1[0-2])';
  const year = '(?:19|20)\\d\\d';
  // If every two-digit year counted, a tenth of all PINs would be dates; the birth years of working people are enough.
  const short = pin.length === 6 ? '(?:[4-9]\\d|0\\d|1\\d|2\\d)' : year;
  const orders = [day + month, month + day];
  return (
    orders.some((order) =>
      [`^${order}${pin.length === 6 ? short : year}$`, `^${short}${order}$`].some((text) =>
        new RegExp(text).test(pin),
      ),
    ) || new RegExp(`^(?:${month}${year}|${year}${month})$`).test(pin)
  );
}

function isKnown(pin: string, known: readonly string[]): boolean {
  const numbers = known
    .map((text) => text.replaceAll(/\D/g, ''))
    .filter((digits) => digits.length >= KNOWN_DIGITS);
  return numbers.some((digits) => {
    for (let at = 0; at + KNOWN_DIGITS <= digits.length; at += 1) {
      if (pin.includes(digits.slice(at, at + KNOWN_DIGITS))) return true;
    }
    return false;
  });
}

function pairs<T>(items: string | readonly T[]): [T, T][] {
  const list = [...items] as T[];
  return list.slice(1).map((item, i) => [list[i]!, item]);
}
