import type { StoreSettings } from '@curbline/contracts/http';
import { countryOf } from '@curbline/platform/contact';

/** Whose phone numbers are written without `+` at a store: the country that is set, or that of its time zone. */
export const countryOfStore = ({
  country,
  timeZone,
}: Pick<StoreSettings, 'country' | 'timeZone'>): string | undefined => country || countryOf(timeZone);
