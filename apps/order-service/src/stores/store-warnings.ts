/**
 * What in a store's settings can be right and probably is not. Nothing here is refused: there are stores on odd
 * places. Whoever set it up is told, since nobody else would notice before the first customer is sent to the sea.
 */
import type { StoreSettings, StoreWarning } from '@curbline/contracts/http';
import { shortestDegrees } from '@curbline/domain/geo';

type Settings = Pick<StoreSettings, 'premises' | 'entrance' | 'timeZone'>;

/** Degrees around 0, 0, where wrong conversions end up and no shop is. */
const NULL_ISLAND_DEG = 1;
/** Western China lies three hours from its zone; no country goes further. */
const FAR_OFF_H = 4;
/** Swapped are coordinates that fit the zone no better than this, while the other way round they fit it clearly better. */
const FITS_H = 1.5;
const CLEARLY_BETTER_H = 1;

/** @param now Unix ms, of whose year the zone's standard time is taken. */
export function storeWarnings(settings: Settings, now: number): StoreWarning[] {
  const [longitude, latitude] = settings.entrance.coordinates;
  if (Math.abs(longitude) < NULL_ISLAND_DEG && Math.abs(latitude) < NULL_ISLAND_DEG) return [NULL_ISLAND];
  const offsetH = standardOffsetH(settings.timeZone, now);
  const offBy = (degrees: number): number => Math.abs(shortestDegrees(degrees - offsetH * 15)) / 15;
  const given = offBy(longitude);
  const swapped = offBy(latitude);
  if (given > FITS_H && swapped <= FITS_H && swapped + CLEARLY_BETTER_H < given) return [SWAPPED];
  return given > FAR_OFF_H ? [farOff(given)] : [];
}

/** Hours ahead of UTC in the half of the year without summer time. */
function standardOffsetH(timeZone: string, now: number): number {
  const year = new Date(now).getUTCFullYear();
  return Math.min(...[0, 6].map((month) => offsetH(timeZone, Date.UTC(year, month, 1))));
}

function offsetH(timeZone: string, at: number): number {
  const name = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' })
    .formatToParts(at)
    .find(({ type }) => type === 'timeZoneName')?.value;
  const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(name ?? '') ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) + Number(minutes ?? 0) / 60);
}

const NULL_ISLAND: StoreWarning = {
  field: 'entrance',
  code: 'null_island',
  message: {
    en: 'The entrance lies at 0, 0 in the Gulf of Guinea. Check longitude and latitude.',
    fr: 'L’entrée se trouve à 0, 0, dans le golfe de Guinée. Vérifiez la longitude et la latitude.',
  },
};

const SWAPPED: StoreWarning = {
  field: 'entrance',
  code: 'swapped_coordinates',
  message: {
    en: 'Longitude and latitude may be swapped: the other way round, the store fits its time zone. GeoJSON puts the longitude first.',
    fr: 'La longitude et la latitude semblent inversées : dans l’autre sens, le magasin correspond à son fuseau horaire. En GeoJSON, la longitude vient d’abord.',
  },
};

const farOff = (hours: number): StoreWarning => ({
  field: 'timeZone',
  code: 'zone_far_off',
  message: {
    en: `The time zone is about ${Math.round(hours)} hours off what the longitude suggests. Check both.`,
    fr: `Le fuseau horaire s’écarte d’environ ${Math.round(hours)} heures de ce que suggère la longitude. Vérifiez les deux.`,
  },
});
