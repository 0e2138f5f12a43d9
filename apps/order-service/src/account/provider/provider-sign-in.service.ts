/** A manager or admin signs in with the provider: whose account it is, and its session. */
import { Injectable } from '@nestjs/common';
import { inTransaction } from '@curbline/database';
import { Clock } from '@curbline/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { AuditService } from '../../audit/audit.service.js';
import { NoticesRepository } from '../../notices/notices.repository.js';
import { type CameFrom, ManagerSessionsRepository } from '../../sessions/manager-sessions.repository.js';
import { StaffRepository } from '../../staff/staff.repository.js';
import { decideIdentity, type ProviderClaims } from './decide-identity.js';
import { IdentitiesRepository } from './identities.repository.js';
import { IdentityProvider, type KeptSignIn, ProviderFailure } from './identity-provider.js';

export type ProviderSignIn =
  { readonly token: string } | { readonly refused: 'unavailable' | 'refused' | 'unknown' };

@Injectable()
export class ProviderSignInService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly provider: IdentityProvider,
    private readonly identities: IdentitiesRepository,
    private readonly staff: StaffRepository,
    private readonly sessions: ManagerSessionsRepository,
    private readonly notices: NoticesRepository,
    private readonly audit: AuditService,
  ) {}

  /** @param path that the provider sent the browser back to. */
  async finish(path: string, kept: KeptSignIn, came: CameFrom): Promise<ProviderSignIn> {
    try {
      const claims = await this.provider.finish(path, kept);
      return await inTransaction(this.db, (manager) => this.enter(manager, claims, came));
    } catch (error) {
      if (error instanceof ProviderFailure) return { refused: error.reason };
      throw error;
    }
  }

  private async enter(
    manager: EntityManager,
    claims: ProviderClaims,
    came: CameFrom,
  ): Promise<ProviderSignIn> {
    const { settings } = this.provider;
    if (!settings) return { refused: 'unavailable' };
    const { issuer, roles } = settings;
    const bound = await this.identities.find(manager, issuer, claims.subject);
    const email = claims.email?.toLowerCase();
    const isAsked = bound === undefined && email !== undefined;
    const byEmail = isAsked ? await this.identities.findByEmail(manager, issuer, email) : undefined;
    const decision = decideIdentity(claims, { bound, byEmail }, roles);
    if ('refused' in decision) return { refused: 'unknown' };
    const { staffId } = decision;
    if (decision.bind) await this.bind(manager, staffId, issuer, claims.subject);
    const now = this.clock.now();
    const { secondFactor, authenticatedAt } = claims;
    const token = await this.sessions.begin(manager, staffId, came, secondFactor, now, authenticatedAt);
    return { token };
  }

  private async bind(
    manager: EntityManager,
    staffId: string,
    issuer: string,
    subject: string,
  ): Promise<void> {
    const now = this.clock.now();
    const person = await this.staff.find(manager, { id: staffId });
    if (!person) return;
    const { name, storeId } = person;
    const by = { staffId, name };
    await this.identities.bind(manager, { issuer, subject, staffId }, now);
    await this.notices.add(manager, staffId, 'provider-linked', by, now);
    await this.audit.note(manager, { storeId, by, action: 'provider_linked', subject: name }, now);
  }
}
