/** Stores as rows: the settings in `store`, the places in `bay`. */
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Bay, StorePhoto, StoreSettings, StoreView } from '@curbline/contracts/http';
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
    await insertBays(manager, id, settings.bays);
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
    const bays = stores
      .filter(({ id }) => made.has(id))
      .flatMap(({ id, settings }) => bayRows(id, settings.bays));
    if (bays.length > 0) await manager.insert(BayEntity, bays);
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
    await insertBays(manager, id, settings.bays);
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
  bays,
  exceptions,
  leadFollows,
  objectivePercent,
  proofPolicy,
  region,
  country,
  messages,
  createdAt: _,
  changedAt: __,
  ...columns
}: StoreEntity): StoreView {
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
      ...(region && { region }),
      ...(country && { country }),
      ...(Object.keys(messages).length > 0 && { messages }),
      bays: bays.map(({ label, position }) => ({ label, position: position as Bay['position'] })),
    },
  };
}

const photoOf = ({ name, width, height, alt }: StorePhotoEntity): StorePhoto => ({
  url: `/v1/photos/${name}`,
  width,
  height,
  alt,
});

function toColumns({
  bays: _,
  exceptions = [],
  leadFollows = false,
  objectivePercent = USUAL_OBJECTIVE_PERCENT,
  proofPolicy,
  region,
  country,
  messages = {},
  ...columns
}: StoreSettings): Omit<StoreSettings, 'bays' | 'country' | 'proofPolicy' | 'region'> &
  Pick<StoreEntity, 'country' | 'proofPolicy' | 'region'> {
  const usual = { exceptions, leadFollows, messages, objectivePercent };
  const nullable = { country: country || null, proofPolicy: proofPolicy ?? null, region: region || null };
  return { ...columns, ...usual, ...nullable };
}

async function insertBays(manager: EntityManager, storeId: string, bays: readonly Bay[]): Promise<void> {
  if (bays.length === 0) return;
  await manager.insert(BayEntity, bayRows(storeId, bays));
}

const bayRows = (storeId: string, bays: readonly Bay[]) =>
  bays.map(({ label, position }, ordinal) => ({ storeId, label, ordinal, position }));

/** Settings as they are read back: what is usual is left out. */
export function asKept(settings: StoreSettings): StoreSettings {
  const { exceptions, ...columns } = toColumns(settings);
  const store = { id: '', version: 0, bays: settings.bays, ...columns, exceptions: exceptions ?? [] };
  return toView(store as unknown as StoreEntity).settings;
}
