/** Whether a store's exceptions to its hours can hold together: for each day there is one at most. */
import type { HoursException } from '@curbline/contracts/http';
import { overlapOf } from '@curbline/domain/opening-hours';
import type { FieldError } from '@curbline/platform';

/** Names the first two that overlap, as the person who entered them knows them. */
export function exceptionFaults(exceptions: readonly HoursException[]): FieldError[] {
  const pair = overlapOf(exceptions);
  if (!pair) return [];
  const [one, other] = pair.map((index) => exceptions[index]) as [HoursException, HoursException];
  const message = {
    en: `${named(one, 'en')} and ${named(other, 'en')} overlap: change or remove one of them`,
    fr: `${named(one, 'fr')} et ${named(other, 'fr')} se chevauchent : modifiez ou supprimez l’une de ces exceptions`,
  };
  return [{ field: `exceptions[${pair[1]}].from`, message }];
}

function named({ from, to, label }: HoursException, language: 'fr' | 'en'): string {
  const days = from === to ? from : { en: `${from} to ${to}`, fr: `${from} au ${to}` }[language];
  return label[language] === '' ? days : `${label[language]} (${days})`;
}
