/** Words of the manager's tables: enums of the contract, which arrive as plain strings from the log. */
import type { StaffView } from '@curbline/contracts/http';
import { EVIDENCE_WORDS, proofWords } from '../board/words.js';
import { m } from '../messages/generated/messages.js';

export { proofWords };

const STATES: Readonly<Record<string, () => string>> = {
  placed: m.manager_state_placed,
  preparing: m.manager_state_preparing,
  ready: m.manager_state_ready,
  handed_over: m.manager_state_handed_over,
  canceled: m.manager_state_canceled,
  not_collected: m.manager_state_not_collected,
};
/** A state that this page does not know yet is shown as it came. */
export const stateWords = (state: string): string => STATES[state]?.() ?? state;

const EVIDENCE: Readonly<Record<string, { name: () => string } | undefined>> = EVIDENCE_WORDS;
export const evidenceWords = (evidence: string): string => EVIDENCE[evidence]?.name() ?? evidence;

const ROLES: Record<StaffView['role'], () => string> = {
  staff: m.manager_role_staff,
  manager: m.manager_role_manager,
  admin: m.manager_role_admin,
};
export const roleWords = (role: StaffView['role']): string => ROLES[role]();
