/** The stage of a manager's sign-in, from the session's factors and what the person and the installation require. */
import type { SignInStage } from '@curbline/contracts/http';
import type { StaffRole } from '@curbline/contracts/ids';
import type { RequireMfa } from '@curbline/platform';

/** Whether the installation requires a second factor for this role; `managers` includes admins. */
export function asksForSecondFactor(requireMfa: RequireMfa, role: StaffRole): boolean {
  if (requireMfa === 'managers') return role !== 'staff';
  return requireMfa === 'admins' && role === 'admin';
}

/**
 * Computed at each request: a session from before the person set up a factor, or before the installation required one,
 * is no longer complete.
 */
export function stageOf(
  session: { readonly second_factor_at: Date | null; readonly has_factor: boolean; readonly role: StaffRole },
  requireMfa: RequireMfa,
): SignInStage {
  if (session.second_factor_at !== null && session.has_factor) return 'complete';
  if (session.has_factor) return 'second-factor';
  return asksForSecondFactor(requireMfa, session.role) ? 'set-up' : 'complete';
}
