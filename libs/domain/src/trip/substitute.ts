/**
 * A substitute: another person who collects, whom the customer lets do so by a first name, with a link and a code of
 * their own. One at a time. Pure.
 */
import { nextState, type Transition } from '../transitions.js';

/** Who of the two holds a page of the trip. */
export type Traveller = 'customer' | 'substitute';

export const SUBSTITUTE_STATES = ['none', 'named'] as const;
export type SubstituteState = (typeof SUBSTITUTE_STATES)[number];

export const SUBSTITUTE_COMMANDS = ['name', 'revoke'] as const;
export type SubstituteCommandName = (typeof SUBSTITUTE_COMMANDS)[number];

/** Whoever was named stays until they are revoked: a second name would quietly end a link that somebody relies on. */
export const SUBSTITUTE_TRANSITIONS: readonly Transition<SubstituteState, SubstituteCommandName>[] = [
  { from: 'none', command: 'name', to: 'named' },
  { from: 'named', command: 'revoke', to: 'none' },
  { from: 'none', command: 'revoke', to: 'none' },
];

export type SubstituteDecision =
  | { readonly state: SubstituteState; readonly fact: 'substitute_named' | 'substitute_revoked' | null }
  | { readonly refused: 'substitute-named' | 'not-possible-now' };

/** @param closed whether the trip is over: nobody collects any more, and what was recorded of it stays */
export function decideSubstitute(
  state: SubstituteState,
  command: SubstituteCommandName,
  closed: boolean,
): SubstituteDecision {
  if (closed) return { refused: 'not-possible-now' };
  const to = nextState(SUBSTITUTE_TRANSITIONS, state, command);
  if (to === undefined) return { refused: 'substitute-named' };
  if (to === state) return { state, fact: null };
  return { state: to, fact: to === 'named' ? 'substitute_named' : 'substitute_revoked' };
}
