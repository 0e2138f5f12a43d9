/** A trip as the server would tell it, for specs. */
import type { CustomerView } from '@curbline/contracts/http';

const day = [{ from: '08:30', to: '20:00' }];

export const sampleView: CustomerView = {
  tripId: '3f2b6c1e-0000-4000-8000-000000000001',
  language: 'fr',
  serverTime: Date.parse('2026-03-04T16:30:00Z'),
  store: {
    id: 'lyon',
    name: 'Lyon',
    address: '1 place Test, Lyon',
    phone: '+33 4 00 00 00 00',
    timeZone: 'Europe/Paris',
    hours: [
      day,
      day,
      [
        { from: '08:30', to: '12:00' },
        { from: '14:00', to: '19:00' },
      ],
      day,
      day,
      day,
      [],
    ],
    openNow: true,
    goalS: 120,
    promiseS: 300,
    entrance: { longitude: 4.85, latitude: 45.76 },
    bays: ['1', '2', '3', '4'],
    instructions: '',
  },
  orders: [
    { shortCode: 'K7Q2', state: 'ready', itemsCount: 3, flags: [], window: null, handOverCode: 'H4XP' },
  ],
  customerName: 'Camille D.',
  pickupType: 'curbside',
  trip: {
    state: 'pending',
    sharing: 'none',
    startedAt: null,
    declaredArrivalAt: null,
    arrival: null,
    bay: null,
    vehicle: null,
    placement: null,
    completedAt: null,
    expectedAt: null,
    questionedAt: null,
    sharingStoppedAt: null,
  },
  runner: null,
  placeInLine: null,
  receipt: null,
};
