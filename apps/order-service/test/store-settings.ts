import type { StoreSettings } from '@curbline/contracts/http';

/** The settings of a store in Lyon: open all day, four bays. */
export const LYON: StoreSettings = {
  name: 'Halle de la Tête',
  address: '1 rue de la Halle, Lyon',
  phone: '+33 4 00 00 00 00',
  timeZone: 'Europe/Paris',
  languages: ['fr', 'en'],
  hours: Array.from({ length: 7 }, () => [{ from: '06:00', to: '23:00' }]),
  goalS: 120,
  promiseS: 300,
  leadS: 120,
  premises: {
    type: 'Polygon',
    coordinates: [
      [
        [4.8566, 45.7606],
        [4.85775, 45.7606],
        [4.85775, 45.76115],
        [4.8566, 45.76115],
        [4.8566, 45.7606],
      ],
    ],
  },
  entrance: { type: 'Point', coordinates: [4.8571, 45.76118] },
  bays: ['1', '2', '3', 'B4'].map((label, index) => ({
    label,
    position: { type: 'Point', coordinates: [4.8567 + index * 0.00003, 45.7607] },
  })),
  instructions: { fr: 'Suivez les panneaux verts.', en: 'Follow the green signs.' },
};
