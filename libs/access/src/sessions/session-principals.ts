/**
 * Finds who a session belongs to. Sessions are looked up in the database and cached for two seconds, so that a revoked
 * one is refused everywhere within two seconds, and in the revoking process at once.
 */
import { Inject, Injectable, Optional } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock, PLATFORM_OPTIONS, type PlatformOptions, type RequireMfa } from '@curbline/platform';
import type {
  CustomerPrincipal,
  DevicePrincipal,
  ManagerPrincipal,
  ShopPrincipal,
  StaffPrincipal,
} from '../principals.js';
import { SessionCache } from './session-cache.js';
import * as rows from './session-queries.js';
import { stageOf } from './sign-in-stage.js';
import { STAFF_IDLE_MS } from './sessions-standing.js';

export const MANAGER_IDLE_MS = 60 * 60_000;
/** When a device was seen and a key used is noted at most this often. */
const NOTE_EVERY_MS = 60_000;

/** A device's token that is not its current one. */
export interface SeenDeviceToken {
  readonly storeId: string;
  readonly deviceId: string;
  readonly name: string;
  readonly hash: Buffer;
  readonly standing: 'ahead' | 'reused';
}

@Injectable()
export class SessionPrincipals {
  private readonly cache = new SessionCache();
  private readonly requireMfa: RequireMfa;
  private deviceTokenWatch: (seen: SeenDeviceToken) => Promise<void> = async () => {};

  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    @Optional() @Inject(PLATFORM_OPTIONS) options?: Pick<PlatformOptions, 'requireMfa'>,
  ) {
    this.requireMfa = options?.requireMfa ?? 'off';
  }

  /** Clears the cache. */
  forget(): void {
    this.cache.clear();
  }

  /** See `Sessions.watchDeviceTokens`. */
  watchDeviceTokens(watch: (seen: SeenDeviceToken) => Promise<void>): void {
    this.deviceTokenWatch = watch;
  }

  /** @param session the hash of the session's token, base64url, as in the other methods. */
  async customer(storeId: string, session: string): Promise<CustomerPrincipal | undefined> {
    const row = await this.cached(`customer ${storeId} ${session}`, session, (hash) =>
      rows.customerRow(this.db, storeId, hash),
    );
    if (!row || row.expires_at.getTime() <= this.clock.now()) return undefined;
    const { trip_id: tripId, sharing, role } = row;
    return { kind: 'customer', storeId, tripId, tripOpen: row.closed_at === null, sharing, role, session };
  }

  async device(storeId: string, session: string): Promise<DevicePrincipal | undefined> {
    const row = await this.cached(`device ${storeId} ${session}`, session, async (hash) => {
      const found = await rows.deviceRow(this.db, storeId, hash, this.clock.now());
      if (found?.standing === 'ahead' || found?.standing === 'reused') {
        const { id: deviceId, name, standing } = found;
        await this.deviceTokenWatch({ storeId, deviceId, name, hash, standing });
      }
      return found?.standing === 'reused' ? undefined : found;
    });
    if (!row) return undefined;
    if (this.isLongAgo(row.last_seen_at)) {
      row.last_seen_at = new Date(this.clock.now());
      await rows.noteDeviceSeen(this.db, storeId, row.id, row.last_seen_at);
    }
    return { kind: 'device', storeId, deviceId: row.id, name: row.name, deviceKind: row.kind, session };
  }

  async staff(storeId: string, session: string): Promise<StaffPrincipal | undefined> {
    const row = await this.staffRow(storeId, session);
    const now = this.clock.now();
    if (!row || row.expires_at.getTime() <= now || now - row.last_acted_at.getTime() >= STAFF_IDLE_MS)
      return undefined;
    const { staff_id: staffId, device_id: deviceId, name, role } = row;
    return { kind: 'staff', storeId, staffId, name, role, deviceId, session };
  }

  async manager(session: string): Promise<ManagerPrincipal | undefined> {
    const row = await this.managerRow(session);
    const now = this.clock.now();
    if (!row || row.expires_at.getTime() <= now || now - row.last_acted_at.getTime() >= MANAGER_IDLE_MS)
      return undefined;
    const { staff_id: staffId, name, role, store_id: storeId, store_ids: storeIds, regions } = row;
    const person = { kind: 'manager', staffId, name, role, storeId, storeIds, regions } as const;
    const confirmedAt = row.confirmed_at?.getTime() ?? null;
    const stage = stageOf(row, this.requireMfa);
    return { ...person, stage, confirmedAt, session };
  }

  async isWithdrawn(session: string): Promise<boolean> {
    const owner = await this.cached(`former manager ${session}`, session, (hash) =>
      rows.managerStanding(this.db, hash),
    );
    return owner !== undefined && (owner.role === 'staff' || owner.disabled_at !== null);
  }

  async shop(session: string): Promise<ShopPrincipal | undefined> {
    const row = await this.cached(`shop ${session}`, session, (hash) => rows.shopRow(this.db, hash));
    const now = this.clock.now();
    if (!row || (row.expires_at !== null && row.expires_at.getTime() <= now)) return undefined;
    if (this.isLongAgo(row.last_used_at)) {
      row.last_used_at = new Date(now);
      await rows.noteShopKeyUsed(this.db, Buffer.from(session, 'base64url'), row.last_used_at);
    }
    const { shop_id: shopId, name, store_ids: storeIds, scopes } = row;
    return { kind: 'shop', shopId, name, scopes, storeIds, session };
  }

  /** The cached row: a change to it is seen by the next caller. */
  staffRow(storeId: string, session: string): Promise<rows.StaffRow | undefined> {
    return this.cached(`staff ${storeId} ${session}`, session, (hash) =>
      rows.staffRow(this.db, storeId, hash),
    );
  }

  managerRow(session: string): Promise<rows.ManagerRow | undefined> {
    return this.cached(`manager ${session}`, session, (hash) => rows.managerRow(this.db, hash));
  }

  /** Whether what was noted last is to be noted anew. */
  private isLongAgo(noted: Date | null): boolean {
    return noted === null || this.clock.now() - noted.getTime() >= NOTE_EVERY_MS;
  }

  private cached<T>(
    key: string,
    session: string,
    load: (hash: Buffer) => Promise<T | undefined>,
  ): Promise<T | undefined> {
    return this.cache.get(key, this.clock.now(), () => load(Buffer.from(session, 'base64url')));
  }
}
