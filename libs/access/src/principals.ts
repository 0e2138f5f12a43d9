/**
 * Who is asking, once a guard knows. `session` names what they came with (the hash of a token, which
 * opens nothing), so that a long-lived connection can ask again whether it still holds.
 */
import type { Card } from '@curbline/contracts/events';
import type { SignInStage } from '@curbline/contracts/http';
import type { DeviceKind, StaffRole, StoreId, TripId } from '@curbline/contracts/ids';

export interface CustomerPrincipal {
  readonly kind: 'customer';
  readonly storeId: StoreId;
  readonly tripId: TripId;
  /** As the trip stood at most two seconds ago. */
  readonly tripOpen: boolean;
  readonly sharing: Card['trip']['sharing'];
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

/** A screen on the wall: shows, never acts. */
export interface WallPrincipal {
  readonly kind: 'wall';
  readonly storeId: StoreId;
  readonly deviceId: string;
  readonly session: string;
}

/** A handheld with nobody signed in, or nobody active: shows the board masked, asks for a PIN to act. */
export interface MaskedPrincipal {
  readonly kind: 'masked';
  readonly storeId: StoreId;
  readonly deviceId: string;
  readonly session: string;
}

/** An enrolled device as such, whoever holds it. */
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
  /** The one store they manage; null: all of them. */
  readonly storeId: StoreId | null;
  /** How far the sign-in has come; guards let only a complete one in, but for the steps of signing in. */
  readonly stage: SignInStage;
  /** When they last proved who they are in this session, Unix ms; null: never since an update. */
  readonly confirmedAt: number | null;
  readonly session: string;
}

export interface ShopPrincipal {
  readonly kind: 'shop';
  readonly shopId: string;
  readonly name: string;
  /** The stores it may send orders to; null: all of them. */
  readonly storeIds: readonly StoreId[] | null;
  readonly session: string;
}

export type BoardPrincipal = StaffPrincipal | WallPrincipal | MaskedPrincipal;

export type AnyPrincipal =
  CustomerPrincipal | BoardPrincipal | DevicePrincipal | ManagerPrincipal | ShopPrincipal;

/** Whether a principal's reach covers a store. */
export function reaches(principal: AnyPrincipal, storeId: string): boolean {
  if (principal.kind === 'shop') return principal.storeIds === null || principal.storeIds.includes(storeId);
  if (principal.kind === 'manager') return principal.storeId === null || principal.storeId === storeId;
  return principal.storeId === storeId;
}
