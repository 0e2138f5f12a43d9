/**
 * What in a store's settings can be right and probably is not. Nothing here is refused: there are stores on odd
 * places. Whoever set it up is told, since nobody else would notice before the first customer is sent to the sea.
 */
import type { StoreSettings, StoreView, StoreWarning } from '@curbline/contracts/http';
import { placeWarnings, type PlaceWarning, positionSuspicion, standardOffsetH } from '@curbline/domain/place';

type Settings = Pick<StoreSettings, 'entrance' | 'timeZone' | 'premises' | 'bays'>;

/** A store as a manager sees it. @param now Unix ms */
export function withWarnings(view: StoreView, now: number): StoreView {
  const warnings = storeWarnings(view.settings, now);
  return warnings.length > 0 ? { ...view, warnings } : view;
}

/** Standard times by zone and year, because working one out takes 0.5 ms; a process sees few of them. */
const offsets = new Map<string, number>();
const MOST_KEPT = 1_000;

function keptOffsetH(timeZone: string, now: number): number {
  const key = `${timeZone} ${new Date(now).getUTCFullYear()}`;
  const offset = offsets.get(key) ?? standardOffsetH(timeZone, now);
  if (offsets.size < MOST_KEPT) offsets.set(key, offset);
  return offset;
}

/** @param now Unix ms, of whose year the zone's standard time is taken. */
export function storeWarnings(settings: Settings, now: number): StoreWarning[] {
  const aboutPlace = placeWarnings(settings).map((warning) => warningOf(warning, settings.bays));
  return [...aboutPosition(settings, now), ...aboutPlace];
}

function aboutPosition({ entrance, timeZone }: Settings, now: number): StoreWarning[] {
  const suspicion = positionSuspicion(entrance.coordinates, keptOffsetH(timeZone, now));
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
    fr: 'La longitude et la latitude semblent inversées\u00a0: dans l’autre sens, le magasin correspond à son fuseau horaire. En GeoJSON, la longitude vient d’abord.',
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

function warningOf(warning: PlaceWarning, bays: Settings['bays']): StoreWarning {
  const field = 'premises';
  const code = warning.kind;
  switch (warning.kind) {
    case 'small_radius': {
      const { radiusM, least } = warning;
      return {
        field,
        code,
        message: {
          en: `The premises reach ${radiusM} m around the entrance: below ${least} m, phones are too inaccurate and arrivals are missed.`,
          fr: `Le site va jusqu’à ${radiusM} m de l’entrée\u00a0: au-dessous de ${least} m, l’imprécision des téléphones fait manquer des arrivées.`,
        },
      };
    }
    case 'small': {
      const { areaM2, least } = warning;
      return {
        field,
        code,
        message: {
          en: `The outline holds ${areaM2} m²: below ${least} m² some arrivals are noticed late or not at all.`,
          fr: `Le tracé couvre ${areaM2} m²\u00a0: au-dessous de ${least} m², des arrivées sont vues trop tard ou pas du tout.`,
        },
      };
    }
    case 'narrow': {
      const { metres, least } = warning;
      return {
        field,
        code,
        message: {
          en: `The outline is nowhere wider than ${metres} m: below ${least} m a parked car is hard to tell from one in the street.`,
          fr: `Le tracé ne dépasse nulle part ${metres} m de large\u00a0: au-dessous de ${least} m, une voiture garée se distingue mal d’une voiture dans la rue.`,
        },
      };
    }
    case 'entrance_outside':
      return {
        field: 'entrance',
        code,
        message: {
          en: `The entrance lies ${warning.besideM} m from the premises. Check that it is in the right place.`,
          fr: `L’entrée est à ${warning.besideM} m du site. Vérifiez qu’elle est au bon endroit.`,
        },
      };
    case 'bays_outside': {
      const labels = warning.bays.map((bay) => bays[bay]?.label).join(', ');
      return {
        field: 'bays',
        code,
        message: {
          en: `Outside the outline: ${labels}. A customer who parks there is not seen as arrived.`,
          fr: `En dehors du tracé\u00a0: ${labels}. Un client garé là n’est pas vu comme arrivé.`,
        },
      };
    }
  }
}
