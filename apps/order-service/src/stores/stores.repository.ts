/** Stores as rows: the settings in `store`, the bays, counters and lockers in `bay`. */
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Bay, LockerBank, StorePhoto, StoreSettings, StoreView } from '@curbline/contracts/http';
import { USUAL_OBJECTIVE_PERCENT } from '@curbline/domain/wait';
import { type EntityManager, In, Repository } from 'typeorm';
import { BayEntity } from './bay.entity.js';
import { StoreEntity } from './store.entity.js';
import type { StorePhotoEntity } from './store-photo.entity.js';

@Injectable()
export class StoresRepository {
  constructor(@InjectRepository(StoreEntity) private readonly stores: Repository<StoreEntity>) {}

  /** @param manager of the caller's transaction; without one, the store as it was committed last. */
  async find(storeId: string, manager: EntityManager = this.stores.manager): Promise<StoreView | undefined> {
    // `findOne` would take two queries: with a joined table it first looks for the ids.
    const [store] = await manager.getRepository(StoreEntity).find({
      where: { id: storeId },
      relations: { bays: true, photo: true },
      order: { bays: { ordinal: 'ASC' } },
    });
    return store ? toView(store) : undefined;
  }

  /** Several stores by their ids; one that does not exist is left out. */
  async findMany(storeIds: readonly string[]): Promise<Map<string, StoreView>> {
    const stores = await this.stores.find({
      where: { id: In(storeIds) },
      relations: { bays: true },
      order: { bays: { ordinal: 'ASC' } },
    });
    return new Map(stores.map((store) => [store.id, toView(store)]));
  }

  /** The ids of some stores. */
  async ids(most: number): Promise<string[]> {
    const stores = await this.stores.find({ select: { id: true }, order: { id: 'ASC' }, take: most });
    return stores.map(({ id }) => id);
  }

  /** @param now Unix ms. @throws the database's unique violation when the id is taken. */
  async insert(manager: EntityManager, { id, settings }: StoreView, now: number): Promise<void> {
    const at = new Date(now);
    await manager.insert(StoreEntity, { id, ...toColumns(settings), createdAt: at, changedAt: at });
    await insertPlaces(manager, id, settings);
  }

  /** As {@link insert}, for those whose id is free. @param now Unix ms @returns the ids of those */
  async insertMany(
    manager: EntityManager,
    stores: readonly Pick<StoreView, 'id' | 'settings'>[],
    now: number,
  ): Promise<ReadonlySet<string>> {
    const at = new Date(now);
    const rows = stores.map(({ id, settings }) => ({
      id,
      ...toColumns(settings),
      createdAt: at,
      changedAt: at,
    }));
    const insert = manager.createQueryBuilder().insert().into(StoreEntity).values(rows);
    const { raw } = await insert.orIgnore().returning('id').execute();
    const made = new Set((raw as { id: string }[]).map(({ id }) => id));
    const places = stores
      .filter(({ id }) => made.has(id))
      .flatMap(({ id, settings }) => placeRows(id, settings));
    if (places.length > 0) await manager.insert(BayEntity, places);
    return made;
  }

  /**
   * Replaces the settings as a whole, if they are still those of `version`.
   * @param now Unix ms
   * @returns false when the store has been changed since.
   */
  async replace(manager: EntityManager, { id, version, settings }: StoreView, now: number): Promise<boolean> {
    const { affected } = await manager.update(
      StoreEntity,
      { id, version },
      { ...toColumns(settings), version: version + 1, changedAt: new Date(now) },
    );
    if (affected !== 1) return false;
    await manager.delete(BayEntity, { storeId: id });
    await insertPlaces(manager, id, settings);
    return true;
  }

  /**
   * Gives the store its next version, for a change beside its settings, if it is still of this one.
   * @param now Unix ms
   */
  async moveOn(manager: EntityManager, { id, version }: StoreView, now: number): Promise<boolean> {
    const next = { version: version + 1, changedAt: new Date(now) };
    const { affected } = await manager.update(StoreEntity, { id, version }, next);
    return affected === 1;
  }
}

function toView({
  id,
  version,
  photo,
  bays: places,
  exceptions,
  leadFollows,
  objectivePercent,
  proofPolicy,
  shortages,
  services,
  lockerHoldHours,
  discreet,
  gestures,
  region,
  country,
  messages,
  createdAt: _,
  changedAt: __,
  ...columns
}: StoreEntity): StoreView {
  const counters = places.filter(({ kind }) => kind === 'counter').map(({ label }) => ({ label }));
  const lockers = places.filter(({ kind }) => kind === 'locker').map(bankOf);
  return {
    id,
    version,
    ...(photo && { photo: photoOf(photo) }),
    settings: {
      ...columns,
      ...(exceptions.length > 0 && { exceptions }),
      ...(leadFollows && { leadFollows }),
      ...(objectivePercent !== USUAL_OBJECTIVE_PERCENT && { objectivePercent }),
      ...(proofPolicy && { proofPolicy }),
      ...(shortages && { shortages }),
      ...(services && { services }),
      ...(lockerHoldHours !== null && { lockerHoldHours }),
      ...(discreet && { discreet }),
      ...(gestures && { gestures }),
      ...(region && { region }),
      ...(country && { country }),
      ...(Object.keys(messages).length > 0 && { messages }),
      bays: places
        .filter(({ kind }) => kind === 'bay')
        .map(({ label, position }) => ({ label, position: position as Bay['position'] })),
      ...(counters.length > 0 && { counters }),
      ...(lockers.length > 0 && { lockers }),
    },
  };
}

const bankOf = ({ label, position, compartments }: BayEntity): LockerBank => ({
  label,
  ...(position && { position: position as Bay['position'] }),
  compartments: compartments ?? [],
});

const photoOf = ({ name, width, height, alt }: StorePhotoEntity): StorePhoto => ({
  url: `/v1/photos/${name}`,
  width,
  height,
  alt,
});

/** What is null where the store has said nothing. */
type Nullable =
  'country' | 'gestures' | 'lockerHoldHours' | 'proofPolicy' | 'region' | 'services' | 'shortages';

function toColumns({
  bays: _,
  counters: __,
  lockers: ___,
  lockerHoldHours,
  exceptions = [],
  leadFollows = false,
  objectivePercent = USUAL_OBJECTIVE_PERCENT,
  proofPolicy,
  shortages,
  services,
  discreet = false,
  gestures,
  region,
  country,
  messages = {},
  ...columns
}: StoreSettings): Omit<StoreSettings, 'bays' | 'counters' | 'lockers' | Nullable> &
  Pick<StoreEntity, Nullable> {
  const usual = { discreet, exceptions, leadFollows, messages, objectivePercent };
  const nullable = {
    country: country || null,
    lockerHoldHours: lockerHoldHours ?? null,
    proofPolicy: proofPolicy ?? null,
    region: region || null,
    services: services ?? null,
    shortages: shortages ?? null,
    gestures: gestures?.length ? gestures : null,
  };
  return { ...columns, ...usual, ...nullable };
}

type Places = Pick<StoreSettings, 'bays' | 'counters' | 'lockers'>;

async function insertPlaces(manager: EntityManager, storeId: string, places: Places): Promise<void> {
  const rows = placeRows(storeId, places);
  if (rows.length > 0) await manager.insert(BayEntity, rows);
}

const placeRows = (
  storeId: string,
  { bays, counters = [], lockers = [] }: Places,
): Omit<BayEntity, 'store'>[] =>
  [
    ...bays.map((bay) => ({ ...bay, kind: 'bay' as const, compartments: null })),
    ...counters.map((counter) => ({
      ...counter,
      kind: 'counter' as const,
      position: null,
      compartments: null,
    })),
    ...lockers.map((bank) => ({ position: null, ...bank, kind: 'locker' as const })),
  ].map((place, ordinal) => ({ ...place, storeId, ordinal }));

/** Settings as they are read back: what is usual is left out. */
export function asKept(settings: StoreSettings): StoreSettings {
  const { exceptions, ...columns } = toColumns(settings);
  const store = {
    id: '',
    version: 0,
    bays: placeRows('', settings),
    ...columns,
    exceptions: exceptions ?? [],
  };
  return toView(store as unknown as StoreEntity).settings;
}
