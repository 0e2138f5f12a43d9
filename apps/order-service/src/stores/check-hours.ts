/** Whether a store's hours can hold together: no two spans of a day, and one exception at most for each day. */
import type { HoursException, StoreSettings } from '@curbline/contracts/http';
import { overlapInDay, overlapOf, type Span } from '@curbline/domain/opening-hours';
import type { FieldError } from '@curbline/platform';

/** Each day and each exception whose spans overlap, and the first two exceptions that do. */
export function hoursFaults({
  hours,
  exceptions = [],
}: Pick<StoreSettings, 'hours' | 'exceptions'>): FieldError[] {
  return [
    ...hours.flatMap((spans, day) => spanFaults(spans, `hours[${day}]`)),
    ...exceptions.flatMap(({ spans }, index) => spanFaults(spans, `exceptions[${index}].spans`)),
    ...exceptionFaults(exceptions),
  ];
}

function spanFaults(spans: readonly Span[], field: string): FieldError[] {
  const pair = overlapInDay(spans);
  if (!pair) return [];
  const [one, other] = pair.map((index) => spans[index]) as [Span, Span];
  const [first, second] = [one, other].map(({ from, to }) => `${from}–${to}`);
  const message = {
    en: `${first} and ${second} overlap: change or remove one of them`,
    fr: `${first} et ${second} se chevauchent\u00a0: modifiez ou supprimez l’une de ces plages`,
  };
  return [{ field: `${field}[${pair[1]}].from`, message }];
}

/** Names the first two that overlap, as the person who entered them knows them. */
function exceptionFaults(exceptions: readonly HoursException[]): FieldError[] {
  const pair = overlapOf(exceptions);
  if (!pair) return [];
  const [one, other] = pair.map((index) => exceptions[index]) as [HoursException, HoursException];
  const message = {
    en: `${named(one, 'en')} and ${named(other, 'en')} overlap: change or remove one of them`,
    fr: `${named(one, 'fr')} et ${named(other, 'fr')} se chevauchent\u00a0: modifiez ou supprimez l’une de ces exceptions`,
  };
  return [{ field: `exceptions[${pair[1]}].from`, message }];
}

function named({ from, to, label }: HoursException, language: 'fr' | 'en'): string {
  const days = from === to ? from : { en: `${from} to ${to}`, fr: `${from} au ${to}` }[language];
  return label[language] === '' ? days : `${label[language]} (${days})`;
}
