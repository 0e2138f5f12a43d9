/** Secrets that are tried first. Refused when chosen; ASVS 5.0.0 6.2.4, 6.2.11 (words of the context). */
import type { FieldError } from '@curbline/platform';

/** All the same digit, or a run up or down: 111111, 123456, 987654. */
export function isGuessablePin(pin: string): boolean {
  const steps = new Set([...pin].slice(1).map((digit, i) => Number(digit) - Number(pin[i])));
  const [step] = steps;
  return steps.size === 1 && step !== undefined && Math.abs(step) <= 1;
}

/** What the commonest long passwords begin with, on both keyboards and in both languages. */
const COMMON =
  /^(password|passw0rd|motdepasse|qwerty|azerty|iloveyou|letmein|welcome|bienvenue|admin|curbline|0?123456789|987654321)/i;

export function isGuessablePassword(password: string, login: string): boolean {
  const lower = password.toLowerCase();
  const name = login.toLowerCase().split('@')[0] ?? '';
  return new Set(lower).size < 5 || COMMON.test(password) || (name.length >= 3 && lower.includes(name));
}

export function pinFaults(pin: string): FieldError[] {
  if (!isGuessablePin(pin)) return [];
  const message = {
    en: 'too easy to guess: avoid runs and repeated digits',
    fr: 'trop facile à deviner : évitez les suites et les chiffres répétés',
  };
  return [{ field: 'pin', message }];
}

export function passwordFaults(password: string, login: string): FieldError[] {
  if (!isGuessablePassword(password, login)) return [];
  const message = {
    en: 'too easy to guess: choose other words',
    fr: 'trop facile à deviner : choisissez d’autres mots',
  };
  return [{ field: 'password', message }];
}
