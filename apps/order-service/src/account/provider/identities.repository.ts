import { Injectable } from '@nestjs/common';
import { type EntityManager, In, IsNull } from 'typeorm';
import { StaffEntity } from '../../staff/staff.entity.js';
import type { Account } from './decide-identity.js';
import { ProviderIdentityEntity } from '../../staff/provider-identity.entity.js';

@Injectable()
export class IdentitiesRepository {
  /** Whose account belongs to this id; nobody's when they were disabled. */
  async find(manager: EntityManager, issuer: string, subject: string): Promise<Account | undefined> {
    const identity = await manager.findOneBy(ProviderIdentityEntity, { issuer, subject });
    return identity ? this.account(manager, { id: identity.staffId }, issuer) : undefined;
  }

  /** Whose login is this address. @param email in lower case */
  findByEmail(manager: EntityManager, issuer: string, email: string): Promise<Account | undefined> {
    return this.account(manager, { login: email }, issuer);
  }

  /** Takes the place of a binding to an account that is disabled or manages no more. @param now Unix ms */
  async bind(
    manager: EntityManager,
    identity: Omit<ProviderIdentityEntity, 'boundAt'>,
    now: number,
  ): Promise<void> {
    const { issuer, subject } = identity;
    await manager.delete(ProviderIdentityEntity, { issuer, subject });
    await manager.insert(ProviderIdentityEntity, { ...identity, boundAt: new Date(now) });
  }

  private async account(
    manager: EntityManager,
    who: { id: string } | { login: string },
    issuer: string,
  ): Promise<Account | undefined> {
    const person = await manager.findOne(StaffEntity, {
      select: { id: true, role: true },
      where: { ...who, role: In(['manager', 'admin']), disabledAt: IsNull() },
      lock: { mode: 'pessimistic_write' },
    });
    if (!person) return undefined;
    const isBound = await manager.existsBy(ProviderIdentityEntity, { staffId: person.id, issuer });
    return { staffId: person.id, role: person.role, isBound };
  }
}
