/**
 * The two codes of an order. Without 0/O, 1/I/L and the like: they are read aloud in the rain.
 *
 *   short code      K427   on the bag and the board; one letter, three digits
 *   hand-over code  7HXQ   on the customer's page alone; 30^4 = 810,000, and guesses are limited
 */
import { randomInt } from 'node:crypto';

const LETTERS = 'ACDEFGHJKMNPRTUVWXY';
const DIGITS = '23456789';
const SIGNS = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

const pick = (alphabet: string, length: number): string =>
  Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');

export const newHandOverCode = (): string => pick(SIGNS, 4);

/** Drawn at random: whether it is free is known to short-codes.repository.ts. */
export const newShortCode = (digits: number): string => pick(LETTERS, 1) + pick(DIGITS, digits);
