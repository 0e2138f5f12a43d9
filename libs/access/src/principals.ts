/**
 * The caller of a request, as a guard identified it. `session` is the hash of the caller's token (a hash opens nothing),
 * so that a long-lived connection can be checked again.
 */
import type { Card } from '@curbline/contracts/events';
import type { ShopScope, SignInStage } from '@curbline/contracts/http';
import type { DeviceKind, StaffRole, StoreId, TripId } from '@curbline/contracts/ids';

export interface CustomerPrincipal {
  readonly kind: 'customer';
  readonly storeId: StoreId;
  readonly tripId: TripId;
  /** As the trip stood at most two seconds ago. */
  readonly tripOpen: boolean;
  /** Of this page's own position: it is not theirs when the other of the two shares. */
  readonly sharing: Card['trip']['sharing'];
  /** Whose link it was. */
  readonly role: 'customer' | 'substitute';
  readonly session: string;
}

/** A person signed in with their PIN on an enrolled handheld. */
export interface StaffPrincipal {
  readonly kind: 'staff';
  readonly storeId: StoreId;
  readonly staffId: string;
  readonly name: string;
  readonly role: StaffRole;
  readonly deviceId: string;
  readonly session: string;
}

/** A wall screen, which shows the board and cannot act. */
export interface WallPrincipal {
  readonly kind: 'wall';
  readonly storeId: StoreId;
  readonly deviceId: string;
  readonly session: string;
}

/** A handheld without an active signed-in person: it shows the board masked and asks for a PIN to act. */
export interface MaskedPrincipal {
  readonly kind: 'masked';
  readonly storeId: StoreId;
  readonly deviceId: string;
  readonly session: string;
}

/** An enrolled device, whoever uses it. */
export interface DevicePrincipal {
  readonly kind: 'device';
  readonly storeId: StoreId;
  readonly deviceId: string;
  readonly name: string;
  readonly deviceKind: DeviceKind;
  readonly session: string;
}

export interface ManagerPrincipal {
  readonly kind: 'manager';
  readonly staffId: string;
  readonly name: string;
  readonly role: StaffRole;
  /** Their home store; null for an admin of all stores. */
  readonly storeId: StoreId | null;
  /** The stores that they reach: their own, others that they were given, and those of their regions; null for all. */
  readonly storeIds: readonly StoreId[] | null;
  readonly regions: readonly string[];
  /** The stage of the sign-in; guards admit only a complete one, except on the routes of the sign-in itself. */
  readonly stage: SignInStage;
  /** When they last confirmed their identity in this session, Unix ms; null when that is unknown. */
  readonly confirmedAt: number | null;
  readonly session: string;
}

export interface ShopPrincipal {
  readonly kind: 'shop';
  readonly shopId: string;
  readonly name: string;
  /** What its key may do: send and read its orders, or read the figures of the stores. */
  readonly scopes: readonly ShopScope[];
  /** The stores that its key reaches; null for all stores. */
  readonly storeIds: readonly StoreId[] | null;
  readonly session: string;
}

export type BoardPrincipal = StaffPrincipal | WallPrincipal | MaskedPrincipal;

export type AnyPrincipal =
  CustomerPrincipal | BoardPrincipal | DevicePrincipal | ManagerPrincipal | ShopPrincipal;

/** Whether the principal may act in this store. */
export function reaches(principal: AnyPrincipal, storeId: string): boolean {
  if (principal.kind === 'shop' || principal.kind === 'manager')
    return principal.storeIds === null || principal.storeIds.includes(storeId);
  return principal.storeId === storeId;
}

/** Whether the principal is an admin of all stores. */
export const isAdmin = (principal: AnyPrincipal): boolean =>
  principal.kind === 'manager' && principal.role === 'admin' && principal.storeId === null;

/**
 * Whether a manager reaches everything that somebody else does: who does not must not change that person, since a new
 * password would open stores that are not the manager's. A region counts as itself, because of the stores to come.
 */
export function covers(
  { storeIds, regions }: Pick<ManagerPrincipal, 'storeIds' | 'regions'>,
  other: { readonly storeIds: readonly (string | null)[]; readonly regions: readonly string[] },
): boolean {
  if (storeIds === null) return true;
  return (
    other.storeIds.every((id) => id !== null && storeIds.includes(id)) &&
    other.regions.every((region) => regions.includes(region))
  );
}
