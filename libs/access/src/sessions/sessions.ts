/**
 * From a cookie or a key to who is asking. Looked up in the database and kept for two seconds, so what
 * is revoked anywhere is refused everywhere within two seconds, and in the revoking process at once.
 *
 * Limits (OWASP ASVS 7.3, NIST SP 800-63B-4): staff 12 h, and masked after 30 min without a tap;
 * managers 12 h and 60 min. Looking does not count as acting: a board that refreshes itself goes idle.
 */
import { Inject, Injectable, Optional } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock, PLATFORM_OPTIONS, type PlatformOptions, type RequireMfa } from '@curbline/platform';
import type {
  BoardPrincipal,
  CustomerPrincipal,
  DevicePrincipal,
  ManagerPrincipal,
  ShopPrincipal,
  StaffPrincipal,
} from '../principals.js';
import { hashToken } from '../secrets.js';
import { SessionCache } from './session-cache.js';
import type { LinkStanding } from './link-end.js';
import { SessionCookies } from './session-cookies.js';
import * as rows from './session-queries.js';
import { stageOf } from './sign-in-stage.js';
import { sessionsStanding, STAFF_IDLE_MS, standingKey } from './sessions-standing.js';
import { TripCookies } from './trip-cookies.js';

export const STAFF_SESSION_MS = 12 * 3_600_000;
export { STAFF_IDLE_MS } from './sessions-standing.js';
export const MANAGER_SESSION_MS = 12 * 3_600_000;
export const MANAGER_IDLE_MS = 60 * 60_000;
/** Acts closer together than this are noted once. */
const NOTE_EVERY_MS = 60_000;

/** A device's token that is not simply its current one. */
export interface SeenDeviceToken {
  readonly storeId: string;
  readonly deviceId: string;
  readonly name: string;
  readonly hash: Buffer;
  readonly standing: 'ahead' | 'reused';
}

@Injectable()
export class Sessions {
  private readonly cache = new SessionCache();
  private readonly requireMfa: RequireMfa;
  private readonly listeners = new Set<() => void>();
  private deviceTokenWatch: (seen: SeenDeviceToken) => Promise<void> = async () => {};

  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly cookies: SessionCookies,
    private readonly tripCookies: TripCookies,
    @Optional() @Inject(PLATFORM_OPTIONS) options?: Pick<PlatformOptions, 'requireMfa'>,
  ) {
    this.requireMfa = options?.requireMfa ?? 'off';
  }

  /** Whoever holds the cookie of this very trip. */
  async customer(cookieHeader: string | undefined, tripId: string): Promise<CustomerPrincipal | undefined> {
    const found = this.tripCookies.readStoreToken(cookieHeader, tripId);
    const customer = found && (await this.customerBy(found.storeId, keyOf(found.token)));
    return customer?.tripId === tripId ? customer : undefined;
  }

  /** How the link ended that this browser once opened for the trip; undefined when nothing is known of it. */
  async endedCustomer(cookieHeader: string | undefined, tripId: string): Promise<LinkStanding | undefined> {
    const found = this.tripCookies.readStoreToken(cookieHeader, tripId);
    return found && rows.linkStanding(this.db, found.storeId, hashToken(found.token), tripId);
  }

  async device(cookieHeader: string | undefined): Promise<DevicePrincipal | undefined> {
    const found = this.cookies.readStoreToken(cookieHeader, 'device');
    return found && this.deviceBy(found.storeId, keyOf(found.token));
  }

  /** What a device's session would be known by; `undefined` for a cookie that is none's. It asks nobody. */
  deviceSession(cookieHeader: string | undefined): string | undefined {
    const found = this.cookies.readStoreToken(cookieHeader, 'device');
    return found && `${found.storeId} ${keyOf(found.token)}`;
  }

  /** The person signed in on this device; nobody when idle, signed out, or on another device. */
  async staff(cookieHeader: string | undefined): Promise<StaffPrincipal | undefined> {
    const device = await this.device(cookieHeader);
    return device && this.staffOn(device, cookieHeader);
  }

  /** Whoever looks at a board: a person, a wall, or a handheld without a person. With `ofStoreId`, there only. */
  async board(cookieHeader: string | undefined, ofStoreId?: string): Promise<BoardPrincipal | undefined> {
    const device = await this.device(cookieHeader);
    if (!device || (ofStoreId !== undefined && device.storeId !== ofStoreId)) return undefined;
    const { storeId, deviceId, session } = device;
    if (device.deviceKind === 'wall') return { kind: 'wall', storeId, deviceId, session };
    const staff = await this.staffOn(device, cookieHeader);
    return staff ?? { kind: 'masked', storeId, deviceId, session };
  }

  /** A manager whose sign-in is complete. */
  async manager(cookieHeader: string | undefined): Promise<ManagerPrincipal | undefined> {
    const manager = await this.managerAtTheDoor(cookieHeader);
    return manager?.stage === 'complete' ? manager : undefined;
  }

  /** A manager whose sign-in may lack a second factor: for the steps of signing in alone. */
  async managerAtTheDoor(cookieHeader: string | undefined): Promise<ManagerPrincipal | undefined> {
    const token = this.cookies.read(cookieHeader, 'manager');
    return token === undefined ? undefined : this.managerByToken(token);
  }

  managerByToken(token: string): Promise<ManagerPrincipal | undefined> {
    return this.managerBy(keyOf(token));
  }

  /** @param authorization the header's value, `Bearer cbk_…`. */
  async shop(authorization: string | undefined): Promise<ShopPrincipal | undefined> {
    const [, key] = /^Bearer (cbk_[A-Za-z0-9_-]{22,64})$/i.exec(authorization ?? '') ?? [];
    return key === undefined ? undefined : this.shopBy(keyOf(key));
  }

  /**
   * For sockets and streams, every few seconds: which of them still hold what they came with. Asked of the
   * database itself, one query a kind, however many lines are open.
   */
  async thoseStillValid<P extends BoardPrincipal | CustomerPrincipal>(
    principals: readonly P[],
  ): Promise<ReadonlySet<P>> {
    const standing = await sessionsStanding(this.db, principals, this.clock.now());
    return new Set(principals.filter((principal) => standing.has(standingKey(principal))));
  }

  /** When the session's holder last proved who they are, Unix ms, asked of the database itself. */
  async managerConfirmedAt({ session }: ManagerPrincipal): Promise<number | null> {
    const row = await rows.managerRow(this.db, Buffer.from(session, 'base64url'));
    return row?.confirmed_at?.getTime() ?? null;
  }

  /** Puts off the idle limit: for what a person does, not for what a page fetches by itself. */
  async noteActed(principal: StaffPrincipal | ManagerPrincipal): Promise<void> {
    const now = this.clock.now();
    const hash = Buffer.from(principal.session, 'base64url');
    if (principal.kind === 'staff') {
      const row = await this.staffRow(principal.storeId, principal.session);
      if (!row || now - row.last_acted_at.getTime() < NOTE_EVERY_MS) return;
      row.last_acted_at = new Date(now);
      await rows.noteStaffActed(this.db, principal.storeId, hash, new Date(now));
    } else {
      const row = await this.managerRow(principal.session);
      if (!row || now - row.last_acted_at.getTime() < NOTE_EVERY_MS) return;
      row.last_acted_at = new Date(now);
      await rows.noteManagerActed(this.db, hash, new Date(now));
    }
  }

  /** Call after ending, revoking or disabling anything, once that is committed. */
  forget(): void {
    this.cache.clear();
    for (const listener of this.listeners) listener();
  }

  /** Called whenever something has ended in this process. @returns a function that ends it. */
  onForget(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  /**
   * Called, and waited for, before a request with such a token is answered; at most every two seconds a token. Where
   * nobody watches, as in a gateway of its own, a newer token works all the same, and one of the past does not.
   */
  watchDeviceTokens(watch: (seen: SeenDeviceToken) => Promise<void>): void {
    this.deviceTokenWatch = watch;
  }

  private async customerBy(storeId: string, session: string): Promise<CustomerPrincipal | undefined> {
    const row = await this.kept(`customer ${storeId} ${session}`, session, (hash) =>
      rows.customerRow(this.db, storeId, hash),
    );
    if (!row || row.expires_at.getTime() <= this.clock.now()) return undefined;
    const { trip_id: tripId, sharing } = row;
    return { kind: 'customer', storeId, tripId, tripOpen: row.closed_at === null, sharing, session };
  }

  private async deviceBy(storeId: string, session: string): Promise<DevicePrincipal | undefined> {
    const row = await this.kept(`device ${storeId} ${session}`, session, async (hash) => {
      const found = await rows.deviceRow(this.db, storeId, hash, this.clock.now());
      if (found?.standing === 'ahead' || found?.standing === 'reused') {
        const { id: deviceId, name, standing } = found;
        await this.deviceTokenWatch({ storeId, deviceId, name, hash, standing });
      }
      return found?.standing === 'reused' ? undefined : found;
    });
    return (
      row && { kind: 'device', storeId, deviceId: row.id, name: row.name, deviceKind: row.kind, session }
    );
  }

  private async staffOn(
    device: DevicePrincipal,
    cookieHeader: string | undefined,
  ): Promise<StaffPrincipal | undefined> {
    const found = this.cookies.readStoreToken(cookieHeader, 'staff');
    if (found?.storeId !== device.storeId) return undefined;
    const staff = await this.staffBy(found.storeId, keyOf(found.token));
    return staff?.deviceId === device.deviceId ? staff : undefined;
  }

  private async staffBy(storeId: string, session: string): Promise<StaffPrincipal | undefined> {
    const row = await this.staffRow(storeId, session);
    const now = this.clock.now();
    if (!row || row.expires_at.getTime() <= now || now - row.last_acted_at.getTime() >= STAFF_IDLE_MS)
      return undefined;
    const { staff_id: staffId, device_id: deviceId, name, role } = row;
    return { kind: 'staff', storeId, staffId, name, role, deviceId, session };
  }

  private async managerBy(session: string): Promise<ManagerPrincipal | undefined> {
    const row = await this.managerRow(session);
    const now = this.clock.now();
    if (!row || row.expires_at.getTime() <= now || now - row.last_acted_at.getTime() >= MANAGER_IDLE_MS)
      return undefined;
    const { staff_id: staffId, name, role, store_id: storeId } = row;
    const confirmedAt = row.confirmed_at?.getTime() ?? null;
    const stage = stageOf(row, this.requireMfa);
    return { kind: 'manager', staffId, name, role, storeId, stage, confirmedAt, session };
  }

  private async shopBy(session: string): Promise<ShopPrincipal | undefined> {
    const row = await this.kept(`shop ${session}`, session, (hash) => rows.shopRow(this.db, hash));
    return row && { kind: 'shop', shopId: row.shop_id, name: row.name, storeIds: row.store_ids, session };
  }

  private staffRow(storeId: string, session: string): Promise<rows.StaffRow | undefined> {
    return this.kept(`staff ${storeId} ${session}`, session, (hash) => rows.staffRow(this.db, storeId, hash));
  }

  private managerRow(session: string): Promise<rows.ManagerRow | undefined> {
    return this.kept(`manager ${session}`, session, (hash) => rows.managerRow(this.db, hash));
  }

  private kept<T>(
    key: string,
    session: string,
    load: (hash: Buffer) => Promise<T | undefined>,
  ): Promise<T | undefined> {
    return this.cache.get(key, this.clock.now(), () => load(Buffer.from(session, 'base64url')));
  }
}

function keyOf(token: string): string {
  return hashToken(token).toString('base64url');
}
