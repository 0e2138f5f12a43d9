/** What a service is, as data: whoever treats one service otherwise than another reads it here and asks for no service by name. */

/** How the people move who come for it. */
export type Travel = 'by_car' | 'on_foot';

/** The kind of place at which a meeting happens. */
export type PlaceKind = 'bay' | 'counter' | 'locker';

/** One meeting of an order with somebody. */
export interface Leg {
  /** Who goes to whom: the customer to the store's ground, or staff to where the customer is. */
  readonly mover: 'customer' | 'staff';
  readonly travel: Travel;
  /** Where on the ground they meet; null where the ground itself says enough, such as a lane. */
  readonly place: PlaceKind | null;
  /** Whether staff bring the order to the place where the customer waits; otherwise it is collected there. */
  readonly isBrought: boolean;
  /** What the leg is over with: somebody hands the order over, or the customer opens its compartment. */
  readonly endsWith: 'handed_over' | 'opened';
  /**
   * What ends the wait for staff, which is what goal and promise judge: that the order lies in a compartment (whoever comes
   * after that waits for nobody), or else the hand-over.
   */
  readonly clock?: 'until_in_compartment';
}

/** What the customer's page asks for beside the place of a leg. */
export type Asked = 'vehicle' | 'placement';

export interface ServiceDefinition {
  /** Its meetings, in their order; most services have one. */
  readonly legs: readonly [Leg, ...Leg[]];
  readonly asks: readonly Asked[];
}
