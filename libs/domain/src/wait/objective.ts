/** The objective: the share of waits that a store wants within its goal, percent. This is that of a store that has set none. */
export const USUAL_OBJECTIVE_PERCENT = 90;
