/**
 * Identifies callers by their cookie or API key.
 *
 * Limits (OWASP ASVS 7.3, NIST SP 800-63B-4): staff 12 h, and masked after 30 min without an action; managers 12 h and
 * 60 min. Reading does not count as an action: a board that refreshes itself becomes idle.
 */
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '@curbline/platform';
import type {
  BoardPrincipal,
  CustomerPrincipal,
  DevicePrincipal,
  ManagerPrincipal,
  ShopPrincipal,
  StaffPrincipal,
} from '../principals.js';
import { hashToken } from '../secrets.js';
import type { LinkStanding } from './link-end.js';
import { SessionCookies } from './session-cookies.js';
import { type SeenDeviceToken, SessionPrincipals } from './session-principals.js';
import * as rows from './session-queries.js';
import { sessionsStanding, standingKey } from './sessions-standing.js';
import { TripCookies } from './trip-cookies.js';

export const STAFF_SESSION_MS = 12 * 3_600_000;
export const MANAGER_SESSION_MS = 12 * 3_600_000;
/** An action is saved at most this often. */
const SAVE_EVERY_MS = 60_000;

@Injectable()
export class Sessions {
  private readonly listeners = new Set<() => void>();

  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly cookies: SessionCookies,
    private readonly tripCookies: TripCookies,
    private readonly principals: SessionPrincipals,
  ) {}

  /** The customer with the cookie of this trip. */
  async customer(cookieHeader: string | undefined, tripId: string): Promise<CustomerPrincipal | undefined> {
    const found = this.tripCookies.readStoreToken(cookieHeader, tripId);
    const customer = found && (await this.principals.customer(found.storeId, keyOf(found.token)));
    return customer?.tripId === tripId ? customer : undefined;
  }

  /** The state of the ended link that this browser opened for the trip; undefined when it opened none. */
  async endedCustomer(cookieHeader: string | undefined, tripId: string): Promise<LinkStanding | undefined> {
    const found = this.tripCookies.readStoreToken(cookieHeader, tripId);
    return found && rows.linkStanding(this.db, found.storeId, hashToken(found.token), tripId);
  }

  async device(cookieHeader: string | undefined): Promise<DevicePrincipal | undefined> {
    const found = this.cookies.readStoreToken(cookieHeader, 'device');
    return found && this.principals.device(found.storeId, keyOf(found.token));
  }

  /** The key of the device session in the cookie, without a lookup; `undefined` when the cookie has none. */
  deviceSession(cookieHeader: string | undefined): string | undefined {
    const found = this.cookies.readStoreToken(cookieHeader, 'device');
    return found && `${found.storeId} ${keyOf(found.token)}`;
  }

  /** The person signed in on this device; undefined when idle, signed out, or signed in on another device. */
  async staff(cookieHeader: string | undefined): Promise<StaffPrincipal | undefined> {
    const device = await this.device(cookieHeader);
    return device && this.staffOn(device, cookieHeader);
  }

  /** A person, a wall, or a handheld without a person; with `ofStoreId`, of that store only. */
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

  /** A manager whose sign-in may lack a second factor; only for the routes of the sign-in itself. */
  async managerAtTheDoor(cookieHeader: string | undefined): Promise<ManagerPrincipal | undefined> {
    const token = this.cookies.read(cookieHeader, 'manager');
    return token === undefined ? undefined : this.managerByToken(token);
  }

  /** Whether the session in the cookie is of somebody who is a manager no more. */
  async isWithdrawn(cookieHeader: string | undefined): Promise<boolean> {
    const token = this.cookies.read(cookieHeader, 'manager');
    return token !== undefined && this.principals.isWithdrawn(keyOf(token));
  }

  managerByToken(token: string): Promise<ManagerPrincipal | undefined> {
    return this.principals.manager(keyOf(token));
  }

  /** @param authorization the header's value, `Bearer cbk_…`. */
  async shop(authorization: string | undefined): Promise<ShopPrincipal | undefined> {
    const [, key] = /^Bearer (cbk_[A-Za-z0-9_-]{22,64})$/i.exec(authorization ?? '') ?? [];
    return key === undefined ? undefined : this.principals.shop(keyOf(key));
  }

  /**
   * Returns the principals of open connections whose sessions are still valid. It asks the database without the cache,
   * with one query for each kind of session, however many connections are open.
   */
  async thoseStillValid<P extends BoardPrincipal | CustomerPrincipal>(
    principals: readonly P[],
  ): Promise<ReadonlySet<P>> {
    const standing = await sessionsStanding(this.db, principals, this.clock.now());
    return new Set(principals.filter((principal) => standing.has(standingKey(principal))));
  }

  /** When the manager last confirmed their identity, Unix ms, read from the database without the cache. */
  async managerConfirmedAt({ session }: ManagerPrincipal): Promise<number | null> {
    const row = await rows.managerRow(this.db, Buffer.from(session, 'base64url'));
    return row?.confirmed_at?.getTime() ?? null;
  }

  /** Restarts the idle timeout. Call it for actions of a person, not for requests that a page sends by itself. */
  async noteActed(principal: StaffPrincipal | ManagerPrincipal): Promise<void> {
    const now = this.clock.now();
    const hash = Buffer.from(principal.session, 'base64url');
    if (principal.kind === 'staff') {
      const row = await this.principals.staffRow(principal.storeId, principal.session);
      if (!row || now - row.last_acted_at.getTime() < SAVE_EVERY_MS) return;
      row.last_acted_at = new Date(now);
      await rows.noteStaffActed(this.db, principal.storeId, hash, new Date(now));
    } else {
      const row = await this.principals.managerRow(principal.session);
      if (!row || now - row.last_acted_at.getTime() < SAVE_EVERY_MS) return;
      row.last_acted_at = new Date(now);
      await rows.noteManagerActed(this.db, hash, new Date(now));
    }
  }

  /** Clears the cache and notifies listeners. Call it after a commit that ended, revoked or disabled a session. */
  forget(): void {
    this.principals.forget();
    for (const listener of this.listeners) listener();
  }

  /** Adds a listener for {@link forget}. @returns a function that removes it. */
  onForget(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  /**
   * Sets what is awaited before a request with such a token is answered, at most every two seconds for each token. In a
   * process without it, such as a separate gateway, a newer token is accepted and a replaced one is not.
   */
  watchDeviceTokens(watch: (seen: SeenDeviceToken) => Promise<void>): void {
    this.principals.watchDeviceTokens(watch);
  }

  private async staffOn(
    device: DevicePrincipal,
    cookieHeader: string | undefined,
  ): Promise<StaffPrincipal | undefined> {
    const found = this.cookies.readStoreToken(cookieHeader, 'staff');
    if (found?.storeId !== device.storeId) return undefined;
    const staff = await this.principals.staff(found.storeId, keyOf(found.token));
    return staff?.deviceId === device.deviceId ? staff : undefined;
  }
}

function keyOf(token: string): string {
  return hashToken(token).toString('base64url');
}
