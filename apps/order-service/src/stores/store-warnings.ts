/**
 * What in a store's settings can be right and probably is not. Nothing here is refused: there are stores on odd
 * places. Whoever set it up is told, since nobody else would notice before the first customer is sent to the sea.
 */
import type { StoreSettings, StoreWarning } from '@curbline/contracts/http';
import { positionSuspicion, standardOffsetH } from '@curbline/domain/place';

type Settings = Pick<StoreSettings, 'entrance' | 'timeZone'>;

/** @param now Unix ms, of whose year the zone's standard time is taken. */
export function storeWarnings({ entrance, timeZone }: Settings, now: number): StoreWarning[] {
  const suspicion = positionSuspicion(entrance.coordinates, standardOffsetH(timeZone, now));
  if (!suspicion) return [];
  if (suspicion.kind === 'zone_far_off') return [farOff(suspicion.hours)];
  return [suspicion.kind === 'null_island' ? NULL_ISLAND : SWAPPED];
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
