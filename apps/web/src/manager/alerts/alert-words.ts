/** Alerts as sentences: what is wrong, why that is known, and what to do about it. */
import type { StoreAlert, StoreAlerts } from '@curbline/contracts/http';
import { m } from '../../messages/generated/messages.js';
import { clockTime } from '../../ui/format.js';
import { findingWords } from '../fence-words.js';
import { countText, durationWords, percentText } from '../figures/figure-words.js';

export interface AlertWords {
  readonly title: string;
  readonly why: readonly string[];
  readonly remedy: string;
}

/** An average of less than this is no direction worth a sentence, seconds. */
const NO_DIRECTION_S = 15;

/** Findings that raise an alert use neither count. */
const NO_FIGURES = { stands: 0, insidePercent: 0 };

type StoreTerms = Omit<StoreAlerts, 'alerts'>;

export function alertWords(alert: StoreAlert, store: StoreTerms): AlertWords {
  switch (alert.kind) {
    case 'dark_board':
      return {
        title:
          alert.waiting === 1 ? m.alerts_dark() : m.alerts_dark_several({ count: countText(alert.waiting) }),
        why: [m.alerts_dark_why({ time: clockTime(Date.parse(alert.waitingSince), store.timeZone) })],
        remedy: m.alerts_dark_do(),
      };
    case 'misses':
      return { title: m.alerts_misses(), why: missesWhy(alert, store), remedy: m.alerts_misses_do() };
    case 'eta':
      return { title: m.alerts_eta(), why: etaWhy(alert), remedy: m.alerts_eta_do() };
    case 'fence':
      return {
        title: m.alerts_fence(),
        why: [findingWords(alert.finding, NO_FIGURES)],
        remedy: m.alerts_fence_do(),
      };
  }
}

function missesWhy(
  { lastHalfHour, today, allowedToday }: Extract<StoreAlert, { kind: 'misses' }>,
  { goalS, objectivePercent }: StoreTerms,
): string[] {
  return [
    m.alerts_misses_why({
      missed: countText(lastHalfHour.missed),
      n: countText(lastHalfHour.n),
      goal: durationWords(goalS),
    }),
    m.alerts_misses_burn({
      objective: percentText(objectivePercent),
      allowed: countText(allowedToday),
      used: countText(today.missed),
    }),
  ];
}

function etaWhy({ n, medianErrorS, biasS }: Extract<StoreAlert, { kind: 'eta' }>): string[] {
  const why = [m.alerts_eta_why({ n: countText(n), error: durationWords(medianErrorS) })];
  if (Math.abs(biasS) < NO_DIRECTION_S) return why;
  const time = durationWords(Math.abs(biasS));
  return [...why, biasS > 0 ? m.alerts_eta_sooner({ time }) : m.alerts_eta_later({ time })];
}
