/**
 * A state machine as data: which command leads from which state to which. One table drives the
 * decision, the database's own constraint, the tests over every state × command, and the docs.
 */
export interface Transition<State extends string, Command extends string> {
  readonly from: State;
  readonly command: Command;
  readonly to: State;
}

/** Where `command` leads from `from`, or undefined when it is not possible there. */
export function nextState<State extends string, Command extends string>(
  table: readonly Transition<State, Command>[],
  from: State,
  command: Command,
): State | undefined {
  return table.find((t) => t.from === from && t.command === command)?.to;
}

/** Every distinct pair of states that the table allows a row to move between, itself excluded. */
export function allowedMoves<State extends string>(
  table: readonly Transition<State, string>[],
): readonly (readonly [State, State])[] {
  const seen = new Set<string>();
  return table
    .filter((t) => t.from !== t.to && !seen.has(`${t.from}>${t.to}`) && seen.add(`${t.from}>${t.to}`))
    .map((t) => [t.from, t.to] as const);
}
