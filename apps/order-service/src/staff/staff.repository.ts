/** People who work at a store, and admins of all stores; with the hashes of their PINs and passwords. */
import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { StaffView } from '@curbline/contracts/http';
import { isUniqueViolation } from '@curbline/database';
import { problem } from '@curbline/platform';
import { type EntityManager, type FindOptionsWhere, In, IsNull, Not } from 'typeorm';
import { ProviderIdentityEntity } from './provider-identity.entity.js';
import { idAtStore, thisIdAtStore } from './reach.repository.js';
import { StaffEntity } from './staff.entity.js';

/** What another query than that of this person never sees. */
const WITH_SECRETS = {
  id: true,
  storeId: true,
  name: true,
  role: true,
  pinHash: true,
  login: true,
  passwordHash: true,
  version: true,
} as const;

/** A person with the hashes of their PIN and password. */
export type PersonWithSecrets = Pick<StaffEntity, keyof typeof WITH_SECRETS>;

/** A person as others see them, but for what they reach. */
export type PersonView = Omit<StaffView, 'home' | 'stores' | 'regions'>;

export const staffViewOf = ({
  id,
  name,
  role,
  version,
  disabledAt = null,
}: Pick<StaffEntity, 'id' | 'name' | 'role' | 'version'> &
  Partial<Pick<StaffEntity, 'disabledAt'>>): PersonView => ({
  id,
  name,
  role,
  disabledAt: disabledAt?.toISOString() ?? null,
  version,
});

/** A person who works at the store, be it their own or another that they reach; with null an admin of all stores. */
export const whoIs = (storeId: string | null, id: string): FindOptionsWhere<StaffEntity> =>
  storeId === null ? { storeId: IsNull(), id } : { id: thisIdAtStore(storeId, id) };

const atStore = (storeId: string | null): FindOptionsWhere<StaffEntity> =>
  storeId === null ? { storeId: IsNull() } : { id: idAtStore(storeId) };

@Injectable()
export class StaffRepository {
  /** @param now Unix ms. @throws ProblemException `login-taken` */
  async insert(
    manager: EntityManager,
    person: Omit<StaffEntity, 'id' | 'createdAt' | 'disabledAt' | 'version'>,
    now: number,
  ): Promise<PersonView> {
    const id = randomUUID();
    await orLoginTaken(manager.insert(StaffEntity, { ...person, id, createdAt: new Date(now) }));
    return staffViewOf({ ...person, id, version: 1 });
  }

  /** @param storeId null: the admins of all stores. */
  async list(manager: EntityManager, storeId: string | null): Promise<PersonView[]> {
    const people = await manager
      .createQueryBuilder(StaffEntity, 'person')
      .where(atStore(storeId))
      .orderBy('person.disabledAt IS NOT NULL')
      .addOrderBy('person.name')
      .addOrderBy('person.id')
      .getMany();
    return people.map(staffViewOf);
  }

  /**
   * Disables a person, or lets them in again; what they are already is left as it is.
   * @param disabledAt null: they may sign in.
   * @returns undefined when there is no such person.
   */
  async setDisabled(
    manager: EntityManager,
    storeId: string | null,
    staffId: string,
    disabledAt: Date | null,
  ): Promise<PersonView | undefined> {
    const person = whoIs(storeId, staffId);
    const other = disabledAt === null ? Not(IsNull()) : IsNull();
    await manager.update(StaffEntity, { ...person, disabledAt: other }, { disabledAt });
    const row = await manager.findOneBy(StaffEntity, person);
    return row ? staffViewOf(row) : undefined;
  }

  /**
   * Changes a person who is still as they were in `version`.
   * @throws ProblemException `version-outdated`, `login-taken`
   */
  async change(
    manager: EntityManager,
    { id, version }: Pick<StaffEntity, 'id' | 'version'>,
    changes: Partial<Pick<StaffEntity, 'name' | 'role' | 'pinHash' | 'login' | 'passwordHash'>>,
  ): Promise<void> {
    const written = manager.update(StaffEntity, { id, version }, { ...changes, version: version + 1 });
    const { affected } = await orLoginTaken(written);
    if (affected !== 1) throw problem('version-outdated');
  }

  /** Ends what the company's sign-in opens: an account that passes to somebody else is bound anew by their address. */
  async unlinkProvider(manager: EntityManager, staffId: string): Promise<void> {
    await manager.delete(ProviderIdentityEntity, { staffId });
  }

  /** Deletes a person, of whom no row of another table may be left. */
  async delete(manager: EntityManager, staffId: string): Promise<void> {
    await manager.delete(StaffEntity, { id: staffId });
  }

  /** The ids of the admins of all stores who may sign in, each held to the end of the transaction. */
  async lockAdmins(manager: EntityManager): Promise<string[]> {
    const admins = await manager.find(StaffEntity, {
      select: { id: true },
      where: { role: 'admin', storeId: IsNull(), disabledAt: IsNull() },
      order: { id: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });
    return admins.map(({ id }) => id);
  }

  /** A person who works at a store, or with null an admin of all stores, also a disabled one; held to the end of the transaction. */
  async lockAny(
    manager: EntityManager,
    storeId: string | null,
    staffId: string,
  ): Promise<StaffEntity | undefined> {
    const found = await manager.findOne(StaffEntity, {
      where: whoIs(storeId, staffId),
      lock: { mode: 'pessimistic_write' },
    });
    return found ?? undefined;
  }

  /**
   * A person who is not disabled.
   * @param lock holds the person's row to the end of the transaction.
   */
  async find(
    manager: EntityManager,
    where: FindOptionsWhere<StaffEntity>,
    lock?: 'lock',
  ): Promise<PersonWithSecrets | undefined> {
    const found = await manager.findOne(StaffEntity, {
      select: WITH_SECRETS,
      where: { ...where, disabledAt: IsNull() },
      ...(lock && { lock: { mode: 'pessimistic_write' } }),
    });
    return found ?? undefined;
  }

  /** A person who may sign in at a store: one who reaches it, or an admin of all stores. */
  async findAt(
    manager: EntityManager,
    storeId: string,
    staffId: string,
  ): Promise<PersonWithSecrets | undefined> {
    const ofStore = await this.find(manager, whoIs(storeId, staffId));
    return ofStore ?? this.find(manager, whoIs(null, staffId));
  }

  /** A manager or admin by their login. @param login in lower case */
  findByLogin(manager: EntityManager, login: string): Promise<PersonWithSecrets | undefined> {
    return this.find(manager, { login, role: In(['manager', 'admin']) });
  }

  /** Holds a person's row to the end of the transaction, so that two changes at once follow one another. */
  async lock(manager: EntityManager, staffId: string): Promise<void> {
    await manager.findOne(StaffEntity, {
      select: { id: true },
      where: { id: staffId },
      lock: { mode: 'pessimistic_write' },
    });
  }

  /** The ids of all who manage a store, and of the admins, in a fixed order. */
  async managersOf(manager: EntityManager, storeId: string): Promise<string[]> {
    const manages = { role: In(['manager', 'admin']), disabledAt: IsNull() };
    const people = await manager.find(StaffEntity, {
      select: { id: true },
      where: [
        { ...manages, ...atStore(storeId) },
        { ...manages, ...atStore(null) },
      ],
      order: { id: 'ASC' },
    });
    return people.map(({ id }) => id);
  }

  /** Who may sign in at a store with a PIN, by their names. */
  async withPin(manager: EntityManager, storeId: string): Promise<{ id: string; name: string }[]> {
    const signsIn = { pinHash: Not(IsNull()), disabledAt: IsNull() };
    const people = await manager.find(StaffEntity, {
      select: { id: true, name: true },
      where: [
        { ...signsIn, ...atStore(storeId) },
        { ...signsIn, ...atStore(null) },
      ],
      order: { name: 'ASC', id: 'ASC' },
    });
    return people.map(({ id, name }) => ({ id, name }));
  }

  async rename(manager: EntityManager, staffId: string, name: string): Promise<void> {
    await manager.update(StaffEntity, { id: staffId }, { name, version: () => 'version + 1' });
  }

  async setPin(manager: EntityManager, staffId: string, pinHash: string): Promise<void> {
    await manager.update(StaffEntity, { id: staffId }, { pinHash });
  }

  /** @param login in lower case. @throws ProblemException `login-taken` */
  async setPassword(
    manager: EntityManager,
    staffId: string,
    login: string,
    passwordHash: string,
  ): Promise<void> {
    await orLoginTaken(manager.update(StaffEntity, { id: staffId }, { login, passwordHash }));
  }
}

async function orLoginTaken<T>(written: Promise<T>): Promise<T> {
  try {
    return await written;
  } catch (error) {
    if (isUniqueViolation(error, 'staff_login')) throw problem('login-taken');
    throw error;
  }
}
