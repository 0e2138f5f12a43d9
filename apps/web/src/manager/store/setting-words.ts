/** A store's settings in words: the name of each, and its value on one line or a few. */
import type { ShortageChoice } from '@curbline/contracts/events';
import type { Service } from '@curbline/contracts/ids';
import type {
  HoursException,
  OpeningHours,
  ProofPolicy,
  ShortagePolicy,
  StoreSettings,
} from '@curbline/contracts/http';
import { m } from '../../messages/generated/messages.js';
import { LOCALES, weekdayInFull } from '../../ui/format.js';
import { language } from '../../ui/language.svelte.js';
import { stopwatch } from '../../ui/quantities.js';
import type { Field, FilledSettings } from './merge.js';
import { messagesText } from './message-words.js';

const NAMES: Record<Field, () => string> = {
  name: m.store_name,
  region: m.store_region,
  address: m.manager_address,
  phone: m.manager_phone,
  timeZone: m.manager_time_zone,
  country: m.store_country,
  languages: m.manager_languages,
  hours: m.manager_hours,
  exceptions: m.store_exceptions,
  goalS: m.manager_goal,
  promiseS: m.manager_promise,
  objectivePercent: m.store_objective,
  leadS: m.manager_lead,
  leadFollows: m.store_lead_automatic,
  proofPolicy: m.store_proof,
  services: m.store_services,
  discreet: m.store_discreet,
  shortages: m.store_shortages,
  gestures: m.store_gestures,
  premises: m.store_outline,
  entrance: m.store_entrance,
  bays: m.manager_bays,
  counters: m.store_counters,
  lockers: m.store_lockers,
  lockerHoldHours: m.store_lockers_hold,
  instructions: m.manager_instructions,
  messages: m.store_messages,
};
export const fieldName = (field: Field): string => NAMES[field]();

export const languageName = (code: string): string =>
  new Intl.DisplayNames(language.current, { type: 'language' }).of(code) ?? code;

/** The same to begin a line with. */
export function languageTitle(code: string): string {
  const name = languageName(code);
  return name.charAt(0).toLocaleUpperCase(language.current) + name.slice(1);
}

/** "France"; where none was chosen, that it goes by the time zone. */
export const countryName = (code: string): string =>
  code === ''
    ? m.store_country_of_zone()
    : (new Intl.DisplayNames(language.current, { type: 'region' }).of(code) ?? code);

/** "Français, puis anglais": the first is spoken where nobody said which. */
export function languagesText(codes: readonly string[]): string {
  const [first = '', second] = codes;
  return second === undefined
    ? languageTitle(first)
    : m.store_languages_both({ first: languageTitle(first), second: languageName(second) });
}

// 5 January 2026 was a Monday, the first of the seven.
export const weekday = (index: number): string => weekdayInFull(Date.UTC(2026, 0, 5 + index), 'UTC');

export const spansText = (spans: OpeningHours[number]): string =>
  spans.length === 0
    ? m.manager_closed()
    : spans.map(({ from, to }) => `${from}\u2060–\u2060${to}`).join(', ');

const hoursText = (hours: OpeningHours): string =>
  hours.map((spans, index) => `${weekday(index)} ${spansText(spans)}`).join('\n');

/** "25 décembre 2026", "24 – 26 December 2026"; what was typed while it is no date. */
export function daysText({ from, to }: Pick<HoursException, 'from' | 'to'>): string {
  const [first, last] = [Date.parse(from), Date.parse(to)];
  if (Number.isNaN(first) || !(last >= first)) return [from, to].join(' – ');
  const format = new Intl.DateTimeFormat(LOCALES[language.current], { dateStyle: 'long', timeZone: 'UTC' });
  return format.formatRange(first, last);
}

/** "25 décembre 2026 · Noël · Fermé". */
export const exceptionText = (exception: HoursException): string =>
  [daysText(exception), exception.label[language.current], spansText(exception.spans)]
    .filter(Boolean)
    .join(' · ');

const NONE: Record<ProofPolicy['none'], () => string> = {
  with_reason: m.store_proof_none_reason,
  manager_only: m.store_proof_none_manager,
  never: m.store_proof_none_never,
};
const ID_CHECK: Record<ProofPolicy['idCheck'], () => string> = {
  id_checked: m.store_proof_id_checked,
  code_suffices: m.store_proof_id_code,
};
export const proofNoneText = (none: ProofPolicy['none']): string => NONE[none]();
export const idCheckText = (idCheck: ProofPolicy['idCheck']): string => ID_CHECK[idCheck]();

const proofText = ({ none, idCheck, noneForIdCheck }: ProofPolicy): string =>
  [proofNoneText(none), idCheckText(idCheck), ...(noneForIdCheck ? [m.store_proof_id_none()] : [])].join(
    '\n',
  );

const SERVICE_TITLES: Record<Service, () => string> = {
  curbside: m.store_service_curbside,
  walk_in: m.store_service_walk_in,
  drive_through: m.store_service_drive_through,
  locker: m.store_service_locker,
};
export const serviceTitle = (service: Service): string => SERVICE_TITLES[service]();

const CHOICES: Record<ShortageChoice, () => string> = {
  substitute: m.store_shortages_substitute,
  without: m.store_shortages_without,
  another_store: m.store_shortages_another_store,
  home_delivery: m.store_shortages_home_delivery,
  refund: m.store_shortages_refund,
};
export const choiceText = (choice: ShortageChoice): string => CHOICES[choice]();

const shortagesText = ({ choices, minutes, fallback }: ShortagePolicy): string =>
  [
    choices.map(choiceText).join(' · '),
    m.store_shortages_rule({ minutes, choice: choiceText(fallback) }),
  ].join('\n');

const gesturesText = (gestures: FilledSettings['gestures']): string =>
  gestures.length === 0
    ? m.store_gestures_none()
    : gestures
        .map(({ label, perDay }) => m.store_gesture_line({ label: label[language.current], count: perDay }))
        .join('\n');

/** "45.76118, 4.85710": latitude first, as maps show it. */
export const positionText = ({ coordinates: [longitude, latitude] }: StoreSettings['entrance']): string =>
  `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;

export const baysText = (bays: readonly { readonly label: string }[]): string =>
  bays.map(({ label }) => label).join(' · ') || '–';

const TEXTS: { [F in Field]: (settings: FilledSettings) => string } = {
  name: ({ name }) => name,
  region: ({ region }) => region || '–',
  address: ({ address }) => address,
  phone: ({ phone }) => phone,
  timeZone: ({ timeZone }) => timeZone,
  country: ({ country }) => countryName(country),
  languages: ({ languages }) => languagesText(languages),
  hours: ({ hours }) => hoursText(hours),
  exceptions: ({ exceptions }) => exceptions.map(exceptionText).join('\n') || '–',
  goalS: ({ goalS }) => stopwatch(goalS * 1000),
  promiseS: ({ promiseS }) => stopwatch(promiseS * 1000),
  objectivePercent: ({ objectivePercent }) => `${objectivePercent}\u00a0%`,
  leadS: ({ leadS }) => stopwatch(leadS * 1000),
  leadFollows: ({ leadFollows }) => (leadFollows ? m.store_yes() : m.store_no()),
  proofPolicy: ({ proofPolicy }) => proofText(proofPolicy),
  discreet: ({ discreet }) => (discreet ? m.store_discreet_on() : m.store_no()),
  services: ({ services }) => services.map(serviceTitle).join('\n'),
  shortages: ({ shortages }) => shortagesText(shortages),
  gestures: ({ gestures }) => gesturesText(gestures),
  premises: ({ premises }) => m.store_outline_corners({ count: (premises.coordinates[0]?.length ?? 1) - 1 }),
  entrance: ({ entrance }) => positionText(entrance),
  bays: ({ bays }) => baysText(bays),
  counters: ({ counters }) => baysText(counters),
  lockers: ({ lockers }) => baysText(lockers),
  lockerHoldHours: ({ lockerHoldHours }) => `${lockerHoldHours}\u00a0h`,
  instructions: ({ instructions }) => `FR : ${instructions.fr}\nEN: ${instructions.en}`,
  messages: ({ messages }) => messagesText(messages),
};
export const fieldText = (field: Field, settings: FilledSettings): string => TEXTS[field](settings);
