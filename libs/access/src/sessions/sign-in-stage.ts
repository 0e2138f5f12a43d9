/** How far a manager's sign-in has come, by what the session has shown and what the person and the installation ask for. */
import type { SignInStage } from '@curbline/contracts/http';
import type { StaffRole } from '@curbline/contracts/ids';
import type { RequireMfa } from '@curbline/platform';

/** Whether the installation asks for a second factor of such a person: `managers` asks admins, too. */
export function asksForSecondFactor(requireMfa: RequireMfa, role: StaffRole): boolean {
  if (requireMfa === 'managers') return role !== 'staff';
  return requireMfa === 'admins' && role === 'admin';
}

/**
 * Worked out anew at each request: a session from before the person set a factor up, or before the installation
 * asked for one, is no longer complete.
 */
export function stageOf(
  session: { readonly second_factor_at: Date | null; readonly has_factor: boolean; readonly role: StaffRole },
  requireMfa: RequireMfa,
): SignInStage {
  if (session.second_factor_at !== null && session.has_factor) return 'complete';
  if (session.has_factor) return 'second-factor';
  return asksForSecondFactor(requireMfa, session.role) ? 'set-up' : 'complete';
}
