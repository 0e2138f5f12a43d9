/**
 * Why a store's premises are refused, field by field and in words. A wrong outline would never be noticed before the
 * first customer stands in front of it, so it is refused where it is drawn, with the place named.
 */
import type { StoreSettings } from '@curbline/contracts/http';
import type { Position } from '@curbline/domain/geo';
import { placeFaults, type PlaceFault, sizeFaults } from '@curbline/domain/place';
import type { FieldError } from '@curbline/platform';

type Settings = Pick<StoreSettings, 'premises' | 'entrance' | 'bays' | 'counters' | 'lockers'>;

/** What is wrong with the premises, the entrance and the places, but for what only the database can measure. */
export const premisesFaults = (settings: Settings): FieldError[] => [
  ...placeFaults(settings).map((fault) => fieldErrorOf(fault, settings)),
  ...repeatedLabels(settings),
];

/** A label alone says where somebody is, so no two places of a store share one; nor do any two compartments. */
function repeatedLabels({ bays, counters = [], lockers = [] }: Settings): FieldError[] {
  const places = [
    ...counters.map(({ label }, index) => ({ label, field: `counters[${index}].label`, such: 'C1' })),
    ...lockers.map(({ label }, index) => ({ label, field: `lockers[${index}].label`, such: 'L1' })),
  ];
  const compartments = lockers.flatMap((bank, index) =>
    bank.compartments.map(({ label }, inside) => ({
      label,
      field: `lockers[${index}].compartments[${inside}].label`,
      such: `${bank.label}-1`,
    })),
  );
  return [
    ...repeated(
      bays.map(({ label }) => label),
      places,
    ),
    ...repeated([], compartments),
  ];
}

interface Labelled {
  readonly label: string;
  readonly field: string;
  /** A label that it might have. */
  readonly such: string;
}

function repeated(others: readonly string[], labelled: readonly Labelled[]): FieldError[] {
  const taken = new Set(others.map((label) => label.toUpperCase()));
  return labelled.flatMap(({ label, field, such }): FieldError[] => {
    if (!taken.has(label.toUpperCase())) {
      taken.add(label.toUpperCase());
      return [];
    }
    const message = {
      en: `another place is called ${label}: give this one a label of its own, such as ${such}`,
      fr: `un autre emplacement s’appelle ${label}, donnez à celui-ci un nom à lui, par exemple ${such}`,
    };
    return [{ field, message }];
  });
}

/** @param areaM2 as the database measures it, on the ellipsoid. */
export const areaFaults = (areaM2: number, settings: Settings): FieldError[] =>
  sizeFaults(areaM2).map((fault) => fieldErrorOf(fault, settings));

/** @param reason as the database says it. */
export const invalidOutline = (reason: string): FieldError => ({
  field: 'premises',
  message: {
    en: `the outline is not valid: ${reason}`,
    fr: `le tracé n’est pas valable\u00a0: ${reason}`,
  },
});

const named = ([longitude, latitude]: Position): string => `${longitude.toFixed(6)}, ${latitude.toFixed(6)}`;

function fieldErrorOf(fault: PlaceFault, { bays }: Settings): FieldError {
  switch (fault.kind) {
    case 'too_many_corners': {
      const { corners, most } = fault;
      return {
        field: 'premises',
        message: {
          en: `the outline has ${corners} corners: ${most} at most in each ring, so leave out the close ones`,
          fr: `le tracé compte ${corners} sommets\u00a0: ${most} au plus par anneau, supprimez les plus rapprochés`,
        },
      };
    }
    case 'open':
      return {
        field: `premises.coordinates[${fault.ring}]`,
        message: {
          en: 'the outline is open: repeat its first position as its last',
          fr: 'le tracé est ouvert\u00a0: répétez sa première position à la fin',
        },
      };
    case 'crossing': {
      const where = fault.at.map(named).join('; ');
      return {
        field: 'premises',
        message: {
          en: `the outline crosses itself at longitude, latitude ${where}: draw it so that no two edges meet`,
          fr: `le tracé se croise en longitude, latitude ${where}\u00a0: tracez-le sans que deux côtés se touchent`,
        },
      };
    }
    case 'no_area':
      return {
        field: 'premises',
        message: { en: 'the outline has no area', fr: 'le tracé n’a pas de surface' },
      };
    case 'size': {
      const { areaM2, least, most } = fault;
      return {
        field: 'premises',
        message: {
          en: `the outline holds ${areaM2} square meters: it must hold between ${least} and ${most}`,
          fr: `le tracé compte ${areaM2} mètres carrés\u00a0: il doit en compter entre ${least} et ${most}`,
        },
      };
    }
    case 'entrance_far':
      return far('entrance', { en: 'the entrance', fr: 'l’entrée' }, fault);
    case 'bay_far': {
      const label = bays[fault.bay]?.label;
      return far(`bays[${fault.bay}].position`, { en: `bay ${label}`, fr: `la place ${label}` }, fault);
    }
    case 'repeated_bay': {
      const label = bays[fault.bay]?.label;
      return {
        field: `bays[${fault.bay}].label`,
        message: {
          en: `there are two bays called ${label}: give each its own label`,
          fr: `deux places s’appellent ${label}\u00a0: donnez un nom à chacune`,
        },
      };
    }
  }
}

const far = (
  field: string,
  what: { readonly en: string; readonly fr: string },
  { besideM, most }: { readonly besideM: number; readonly most: number },
): FieldError => ({
  field,
  message: {
    en: `${what.en} lies ${besideM} m from the premises: move it within ${most} m`,
    fr: `${what.fr} est à ${besideM} m du site\u00a0: placez-la à moins de ${most} m`,
  },
});

/** Every clock of the store is read by this name in SQL: what `Intl` alone knows would break its board and figures. */
export const UNKNOWN_COUNTRY: FieldError = {
  field: 'country',
  message: {
    en: 'no country has these letters: give its two letters of ISO 3166, such as FR, GB or BE',
    fr: 'aucun pays n’a ces lettres : donnez ses deux lettres ISO 3166, comme FR, GB ou BE',
  },
};

export const UNKNOWN_ZONE: FieldError = {
  field: 'timeZone',
  message: {
    en: 'the database does not know this time zone: give the IANA name of a place, such as Europe/Paris',
    fr: 'la base de données ne connaît pas ce fuseau horaire\u00a0: donnez le nom IANA d’un lieu, comme Europe/Paris',
  },
};
