import { describe, expect, it } from 'vitest';
import type { ImportedStore, StoreSettings, StoreView } from '@curbline/contracts/http';
import { planStore, type StoreRows } from './plan-store.js';
import type { BayRow } from './read-row.js';

const ZONES = new Map([['europe/paris', 'Europe/Paris']]);
const NOW = Date.UTC(2026, 6, 14);
const HALLE: ImportedStore = {
  id: 'lyon',
  name: 'Halle',
  address: '1 rue de la Halle',
  phone: '04 00 00 00 00',
  timeZone: 'Europe/paris',
  latitude: 45.7606,
  longitude: 4.8571,
  hours: Array.from({ length: 7 }, () => [{ from: '09:00', to: '19:00' }]),
};

const nameInFile = (field: string): string => field;
const bay = (label: string, longitude: number, row = 2): BayRow => ({
  row,
  kind: 'bay',
  nameInFile,
  requested: { store: 'lyon', label, latitude: 45.7606, longitude },
});
const plan = (requested: ImportedStore | null, current?: StoreView, bays: readonly BayRow[] = []) => {
  const rows: StoreRows = {
    id: 'lyon',
    bays,
    ...(requested && { store: { row: 2, kind: 'store' as const, nameInFile, requested } }),
  };
  return planStore(rows, current, ZONES, NOW);
};
const storeOf = (requested: ImportedStore, bays: readonly BayRow[] = []): StoreView => {
  const { settings } = plan(requested, undefined, bays);
  if (!settings) throw new Error('nothing was planned');
  return { id: 'lyon', version: 1, settings };
};
const said = ({ reports }: ReturnType<typeof plan>) =>
  reports.map(({ outcome, fields, errors }) => [outcome, ...fields, ...errors.map(({ field }) => field)]);

describe('a store’s row', () => {
  it('makes a store with round premises, and changes nothing the second time', () => {
    const made = plan(HALLE);
    expect(said(made)).toEqual([['created']]);
    expect(made.settings).toMatchObject({
      timeZone: 'Europe/Paris',
      goalS: 120,
      languages: ['fr', 'en'],
      bays: [],
    });
    expect(made.settings?.premises.coordinates[0]).toHaveLength(33);
    const again = plan({ ...HALLE, leadFollows: false, exceptions: [] }, storeOf(HALLE));
    expect(said(again)).toEqual([['unchanged']]);
    expect(again.settings).toBeUndefined();
  });

  it('names what a new store lacks, and the missing position once', () => {
    expect(said(plan({ id: 'lyon', name: 'Halle' }))).toEqual([
      ['refused', 'address', 'phone', 'timeZone', 'hours', 'latitude'],
    ]);
  });

  it('changes what it names alone', () => {
    const changed = plan(
      { id: 'lyon', phone: '04 11 11 11 11', instructions: { fr: 'À gauche' } },
      storeOf(HALLE),
    );
    expect(said(changed)).toEqual([['changed', 'phone', 'instructions']]);
    expect(changed.settings).toMatchObject({ name: 'Halle', instructions: { fr: 'À gauche', en: '' } });
  });

  it('moves round premises with their entrance, and leaves a drawn outline where it is', () => {
    const round = storeOf(HALLE);
    expect(said(plan({ ...HALLE, longitude: 4.8581 }, round))).toEqual([['changed', 'premises', 'entrance']]);
    expect(said(plan({ ...HALLE, radiusM: 60 }, round))).toEqual([['unchanged']]);
    expect(said(plan({ ...HALLE, radiusM: 80 }, round))).toEqual([['changed', 'premises']]);
    const [ring] = round.settings.premises.coordinates;
    const drawn: StoreSettings['premises'] = {
      type: 'Polygon',
      coordinates: [[...ring!.slice(0, 20), ring![0]!]],
    };
    const kept = { ...round, settings: { ...round.settings, premises: drawn } };
    expect(said(plan({ ...HALLE, radiusM: 80 }, kept))).toEqual([['unchanged']]);
    expect(said(plan({ ...HALLE, latitude: 45.8 }, kept))).toEqual([['refused', 'entrance']]);
  });

  it('says that latitude and longitude look swapped, and still does what it is told', () => {
    const swapped = plan({ ...HALLE, latitude: 4.8571, longitude: 45.7606 });
    expect(swapped.reports[0]).toMatchObject({ outcome: 'created', warnings: [{ field: 'entrance' }] });
    expect(swapped.reports[0]?.warnings[0]?.message.en).toMatch(/may be swapped/);
  });

  it('refuses days apart that overlap, with those that the store has', () => {
    const christmas = {
      from: '2026-12-25',
      to: '2026-12-25',
      spans: [],
      label: { fr: 'Noël', en: 'Christmas' },
    };
    const closed = storeOf({ ...HALLE, exceptions: [christmas] });
    const week = { ...christmas, from: '2026-12-24', to: '2026-12-31', label: { fr: '', en: '' } };
    expect(said(plan({ id: 'lyon', exceptions: [week] }, closed))).toEqual([
      ['refused', 'exceptions[1].from'],
    ]);
    const again = { ...christmas, label: { fr: '', en: '' } };
    expect(said(plan({ id: 'lyon', exceptions: [again] }, closed))).toEqual([['unchanged']]);
  });

  it('refuses a time zone that the database does not know', () => {
    expect(said(plan({ ...HALLE, timeZone: 'Europe/Lyon' }))).toEqual([['refused', 'timeZone']]);
  });
});

describe('rows of bays', () => {
  it('add and move bays, remove none, and each stands for itself', () => {
    const store = storeOf(HALLE, [bay('1', 4.8571), bay('2', 4.8572)]);
    const changed = plan(null, store, [
      bay('1', 4.8571),
      bay('2', 4.8573, 3),
      bay('3', 4.8574, 4),
      bay('4', 4.9, 5),
    ]);
    expect(said(changed)).toEqual([
      ['unchanged'],
      ['changed', 'latitude', 'longitude'],
      ['created'],
      ['refused', 'latitude'],
    ]);
    expect(changed.settings?.bays.map(({ label }) => label)).toEqual(['1', '2', '3']);
  });

  it('are refused with a store that is refused or that there is not', () => {
    expect(said(plan(null, undefined, [bay('1', 4.8571)]))).toEqual([['refused', 'store']]);
    expect(said(plan({ id: 'lyon' }, undefined, [bay('1', 4.8571)]))[1]).toEqual(['refused', 'store']);
  });

  it('stop at two hundred', () => {
    const many = Array.from({ length: 201 }, (_, i) => bay(String(i), 4.8571, i + 2));
    const outcomes = plan(HALLE, undefined, many).reports.map(({ outcome }) => outcome);
    expect(outcomes.filter((outcome) => outcome === 'created')).toHaveLength(201);
    expect(outcomes.at(-1)).toBe('refused');
  });
});
