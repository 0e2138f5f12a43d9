/** The two shops of the demonstration. They exist nowhere else; their car parks are drawn, not surveyed. */
import type { NewStore, StoreSettings } from '@curbline/contracts/http';
import type { Language } from '@curbline/contracts/ids';
import { offsetFrom } from '@curbline/simulation';

export interface DemoStore {
  readonly id: NewStore['id'];
  readonly language: Language;
  readonly settings: StoreSettings;
  /** First names of those who work there. */
  readonly people: readonly [string, string];
  /** Customers of an ordinary day of its past. */
  readonly pickupsADay: number;
}

interface Middle {
  readonly latitude: number;
  readonly longitude: number;
}

const WIDE_M = 90;
const DEEP_M = 60;

const position = (middle: Middle, eastM: number, northM: number): [number, number] => {
  const { latitude, longitude } = offsetFrom(middle, eastM, northM);
  return [Number(longitude.toFixed(6)), Number(latitude.toFixed(6))];
};

/** A car park of 90 m by 60 m with two rows of four bays, the shop's door in its north, and two counters behind it. */
function carPark(middle: Middle): Pick<StoreSettings, 'premises' | 'entrance' | 'bays' | 'counters'> {
  const [e, n] = [WIDE_M / 2, DEEP_M / 2];
  const corners: [number, number][] = [
    [-e, -n],
    [e, -n],
    [e, n],
    [-e, n],
    [-e, -n],
  ];
  const bays = Array.from({ length: 8 }, (_, i) => ({
    label: String(i + 1),
    position: {
      type: 'Point' as const,
      coordinates: position(middle, -18 + (i % 4) * 12, i < 4 ? 8 : -10),
    },
  }));
  return {
    premises: { type: 'Polygon', coordinates: [corners.map(([x, y]) => position(middle, x, y))] },
    entrance: { type: 'Point', coordinates: position(middle, 0, 20) },
    bays,
    counters: [{ label: 'C1' }, { label: 'C2' }],
  };
}

/** What the team may give whoever waited too long. */
const GESTURES: StoreSettings['gestures'] = [
  { id: 'coffee', label: { fr: 'Un café', en: 'A coffee' }, perDay: 20 },
  { id: 'flowers', label: { fr: 'Quelques fleurs', en: 'A few flowers' }, perDay: 5 },
];

/** Always open: whoever tries it at midnight should not find it closed. */
const EVERY_DAY = Array.from({ length: 7 }, () => [{ from: '00:00', to: '24:00' }]);

const lyon: DemoStore = {
  id: 'lyon-confluence',
  language: 'fr',
  people: ['Léa', 'Karim'],
  pickupsADay: 120,
  settings: {
    name: 'Les Halles du Confluent',
    address: '12 quai des Platanes, 69002 Lyon',
    phone: '+33 4 00 00 00 12',
    timeZone: 'Europe/Paris',
    languages: ['fr', 'en'],
    hours: EVERY_DAY,
    goalS: 120,
    promiseS: 300,
    leadS: 120,
    gestures: GESTURES,
    ...carPark({ latitude: 45.7412, longitude: 4.8177 }),
    instructions: {
      fr: 'Entrez par le quai et garez-vous sur une place numérotée, devant la porte verte. Restez dans votre voiture.',
      en: 'Drive in from the quay and park in a numbered bay, in front of the green door. Stay in your car.',
    },
  },
};

const bristol: DemoStore = {
  id: 'bristol-harbour',
  language: 'en',
  people: ['Maya', 'Tom'],
  pickupsADay: 80,
  settings: {
    name: 'Harbour Larder',
    address: '4 Cooper’s Wharf, Bristol BS1',
    phone: '+44 117 496 0012',
    timeZone: 'Europe/London',
    languages: ['en', 'fr'],
    hours: EVERY_DAY,
    goalS: 120,
    promiseS: 300,
    leadS: 120,
    gestures: GESTURES,
    ...carPark({ latitude: 51.4486, longitude: -2.6062 }),
    instructions: {
      fr: 'Entrez par le quai et garez-vous sur une place numérotée, sous l’auvent bleu. Restez dans votre voiture.',
      en: 'Drive in along the wharf and park in a numbered bay, under the blue canopy. Stay in your car.',
    },
  },
};

export const DEMO_STORES: readonly [DemoStore, DemoStore] = [lyon, bristol];
