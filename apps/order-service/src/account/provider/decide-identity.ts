/**
 * Who signs in, by what the provider says of them. An account is found once by its verified e-mail address, and from
 * then on by the provider's own id of the person: an address may pass to somebody else, the id does not.
 */
import type { StaffRole } from '@curbline/contracts/ids';
import type { OidcRoles } from '@curbline/platform';

/** What is used of an ID token, after it was verified. */
export interface ProviderClaims {
  readonly subject: string;
  readonly email: string | undefined;
  readonly emailVerified: boolean;
  /** When the person last proved to the provider who they are, Unix ms; null when it does not say. */
  readonly authenticatedAt: number | null;
  /** Whether the provider asked for a second factor (RFC 8176). */
  readonly secondFactor: boolean;
  /** The values of the claim that roles go by. */
  readonly groups: readonly string[];
}

export interface Account {
  readonly staffId: string;
  readonly role: StaffRole;
  /** Whether the account belongs to somebody at this provider. */
  readonly isBound: boolean;
}

export type IdentityDecision =
  | { readonly staffId: string; readonly bind: boolean }
  | { readonly refused: 'unknown' | 'email-unverified' | 'role' };

/**
 * @param bound whose account belongs to this id
 * @param byEmail whose login is the address; looked up only when `bound` is undefined
 */
export function decideIdentity(
  claims: ProviderClaims,
  { bound, byEmail }: { readonly bound: Account | undefined; readonly byEmail: Account | undefined },
  roles: OidcRoles | undefined,
): IdentityDecision {
  if (bound)
    return mayBe(bound.role, claims, roles) ? { staffId: bound.staffId, bind: false } : { refused: 'role' };
  if (!byEmail || byEmail.isBound) return { refused: 'unknown' };
  if (!claims.emailVerified) return { refused: 'email-unverified' };
  return mayBe(byEmail.role, claims, roles) ? { staffId: byEmail.staffId, bind: true } : { refused: 'role' };
}

/** The provider narrows who comes in and never widens it: the role itself is kept here. */
function mayBe(role: StaffRole, { groups }: ProviderClaims, roles: OidcRoles | undefined): boolean {
  if (!roles) return true;
  const opened = groups.map((group) => roles.values.get(group));
  return opened.includes('admin') || (role === 'manager' && opened.includes('manager'));
}
