/** The passkeys that people have made. */
import { Injectable } from '@nestjs/common';
import type { PasskeyView } from '@curbline/contracts/http';
import type { EntityManager } from 'typeorm';
import { PasskeyEntity } from './passkey.entity.js';

@Injectable()
export class PasskeysRepository {
  /** The passkeys of a person, in the order in which they were made. */
  findByOwner(manager: EntityManager, staffId: string): Promise<PasskeyEntity[]> {
    return manager.find(PasskeyEntity, { where: { staffId }, order: { createdAt: 'ASC', id: 'ASC' } });
  }

  /** As their owner sees them. */
  async list(manager: EntityManager, staffId: string): Promise<PasskeyView[]> {
    return (await this.findByOwner(manager, staffId)).map(({ id, name, createdAt, lastUsedAt }) => ({
      id,
      name,
      createdAt: createdAt.toISOString(),
      lastUsedAt: lastUsedAt?.toISOString() ?? null,
    }));
  }

  exists(manager: EntityManager, credentialId: Buffer): Promise<boolean> {
    return manager.existsBy(PasskeyEntity, { credentialId });
  }

  /** Holds the passkey's row to the end of the transaction. */
  lock(manager: EntityManager, credentialId: Buffer): Promise<PasskeyEntity | null> {
    return manager.findOne(PasskeyEntity, { where: { credentialId }, lock: { mode: 'pessimistic_write' } });
  }

  async insert(manager: EntityManager, passkey: Omit<PasskeyEntity, 'lastUsedAt'>): Promise<void> {
    await manager.insert(PasskeyEntity, passkey);
  }

  /** @param signCount how often its authenticator has signed. @param now Unix ms */
  async noteUsed(manager: EntityManager, id: string, signCount: number, now: number): Promise<void> {
    await manager.update(PasskeyEntity, { id }, { signCount: String(signCount), lastUsedAt: new Date(now) });
  }

  async rename(manager: EntityManager, staffId: string, id: string, name: string): Promise<void> {
    await manager.update(PasskeyEntity, { staffId, id }, { name });
  }

  async remove(manager: EntityManager, staffId: string, id: string): Promise<void> {
    await manager.delete(PasskeyEntity, { staffId, id });
  }
}
