/** Whether a promised window can be meant: a wrong one is refused where it is sent, with its likely cause. */
import type { FieldError } from '@curbline/platform';

/** Instants before this come from seconds taken for milliseconds, or from an empty date. 1 January 2001. */
const FIRST_PLAUSIBLE_MS = 978_307_200_000;
const FURTHEST_MS = 400 * 24 * 3_600_000;

/** @param now Unix ms, as the window's ends. @returns what is wrong with the window; undefined when it can be meant. */
export function windowFault(
  window: { readonly from: number; readonly to: number },
  now: number,
): FieldError | undefined {
  if (window.from < FIRST_PLAUSIBLE_MS) {
    return {
      field: 'window.from',
      message: {
        en: 'this is decades ago: were seconds taken for milliseconds, or is the date empty?',
        fr: 'cette date a plusieurs décennies\u00a0: des secondes prises pour des millisecondes, ou une date vide\u00a0?',
      },
    };
  }
  if (window.to <= now) {
    return {
      field: 'window.to',
      message: {
        en: 'the window is over already: send one that is to come, or null for as soon as the order is ready',
        fr: 'le créneau est déjà passé\u00a0: envoyez-en un à venir, ou null pour «\u00a0dès que la commande est prête\u00a0»',
      },
    };
  }
  if (window.to - now > FURTHEST_MS) {
    return {
      field: 'window.to',
      message: {
        en: 'the window is more than a year away: check the year',
        fr: 'le créneau est dans plus d’un an\u00a0: vérifiez l’année',
      },
    };
  }
  return undefined;
}
